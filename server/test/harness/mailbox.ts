import type { Mail, MailServer } from '../fakes/mail-server.ts';
import type { PushMessage, PushService } from '../fakes/push-service.ts';
import type { WebhookCall, WebhookReceiver } from '../fakes/webhook-receiver.ts';

/** What people's deeds need of the scenario they live in. */
export interface Scenario {
  /** Whether it is about what people are told beside the pages and notices (see Harness.updatesToo). */
  readonly hearsUpdates: boolean;
  settle(): Promise<void>;
  http(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    options: { as: null },
  ): Promise<{ readonly status: number; readonly text: string }>;
}

const says = (mail: Mail, pattern: RegExp): boolean => pattern.test(mail.subject) || pattern.test(mail.text);

/** What is told about how the response goes, and how it ended: the concern of the scenarios of updates. */
const ABOUT_UPDATES =
  /^(?:\d+ notices, first: )?(?:Update due|Update overdue|First response late|Review due|Review overdue|\[RESOLVED\])/;
export const isAboutUpdates = (subject: string): boolean => ABOUT_UPDATES.test(subject);
const isAside = (subject: string, hearsUpdates: boolean): boolean => !hearsUpdates && isAboutUpdates(subject);

/** Somebody with a mailbox, as a scenario speaks of them: `await ana.expectMail(/P1/)`. */
export class PersonInTest {
  readonly email: string;
  readonly #harness: Scenario;
  readonly #server: MailServer;

  constructor(harness: Scenario, server: MailServer, email: string) {
    this.#harness = harness;
    this.#server = server;
    this.email = email;
  }

  /** Every mail they got so far, oldest first. */
  mails(): readonly Mail[] {
    return this.#server.mails.filter(
      ({ to, subject }) =>
        to.toLowerCase() === this.email.toLowerCase() && !isAside(subject, this.#harness.hearsUpdates),
    );
  }

  /**
   * Lets everything that is due happen; then the oldest mail not yet expected whose subject or text matches is the
   * one. Fails, with what there is, when there is none.
   */
  async expectMail(pattern: RegExp = /(?:)/): Promise<Mail> {
    await this.#harness.settle();
    const unread = this.mails().filter(({ expected }) => !expected);
    const mail = unread.find((candidate) => says(candidate, pattern));
    if (mail === undefined) {
      const there = unread.map(({ subject }) => `  - ${subject}`).join('\n');
      throw new Error(
        `${this.email} has no mail that says ${pattern}. Not yet looked at:\n${there || '  (nothing)'}`,
      );
    }
    mail.expected = true;
    return mail;
  }

  /** Lets everything that is due happen, and fails when there is a mail not yet expected that matches. */
  async expectNoMail(pattern: RegExp = /(?:)/): Promise<void> {
    await this.#harness.settle();
    const found = this.mails().find((mail) => !mail.expected && says(mail, pattern));
    if (found !== undefined)
      throw new Error(`${this.email} has a mail they should not have: "${found.subject}"`);
  }

  /** Opens the mail's acknowledge link and confirms, as a thumb would. */
  async acknowledges(mail: Mail): Promise<void> {
    const path = acknowledgePath(mail);
    const shown = await this.#harness.http('GET', path, undefined, { as: null });
    if (shown.status !== 200) throw new Error(`The link answers ${shown.status}: ${shown.text}`);
    const done = await this.#harness.http('POST', path, undefined, { as: null });
    if (done.status >= 400) throw new Error(`Acknowledging answers ${done.status}: ${done.text}`);
    await this.#harness.settle();
  }
}

/** The path of the acknowledge link in a mail. */
export function acknowledgePath(mail: Mail): string {
  const path = /https?:\/\/[^/\s]+(\/a\/[\w.-]+)/.exec(mail.text)?.[1];
  if (path === undefined) throw new Error(`"${mail.subject}" has no acknowledge link:\n${mail.text}`);
  return path;
}

/** The oldest call not yet expected whose data matches. */
export async function expectWebhook(
  harness: Scenario,
  receiver: WebhookReceiver,
  pattern: RegExp = /(?:)/,
): Promise<WebhookCall> {
  await harness.settle();
  const call = receiver.calls.find(({ expected, body }) => !expected && pattern.test(JSON.stringify(body)));
  if (call === undefined)
    throw new Error(
      `No webhook says ${pattern}. There are:\n${receiver.calls.map(({ body }) => JSON.stringify(body)).join('\n')}`,
    );
  call.expected = true;
  return call;
}

/** The oldest message to a device that nobody expected yet and that matches. */
export async function expectPush(
  harness: Scenario,
  service: PushService,
  device: string,
  pattern: RegExp = /(?:)/,
): Promise<PushMessage> {
  await harness.settle();
  const said = ({ payload }: PushMessage) => `${payload.notification.title}\n${payload.notification.body}`;
  const message = service.messages.find(
    (one) => !one.expected && one.device === device && pattern.test(said(one)),
  );
  if (message === undefined)
    throw new Error(
      `Nothing on ${device} says ${pattern}. There are:\n${service.messages.map((one) => `${one.device}: ${said(one)}`).join('\n')}`,
    );
  message.expected = true;
  return message;
}

/** What nobody expected, in words; empty when all is well. */
export function unexpectedMessages(
  server: MailServer,
  {
    receivers,
    pushServices,
  }: { readonly receivers: readonly WebhookReceiver[]; readonly pushServices: readonly PushService[] },
  hearsUpdates: boolean,
): string[] {
  const mails = server.mails.filter(({ expected, subject }) => !expected && !isAside(subject, hearsUpdates));
  return [
    ...mails.map(({ to, subject, at }) => `mail to ${to} at ${at}: ${subject}`),
    ...receivers.flatMap(({ calls, forged }) => [
      ...calls
        .filter(({ expected, body }) => !expected && !isAside(String(body.data.subject), hearsUpdates))
        .map(({ path, body }) => `webhook ${path}: ${body.data.subject}`),
      ...forged.map((fault) => `webhook with a wrong signature: ${fault}`),
    ]),
    ...pushServices.flatMap(({ messages, refusals }) => [
      ...messages
        .filter(({ expected, payload }) => !expected && !isAside(payload.notification.title, hearsUpdates))
        .map(({ device, payload }) => `push on ${device}: ${payload.notification.title}`),
      ...refusals.map((fault) => `push that breaks the standard: ${fault}`),
    ]),
  ];
}
