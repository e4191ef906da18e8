import type { FailureReason, Outcome } from '../../communication/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { HostNotAllowed, type PostAnswer } from '../../platform/outbound/index.ts';
import { redact } from '../words.ts';

/** Statuses that say "later" although they begin with 4 (RFC 9110, RFC 6585). */
const laterStatuses: Readonly<Record<number, FailureReason>> = {
  408: 'timeout',
  425: 'temporarily_refused',
  429: 'rate_limited',
};

/** What an answer means. 410 disables the address (Standard Webhooks 1.0); redirects are not followed. */
export function outcomeOfAnswer(
  answer: Omit<PostAnswer, 'headers'>,
  now: Instant,
  secrets: readonly string[],
): Outcome {
  const { status } = answer;
  const detail = redact(`HTTP ${status} ${answer.text}`, secrets);
  if (status >= 200 && status < 300) return { kind: 'accepted', detail: `HTTP ${status}` };
  const later = laterStatuses[status] ?? (status >= 500 ? 'server_error' : undefined);
  if (later !== undefined) {
    const afterSeconds = retryAfterSeconds(answer.retryAfter, now);
    return { kind: 'retry', reason: later, detail, ...(afterSeconds !== undefined && { afterSeconds }) };
  }
  if (status === 410) return { kind: 'rejected', reason: 'gone', detail };
  if (status === 413) return { kind: 'rejected', reason: 'too_large', detail };
  return { kind: 'rejected', reason: status >= 300 && status < 400 ? 'redirected' : 'refused', detail };
}

/** Retry-After is a number of seconds or a date (RFC 9110 §10.2.3); anything else is ignored. */
export function retryAfterSeconds(header: string | undefined, now: Instant): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim());
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.epochMilliseconds) / 1000));
}

const byCode: Readonly<Record<string, FailureReason>> = {
  ECONNREFUSED: 'connection_refused',
  EHOSTUNREACH: 'connection_refused',
  ENETUNREACH: 'connection_refused',
  ENOTFOUND: 'dns_failed',
  EAI_AGAIN: 'dns_failed',
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
};

/** What a request that got no answer means. */
export function outcomeOfError(error: unknown, secrets: readonly string[]): Outcome {
  const { code, message, name } = error as { code?: unknown; message?: unknown; name?: unknown };
  const detail = redact(String(message ?? error), secrets);
  if (error instanceof HostNotAllowed) return { kind: 'rejected', reason: 'host_not_allowed', detail };
  if (name === 'AbortError' || name === 'TimeoutError') return { kind: 'retry', reason: 'timeout', detail };
  const known = byCode[String(code)];
  if (known !== undefined) return { kind: 'retry', reason: known, detail };
  const isTls = /CERT|SSL|TLS|SELF_SIGNED/.test(String(code));
  return { kind: 'retry', reason: isTls ? 'tls_failed' : 'connection_lost', detail };
}
