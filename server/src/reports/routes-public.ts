import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { optionalText } from '../incidents/index.ts';
import { isEmailAddress } from '../kernel/index.ts';
import type { AppServer, Routes } from '../platform/http/index.ts';
import { randomHexKey } from '../platform/ids.ts';
import type { Policy } from '../policy/index.ts';
import { formFaultPage, formPage, NOTHING_TYPED, type Typed, thanksPage } from './form-page.ts';
import { REPORT_TEXT_MAX, REPORT_TITLE_MAX, reportReference, type Settings } from './model.ts';
import type { UserReports } from './service.ts';
import { sentIdOf } from './service-create.ts';
import type { ReportSettings } from './settings.ts';

const FORM = 'application/x-www-form-urlencoded';
/** The longest text in the longest script, percent-encoded, and the rest of the form. */
const MAX_FORM = 128 * 1024;
/** A family behind one address may report together; a program that tries may not. */
const RATE = { max: 10, timeWindow: '10 minutes' };

export interface PublicParts {
  readonly reports: Pick<UserReports, 'create' | 'findSent'>;
  readonly settings: Pick<ReportSettings, 'read'>;
  readonly policy: () => Promise<Pick<Policy, 'severities'>>;
  /** Whether mail can be sent. */
  readonly answers: boolean;
}

/** The form for everyone outside: off until somebody turns it on, and then it lists only what was listed for it. */
export const publicReportRoutes =
  (parts: PublicParts): Routes =>
  (server) => {
    server.register(async (scope: AppServer) => {
      // Nothing but the form: JSON, say, would arrive as fields that are no text.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: MAX_FORM }, (_request, body, done) =>
        done(null, typedIn(String(body))),
      );
      lookRoutes(parts)(scope);
      sendRoute(parts)(scope);
    });
  };

const lookRoutes =
  ({ settings, reports, policy, answers }: PublicParts): Routes =>
  (scope) => {
    scope.get('/report', { config: { permission: 'public' }, schema: { hide: true } }, async (_, reply) => {
      const form = await settings.read();
      if (!form.formOn) return noForm(reply);
      const empty = { ...NOTHING_TYPED, form: randomHexKey() };
      return html(reply, 200, formPage(form, await policy(), empty, null, answers));
    });
    // A page of its own: a reload of the answer would send the form again.
    scope.route({
      method: 'GET',
      url: '/report/sent/:sent',
      config: { permission: 'public' },
      schema: { hide: true, params: bySent },
      handler: async (request, reply) => {
        const report = await reports.findSent((request.params as z.output<typeof bySent>).sent);
        if (report === undefined) return noForm(reply);
        return html(reply, 200, thanksPage(reportReference(report.number), report.reporterEmail !== null));
      },
    });
  };

const bySent = z.object({ sent: z.string().max(100) });

const sendRoute =
  ({ settings, reports, policy, answers }: PublicParts): Routes =>
  (scope) => {
    scope.route({
      method: 'POST',
      url: '/report',
      bodyLimit: MAX_FORM,
      config: { permission: 'public', rateLimit: RATE },
      schema: { hide: true },
      errorHandler: (error, _request, reply) => {
        const { status, headline, advice } = refusalOf(error);
        if (status === 500) throw error;
        return html(reply, status, formFaultPage(headline, advice));
      },
      handler: async (request, reply) => {
        const form = await settings.read();
        if (!form.formOn) return noForm(reply);
        // The browsers of those who look at another page would report what that page wants, each from an address of its own.
        if (request.headers['sec-fetch-site'] === 'cross-site') {
          const refused = formFaultPage(
            'This was sent from another site.',
            'Open the form here, and send it.',
          );
          return html(reply, 403, refused);
        }
        const typed = isTyped(request.body) ? request.body : typedIn('');
        const problem = problemOf(typed);
        if (problem !== null)
          return html(reply, 400, formPage(form, await policy(), typed, problem, answers));
        const { form: id, website: _, ...said } = typed;
        const sentId = sentIdOf(`form ${id}`, { ...said, yes: [...said.yes] });
        await reports.create({ ...reportOf(typed, form), sentId });
        return reply.redirect(`/report/sent/${sentId}`, 303);
      },
    });
  };

interface Sent extends Typed {
  /** Nobody sees the field: whoever fills it in is a program. */
  readonly website: string;
}

const text = (max: number) => optionalText(max).catch('');

/** What is too long for a field is seen as such, and not cut in silence. */
function typedIn(body: string): Sent {
  const fields = new URLSearchParams(body);
  const field = (name: string) => fields.get(name) ?? '';
  return {
    ...{ title: field('title'), about: field('about'), form: field('form').slice(0, 100) || randomHexKey() },
    // As a textarea counts them: a form sends each end of a line as two characters.
    description: field('description').replaceAll('\r\n', '\n'),
    ...{ email: field('email').trim(), website: field('website'), yes: fields.getAll('yes').slice(0, 200) },
  };
}

const isTyped = (body: unknown): body is Sent =>
  typeof body === 'object' && body !== null && 'website' in body && 'yes' in body;

function problemOf({ title, description, email, website }: Sent): string | null {
  if (website !== '') return 'This was not sent: a hidden field that must stay empty was filled in.';
  if (text(10_000).parse(title) === '') return 'Enter what is wrong.';
  if (title.length > REPORT_TITLE_MAX)
    return `Describe what is wrong in at most ${REPORT_TITLE_MAX} characters.`;
  if (description.length > REPORT_TEXT_MAX)
    return `Enter at most ${REPORT_TEXT_MAX.toLocaleString('en')} characters of details.`;
  if (email !== '' && (email.length > 254 || !isEmailAddress(email)))
    return 'Check the e-mail address, or leave it empty.';
  return null;
}

function reportOf({ title, description, about, email, yes }: Sent, settings: Settings) {
  const chosen = settings.formChoices.find(({ label }) => label === about);
  return {
    source: 'public' as const,
    title: text(REPORT_TITLE_MAX).parse(title),
    description: text(REPORT_TEXT_MAX).parse(description),
    systemId: chosen?.systemId ?? null,
    // Questions that were not asked have no answers.
    answers: settings.formQuestions ? Object.fromEntries(yes.map((id) => [id, true])) : {},
    ...{ reporterId: null, reporterEmail: email === '' ? null : email, ticketId: null, ticketUrl: null },
  };
}

const refusals: Readonly<Record<number, readonly [string, string]>> = {
  413: ['This report is too large.', 'Shorten it and send it again.'],
  415: ['This report could not be read.', 'Send it with the form.'],
  429: [
    'Too many reports from your address.',
    'Your report was not sent. Wait ten minutes and send it again.',
  ],
};

function refusalOf(error: unknown): { status: number; headline: string; advice: string } {
  const { statusCode, kind } = error as { statusCode?: number; kind?: string };
  const status = kind === 'rate_limited' ? 429 : (statusCode ?? 500);
  const [headline, advice] = refusals[status] ?? ['', ''];
  return { status: headline === '' ? 500 : status, headline, advice };
}

const noForm = (reply: FastifyReply) =>
  html(reply, 404, formFaultPage('There is no form here.', 'Problems cannot be reported at this address.'));

const html = (reply: FastifyReply, status: number, body: string): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    })
    .send(body);
