import { z } from 'zod';
import { type Instant, Temporal } from '../kernel/index.ts';
import { type AskOptions, ask, Unanswered } from '../platform/outbound/index.ts';
import { SILENCE_SECONDS } from './decide-silence.ts';
import type { SilencedAlert } from './model.ts';

/** So long an Alertmanager may take for one answer, and so large may it be. */
const LIMITS = { timeoutMs: 5_000, mostBytes: 4_000_000 };

/** What Alertmanager says of an alert that fires there. */
export interface FiringThere {
  readonly startsAt: Instant | null;
  /** Silenced or inhibited there: it would tell nobody of it. */
  readonly muted: boolean;
}

/** Names that mean nothing else in a pattern; a point stands for itself among others, and the fingerprint decides. */
const PLAIN = /^[\w .:/-]{1,200}$/;
/** Names in one question; of more, all that fires is asked for. */
const MOST_NAMES = 50;

export type Answered<T> = { readonly ok: T } | { readonly fault: string };

const statusBody = z.object({ versionInfo: z.object({ version: z.string() }) });
const madeBody = z.object({ silenceID: z.string().min(1).max(100) });
const alertsBody = z.array(
  z.object({
    fingerprint: z.string(),
    startsAt: z.iso.datetime({ offset: true }).optional(),
    endsAt: z.iso.datetime({ offset: true }),
    status: z
      .object({
        silencedBy: z.array(z.string()).nullish(),
        inhibitedBy: z.array(z.string()).nullish(),
        mutedBy: z.array(z.string()).nullish(),
      })
      .optional(),
  }),
);
const silenceBody = z.object({
  startsAt: z.string(),
  status: z.object({ state: z.enum(['pending', 'active', 'expired']) }),
});

/** One Alertmanager, by its API v2 (protocols.md §1.3). What goes wrong there is an answer in words, never an exception. */
export class AlertmanagerClient {
  readonly #base: string;
  readonly #authorization: string | null;
  readonly #allowed: (url: URL) => boolean;

  constructor(url: string, authorization: string | null, allowed: (url: URL) => boolean) {
    this.#base = url.replace(/\/+$/, '');
    this.#authorization = authorization;
    this.#allowed = allowed;
  }

  /** Its version, when it is one. */
  async probe(): Promise<Answered<string>> {
    const found = await this.#send('/api/v2/status', {}, statusBody);
    return 'ok' in found ? { ok: found.ok.versionInfo.version } : found;
  }

  /**
   * Makes a silence of exactly these labels, or lets one last longer: Alertmanager then keeps its id.
   * @param renewing the id and start of the one that is to last longer
   */
  async silence(
    labels: SilencedAlert['labels'],
    comment: string,
    now: Instant,
    renewing?: { readonly id: string; readonly startsAt: string },
  ): Promise<Answered<string>> {
    const body = {
      ...(renewing && { id: renewing.id }),
      matchers: Object.entries(labels)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
      startsAt: renewing?.startsAt ?? now.toString(),
      endsAt: now.add({ seconds: SILENCE_SECONDS }).toString(),
      ...{ createdBy: 'Tocsin', comment },
    };
    const made = await this.#send(
      '/api/v2/silences',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      madeBody,
    );
    return 'ok' in made ? { ok: made.ok.silenceID } : made;
  }

  /** When the silence began; null when somebody has ended it, or there is none. */
  async begun(silenceId: string): Promise<Answered<string | null>> {
    const path = `/api/v2/silence/${encodeURIComponent(silenceId)}`;
    const found = await this.#send(path, {}, silenceBody, null);
    if (!('ok' in found)) return found;
    return { ok: found.ok === null || found.ok.status.state === 'expired' ? null : found.ok.startsAt };
  }

  /** Ends a silence; one that is not there has ended. */
  async remove(silenceId: string): Promise<Answered<null>> {
    const path = `/api/v2/silence/${encodeURIComponent(silenceId)}`;
    const answer = await this.#send(path, { method: 'DELETE' }, z.unknown(), null);
    return 'ok' in answer ? { ok: null } : answer;
  }

  /** The fingerprints of what fires under these names, muted or not. */
  async firing(
    alerts: readonly Pick<SilencedAlert, 'labels'>[],
    now: Instant,
  ): Promise<Answered<ReadonlyMap<string, FiringThere>>> {
    const query = new URLSearchParams({
      ...{ active: 'true', silenced: 'true', inhibited: 'true', unprocessed: 'true' },
    });
    const filter = nameFilter([...new Set(alerts.map(({ labels }) => labels.alertname))]);
    if (filter !== null) query.append('filter', filter);
    const found = await this.#send(`/api/v2/alerts?${query}`, {}, alertsBody);
    if (!('ok' in found)) return found;
    const firing = found.ok.filter(({ endsAt }) => Temporal.Instant.compare(endsAt, now) > 0);
    return {
      ok: new Map(
        firing.map(({ fingerprint, startsAt, status = {} }) => [
          fingerprint,
          {
            startsAt: startsAt === undefined ? null : Temporal.Instant.from(startsAt),
            muted: [status.silencedBy, status.inhibitedBy, status.mutedBy].some(
              (by) => (by ?? []).length > 0,
            ),
          },
        ]),
      ),
    };
  }

  /** @param missing what a 404 means; left out: a fault */
  async #send<T, M = never>(
    path: string,
    request: Pick<AskOptions, 'method' | 'headers' | 'body'>,
    schema: z.ZodType<T>,
    ...missing: [] | [M]
  ): Promise<Answered<T | M>> {
    const url = new URL(this.#base + path);
    const headers = {
      ...{ accept: 'application/json', ...request.headers },
      ...(this.#authorization === null ? {} : { authorization: this.#authorization }),
    };
    try {
      const answer = await ask(url, { ...request, headers, allowed: this.#allowed, ...LIMITS });
      if (answer.status === 404 && missing.length === 1) return { ok: missing[0] as M };
      if (answer.status >= 300) return { fault: `${url.host} answered with status ${answer.status}.` };
      const read = schema.safeParse(answer.text === '' ? null : JSON.parse(answer.text));
      if (read.success) return { ok: read.data };
    } catch (error) {
      if (error instanceof Unanswered) return { fault: error.message };
      if (!(error instanceof SyntaxError)) throw error;
    }
    return { fault: `${url.host} does not answer like Alertmanager. Check the URL.` };
  }
}

function nameFilter(names: readonly (string | undefined)[]): string | null {
  const [name] = names;
  if (names.length === 1 && name !== undefined) return `alertname=${JSON.stringify(name)}`;
  const plain = names.filter((each) => each !== undefined && PLAIN.test(each));
  if (plain.length < names.length || names.length > MOST_NAMES) return null;
  return `alertname=~${JSON.stringify(plain.join('|'))}`;
}
