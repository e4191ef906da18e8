import type { FailureReason, Outcome } from '../../communication/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { type PostAnswer, post } from '../../platform/outbound/index.ts';
import type { SettingsOf } from '../define.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';
import { redact } from '../words.ts';
import type { twilioSettings } from './settings.ts';

/** Twilio repeats the whole message in its answer, escaped, before it names its id. */
const MOST_READ = 16_000;

/** An account that is set up. */
export interface Twilio {
  readonly token: string;
  readonly host: string;
  /** One request to a resource of the account: `Messages.json`. */
  send(resource: string, form: Readonly<Record<string, string>>, at: At): Promise<Outcome>;
}

interface At {
  readonly now: Instant;
  readonly signal: AbortSignal;
}

/** The account, or what it lacks. */
export function twilioOf({
  TWILIO_ACCOUNT_SID: account,
  TWILIO_AUTH_TOKEN: token,
  TWILIO_URL: base,
}: SettingsOf<typeof twilioSettings>): Twilio | string {
  if (account === undefined) return 'TWILIO_ACCOUNT_SID is not set.';
  if (token === undefined) return 'TWILIO_AUTH_TOKEN is not set.';
  const headers = {
    authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Tocsin',
  };
  return {
    token,
    host: new URL(base).host,
    async send(resource, form, { now, signal }) {
      const url = new URL(`/2010-04-01/Accounts/${account}/${resource}`, base);
      try {
        const body = new URLSearchParams(form).toString();
        // The API is the administrator's choice, wherever it stands.
        const answer = await post(url, body, headers, { allowed: true, signal, mostRead: MOST_READ });
        return outcomeOf(answer, now, token);
      } catch (error) {
        return outcomeOfError(error, [token]);
      }
    },
  };
}

/** Twilio's own codes, where its HTTP status says less (twilio.com/docs/api/errors). */
const RETRIED: Readonly<Record<number, FailureReason>> = {
  20003: 'auth_failed',
  20005: 'auth_failed',
  20404: 'auth_failed',
  // The sender: mended by an administrator, and for nobody alone.
  21210: 'not_configured',
  21212: 'not_configured',
  21603: 'not_configured',
  21606: 'not_configured',
  21659: 'not_configured',
  21660: 'not_configured',
  20429: 'rate_limited',
  14107: 'rate_limited',
  21611: 'rate_limited',
};
const REJECTED: Readonly<Record<number, FailureReason>> = {
  13224: 'bad_address',
  21211: 'bad_address',
  21214: 'bad_address',
  21217: 'bad_address',
  21401: 'bad_address',
  21614: 'bad_address',
  21610: 'opted_out',
};

function outcomeOf(answer: PostAnswer, now: Instant, token: string): Outcome {
  const said = parsed(answer.text);
  if (answer.status >= 200 && answer.status < 300)
    return { kind: 'accepted', ...(typeof said.sid === 'string' && { providerId: said.sid }) };
  const code = Number(said.code);
  const detail = redact(`HTTP ${answer.status} ${answer.text}`, [token]);
  const rejected = REJECTED[code];
  if (rejected !== undefined) return { kind: 'rejected', reason: rejected, detail };
  const later = RETRIED[code] ?? (isRefusedAccess(answer.status) ? 'auth_failed' : undefined);
  const outcome = outcomeOfAnswer(answer, now, [token]);
  return later === undefined ? outcome : { ...outcome, kind: 'retry', reason: later, detail };
}

const isRefusedAccess = (status: number): boolean => status === 401 || status === 403;

function parsed(text: string): { readonly sid?: unknown; readonly code?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
