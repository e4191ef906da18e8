import type { Outcome } from '../../communication/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { type PostAnswer, post } from '../../platform/outbound/index.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';
import { redact } from '../words.ts';

/** Of an emergency: 30 letters and digits. It stands in a path, and comes in from outside as well. */
export const RECEIPT = /^[A-Za-z0-9]{30}$/;

/** How it stands with an emergency. `unknown`: there is no such receipt; `later`: it could not be asked. */
export type ReceiptState =
  | { readonly kind: 'acknowledged'; readonly by: string }
  | { readonly kind: 'waiting' | 'expired' | 'unknown' }
  | { readonly kind: 'later'; readonly detail: string };

/** The methods of pushover.net/api that are used here. None of them throws. */
export interface Pushover {
  readonly host: string;
  send(form: Readonly<Record<string, string>>, now: Instant, signal: AbortSignal): Promise<Outcome>;
  receipt(receipt: string, signal: AbortSignal): Promise<ReceiptState>;
  /** Ends all emergencies that carry this tag. @returns whether there is nothing left to do */
  cancel(tag: string, signal: AbortSignal): Promise<boolean>;
  /** @returns why nothing can be sent to this key, as a sentence; null also when that could not be asked */
  refusalOf(user: string, signal: AbortSignal): Promise<string | null>;
}

export function pushoverApi(url: string, token: string): Pushover {
  const base = new URL(url.endsWith('/') ? url : `${url}/`);
  // The server is the administrator's choice, wherever it stands.
  const ask = (path: string, form: Readonly<Record<string, string>> | undefined, signal: AbortSignal) =>
    form === undefined
      ? post(new URL(`1/${path}?token=${encodeURIComponent(token)}`, base), '', HEADERS, {
          allowed: true,
          method: 'GET',
          signal,
        })
      : post(new URL(`1/${path}`, base), new URLSearchParams({ token, ...form }).toString(), HEADERS, {
          allowed: true,
          signal,
        });
  return {
    host: base.host,
    async send(form, now, signal) {
      const secrets = [token, form.user ?? ''];
      try {
        return outcomeOf(await ask('messages.json', form, signal), now, secrets);
      } catch (error) {
        return outcomeOfError(error, secrets);
      }
    },
    async receipt(receipt, signal) {
      try {
        return receiptStateOf(await ask(`receipts/${receipt}.json`, undefined, signal), token);
      } catch (error) {
        return { kind: 'later', detail: redact(String(error), [token]) };
      }
    },
    async cancel(tag, signal) {
      try {
        return isFinal((await ask(`receipts/cancel_by_tag/${tag}.json`, {}, signal)).status);
      } catch {
        return false;
      }
    },
    async refusalOf(user, signal) {
      try {
        return refusalIn(await ask('users/validate.json', { user }, signal));
      } catch {
        // The code of the test page shows it later.
        return null;
      }
    },
  };
}

const HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Tocsin' };

/** What Pushover answers; `user` and `token` are there when it is them that it does not take. */
interface Said {
  readonly status?: unknown;
  readonly receipt?: unknown;
  readonly user?: unknown;
  readonly token?: unknown;
  readonly group?: unknown;
  readonly acknowledged?: unknown;
  readonly acknowledged_by?: unknown;
  readonly expired?: unknown;
}

function parsed(text: string): Said {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The same request again would be answered the same way; 429 says that there are too many. */
const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 429;
const isFinal = (status: number): boolean => (status >= 200 && status < 300) || isRefusal(status);

function outcomeOf(answer: PostAnswer, now: Instant, secrets: readonly string[]): Outcome {
  const said = parsed(answer.text);
  const detail = redact(`HTTP ${answer.status} ${answer.text}`, secrets);
  if (answer.status === 200 && said.status === 1) {
    const left = answer.headers['x-limit-app-remaining'];
    return {
      kind: 'accepted',
      ...(typeof said.receipt === 'string' && { providerId: said.receipt }),
      ...(typeof left === 'string' && { detail: redact(`${left} messages left this month.`, secrets) }),
    };
  }
  // A token that was revoked is mended by an administrator, and is no fault of whoever is to be reached.
  if (isRefusal(answer.status) && said.token !== undefined)
    return { kind: 'retry', reason: 'auth_failed', detail };
  if (isRefusal(answer.status) && said.user !== undefined)
    return { kind: 'rejected', reason: 'bad_address', detail };
  if (answer.status === 429) {
    const afterSeconds = secondsToReset(answer, now);
    return {
      ...{ kind: 'retry', reason: 'rate_limited', detail },
      ...(afterSeconds !== undefined && { afterSeconds }),
    };
  }
  // What says 200 and not that it was taken is none of Pushover's, but of something between.
  if (answer.status >= 200 && answer.status < 300) return { kind: 'retry', reason: 'server_error', detail };
  return outcomeOfAnswer(answer, now, secrets);
}

/** Until the month's messages are counted anew (X-Limit-App-Reset, in seconds since 1970). */
function secondsToReset({ headers }: PostAnswer, now: Instant): number | undefined {
  const reset = Number(headers['x-limit-app-reset']);
  return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - now.epochMilliseconds / 1000)) : undefined;
}

function receiptStateOf({ status, text }: PostAnswer, token: string): ReceiptState {
  const said = parsed(text);
  if (status === 200 && said.status === 1) {
    if (said.acknowledged === 1) return { kind: 'acknowledged', by: String(said.acknowledged_by ?? '') };
    return { kind: said.expired === 1 ? 'expired' : 'waiting' };
  }
  if (isRefusal(status) && said.token === undefined) return { kind: 'unknown' };
  return { kind: 'later', detail: redact(`HTTP ${status} ${text}`, [token]) };
}

function refusalIn({ status, text }: PostAnswer): string | null {
  const said = parsed(text);
  if (said.status === 1)
    return said.group === 1
      ? 'This is the key of a group. A page goes to one person: use the user key of the account.'
      : null;
  return isRefusal(status) && said.user !== undefined
    ? 'Pushover does not know this user key, or its account has no device that is active. Copy it from the Pushover app or from the start page of pushover.net.'
    : null;
}
