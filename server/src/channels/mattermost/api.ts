import type { Outcome } from '../../communication/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { post } from '../../platform/outbound/index.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';

import { redact } from '../words.ts';

type Failure = Extract<Outcome, { kind: 'retry' | 'rejected' }>;

/** What Mattermost answered; of a failure also its status and its own name for it (`store.sql_channel.…`). */
export type MattermostAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: number; readonly error: string; readonly outcome: Failure };

export interface MattermostApi {
  /** @param path below `/api/v4` */
  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<MattermostAnswer>;
}

/** The answer to a long post repeats it, and a list of channels is long. */
const MOST_READ = 2_000_000;

/** @param parts.base where the server is, without a slash at its end */
export function mattermostApi(parts: {
  readonly base: string;
  readonly token: string;
  readonly clock: Clock;
}): MattermostApi {
  const secrets = [parts.token];
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Tocsin',
    authorization: `Bearer ${parts.token}`,
  };
  return {
    async call(method, path, body, signal) {
      try {
        const url = new URL(`${parts.base}/api/v4${path}`);
        // The administrator's own choice of a server.
        const options = { allowed: true, signal, method, mostRead: MOST_READ, reading: 'patient' } as const;
        const answer = await post(url, body === undefined ? '' : JSON.stringify(body), headers, options);
        const said = parsed(answer.text);
        if (answer.status >= 200 && answer.status < 300)
          return said === undefined && !(answer.status === 201 && path === '/posts')
            ? failure(answer.status, 'no_json', { kind: 'retry', reason: 'server_error' })
            : // What was posted is not posted again because its ID came too late.
              { ok: true, body: said };
        const { id, message } = (said ?? {}) as { readonly id?: unknown; readonly message?: unknown };
        const detail = redact(
          `Mattermost answered ${answer.status}: ${String(message ?? id ?? '')}`,
          secrets,
        );
        return failure(answer.status, String(id ?? ''), { ...meaning(answer, parts.clock, secrets), detail });
      } catch (error) {
        const outcome = outcomeOfError(error, secrets);
        if (outcome.kind === 'retry' || outcome.kind === 'rejected') return failure(0, 'no_answer', outcome);
        throw error;
      }
    },
  };
}

const failure = (status: number, error: string, outcome: Failure): MattermostAnswer => ({
  ok: false,
  status,
  error,
  outcome,
});

function meaning(
  answer: Parameters<typeof outcomeOfAnswer>[0],
  clock: Clock,
  secrets: readonly string[],
): Failure {
  // Mended by an administrator, and for nobody alone: the token, and what the bot may do.
  if (answer.status === 401 || answer.status === 403) return { kind: 'retry', reason: 'auth_failed' };
  if (answer.status === 404) return { kind: 'rejected', reason: 'bad_address' };
  const outcome = outcomeOfAnswer(answer, clock.now(), secrets);
  return outcome.kind === 'retry' || outcome.kind === 'rejected'
    ? outcome
    : { kind: 'retry', reason: 'server_error' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A post that was taken; its ID may have been lost on the way. */
export function acceptedPost(body: unknown): Outcome {
  const providerId = fieldOf(body, 'id');
  return { kind: 'accepted', ...(providerId !== '' && { providerId }) };
}

/** A field of an answer, as text; empty when it has none. */
export function fieldOf(body: unknown, name: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
