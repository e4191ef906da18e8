import type { FailureReason, Outcome } from '../../communication/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { post } from '../../platform/outbound/index.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';
import { redact } from '../words.ts';

type Failure = Extract<Outcome, { kind: 'retry' | 'rejected' }>;
/** What Slack answered; of a failure also its own word for it (`channel_not_found`). */
export type SlackAnswer =
  | { readonly ok: true; readonly body: SlackBody }
  | { readonly ok: false; readonly error: string; readonly outcome: Failure };

export interface SlackBody {
  readonly [field: string]: unknown;
}

export interface SlackApi {
  /** @param fields as a form, which every method takes; structures go as JSON text within it */
  call(
    method: string,
    fields: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    token?: string,
  ): Promise<SlackAnswer>;
}

/** The answer to a long message repeats it with its blocks. */
const MOST_READ = 200_000;

/** @param parts.base where methods are, with a slash at its end */
export function slackApi(parts: {
  readonly base: string;
  readonly token: string;
  readonly clock: Clock;
}): SlackApi {
  return {
    async call(method, fields, signal, token = parts.token) {
      const secrets = [token];
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'Tocsin',
        authorization: `Bearer ${token}`,
      };
      try {
        const url = new URL(method, parts.base);
        // Slack itself, or the administrator's choice.
        const options = { allowed: true, signal, mostRead: MOST_READ };
        const answer = await post(url, form(fields), headers, options);
        if (answer.status === 200) return read(answer.text, secrets);
        const outcome = outcomeOfAnswer(answer, parts.clock.now(), secrets);
        if (outcome.kind === 'retry' || outcome.kind === 'rejected')
          return { ok: false, error: `http_${answer.status}`, outcome };
        return failure('unexpected_status', 'server_error', 'retry', redact(answer.text, secrets));
      } catch (error) {
        const outcome = outcomeOfError(error, secrets);
        if (outcome.kind === 'retry' || outcome.kind === 'rejected')
          return { ok: false, error: 'no_answer', outcome };
        throw error;
      }
    },
  };
}

function form(fields: Readonly<Record<string, unknown>>): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) all.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return all.toString();
}

/** Slack's errors come with status 200 and `ok: false`. */
function read(text: string, secrets: readonly string[]): SlackAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return failure('no_json', 'server_error', 'retry', redact(text, secrets));
  }
  if (typeof body !== 'object' || body === null) return failure('no_json', 'server_error', 'retry', text);
  const said = body as SlackBody;
  if (said.ok === true) return { ok: true, body: said };
  const error = String(said.error ?? 'unknown_error');
  const needed = typeof said.needed === 'string' ? ` (needs the scope ${said.needed})` : '';
  const detail = redact(`Slack answered: ${error}${needed}`, secrets);
  const [kind, reason] = meaning(error);
  return failure(error, reason, kind, detail);
}

const failure = (
  error: string,
  reason: FailureReason,
  kind: Failure['kind'],
  detail: string,
): SlackAnswer => ({ ok: false, error, outcome: { kind, reason, detail } });

/** Mended by an administrator, and for nobody alone: the token, and what the app may do. */
const ACCESS =
  /^(?:invalid_auth|not_authed|token_\w+|account_inactive|missing_scope|no_permission|org_login_required|ekm_access_denied|team_access_not_granted|not_allowed_token_type|app_missing_action_url)$/;
const LATER = /^(?:internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/;
/** The person or the channel is not there (any more), or Tocsin may not speak there. */
const NOWHERE =
  /^(?:users?_not_found|users_not_found|channel_not_found|user_disabled|user_not_visible|cannot_dm_bot|is_archived|not_in_channel|is_inactive|method_not_supported_for_channel_type|restricted_action\w*|messages_tab_disabled)$/;

function meaning(error: string): readonly [Failure['kind'], FailureReason] {
  if (error === 'ratelimited' || error === 'rate_limited') return ['retry', 'rate_limited'];
  if (ACCESS.test(error)) return ['retry', 'auth_failed'];
  if (LATER.test(error)) return ['retry', 'server_error'];
  if (NOWHERE.test(error)) return ['rejected', 'bad_address'];
  if (error === 'msg_too_long' || error === 'msg_blocks_too_long') return ['rejected', 'too_large'];
  return ['rejected', 'refused'];
}
