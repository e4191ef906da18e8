import type { FailureReason, Outcome } from '../../communication/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { type PostAnswer, post } from '../../platform/outbound/index.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';
import { redact } from '../words.ts';

type Failure = Extract<Outcome, { kind: 'retry' | 'rejected' }>;
/** What Telegram answered; of a failure also its own sentence for it ("Bad Request: chat not found"). */
export type TelegramAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly description: string; readonly outcome: Failure };

export interface TelegramApi {
  call(
    method: string,
    fields: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<TelegramAnswer>;
}

/** A batch of what people wrote, at 4,096 characters each, with who they are. */
const MOST_READ = 1_000_000;

/** The methods of a bot (core.telegram.org/bots/api). @param parts.base where they are, with a slash at its end */
export function telegramApi(parts: {
  readonly base: string;
  readonly token: string;
  readonly clock: Clock;
}): TelegramApi {
  // The token is part of every address, so whatever quotes an address would give it away.
  const secrets = [parts.token];
  return {
    async call(method, fields, signal) {
      const headers = { 'content-type': 'application/json', 'user-agent': 'Tocsin' };
      try {
        // Not as a relative address: up to the colon of the token it would be read as a scheme.
        const url = new URL(`${parts.base}bot${parts.token}/${method}`);
        // Telegram itself, or the administrator's choice.
        const options = { allowed: true, signal, mostRead: MOST_READ };
        const answer = await post(url, JSON.stringify(fields), headers, options);
        return read(answer, parts.clock, secrets);
      } catch (error) {
        const outcome = outcomeOfError(error, secrets);
        if (outcome.kind === 'accepted' || outcome.kind === 'delivered') throw error;
        return { ok: false, description: outcome.detail ?? outcome.reason, outcome };
      }
    },
  };
}

interface Said {
  readonly ok?: unknown;
  readonly result?: unknown;
  readonly description?: unknown;
  readonly parameters?: { readonly retry_after?: unknown };
}

function read(answer: PostAnswer, clock: Clock, secrets: readonly string[]): TelegramAnswer {
  const said = parsed(answer.text);
  if (answer.status === 200 && said.ok === true) return { ok: true, result: said.result };
  const description = redact(String(said.description ?? answer.text), secrets);
  const outcome = outcomeOf(answer, said, description, () => outcomeOfAnswer(answer, clock.now(), secrets));
  return { ok: false, description, outcome };
}

function outcomeOf(
  { status }: PostAnswer,
  { parameters }: Said,
  description: string,
  otherwise: () => Outcome,
): Failure {
  const detail = `HTTP ${status} ${description}`;
  const known = meaning(status, description);
  if (known !== undefined) {
    const after = Number(parameters?.retry_after);
    const wait = status === 429 && Number.isFinite(after) ? { afterSeconds: after } : {};
    return { kind: known[0], reason: known[1], detail, ...wait };
  }
  const outcome = otherwise();
  return outcome.kind === 'retry' || outcome.kind === 'rejected'
    ? outcome
    : { kind: 'retry', reason: 'server_error', detail };
}

const NOBODY =
  /chat not found|user not found|PEER_ID_INVALID|user is deactivated|initiate conversation|chat was deleted/i;

function meaning(status: number, description: string): readonly [Failure['kind'], FailureReason] | undefined {
  if (status === 429) return ['retry', 'rate_limited'];
  // A token that was revoked, or is none (404): mended by an administrator, and for nobody alone.
  if (status === 401 || status === 404) return ['retry', 'auth_failed'];
  if (NOBODY.test(description)) return ['rejected', 'bad_address'];
  // "bot was blocked by the user": their way to say stop. They unblock it and all is as before.
  if (status === 403) return ['rejected', 'opted_out'];
  if (status === 409) return ['retry', 'temporarily_refused'];
  return undefined;
}

function parsed(text: string): Said {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
