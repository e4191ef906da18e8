import { type FailureReason, type Outcome, reasonOfMailCode } from '../../communication/index.ts';
import { redact } from '../words.ts';

interface MailError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
}

/**
 * What a failed hand-over means. 4yz is "later", 5yz about the mail is "never" (RFC 5321 §4.2.1); a 5yz before the
 * mail is even described (greeting, EHLO, login) is the server's trouble and not the mail's, so it is tried again. So
 * is a 5yz about sender or recipient that does not say that the address itself is wrong: a full mailbox, a relay that
 * denies and a policy come and go, and to believe them for ever would end in silence.
 */
export function outcomeOfError(error: MailError, secrets: readonly string[]): Outcome {
  const said = typeof error.response === 'string' ? error.response : String(error.message ?? 'no answer');
  const detail = redact(said, secrets);
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH')
    return { kind: 'retry', reason: 'auth_failed', detail };
  const status = typeof error.responseCode === 'number' ? error.responseCode : 0;
  if (status >= 500 && status !== 503) return permanent(status, error.command, detail);
  if (status >= 400)
    return { kind: 'retry', reason: status === 421 ? 'server_error' : 'temporarily_refused', detail };
  return { kind: 'retry', reason: networkReason(error), detail };
}

/** Enhanced codes that say no more than the status does. */
const VAGUE: ReadonlySet<string> = new Set(['', '5.0.0', '5.1.0']);

function permanent(status: number, command: unknown, detail: string): Outcome {
  const code = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})(?!\d)/.exec(detail)?.[1] ?? '';
  if (command !== 'RCPT TO' && command !== 'DATA' && command !== 'MAIL FROM')
    return { kind: 'retry', reason: 'server_error', detail };
  const certain = reasonOfMailCode(code);
  if (certain === 'too_large') return { kind: 'rejected', reason: 'too_large', detail };
  if (certain === 'mailbox_full') return { kind: 'retry', reason: 'mailbox_full', detail };
  if (command !== 'MAIL FROM' && certain === 'bad_address')
    return { kind: 'rejected', reason: 'bad_address', detail };
  if (command === 'DATA')
    return { kind: 'rejected', reason: status === 552 ? 'too_large' : 'refused', detail };
  if (status === 552)
    return command === 'MAIL FROM'
      ? { kind: 'rejected', reason: 'too_large', detail }
      : { kind: 'retry', reason: 'mailbox_full', detail };
  // Without a code of its own a server means "no such user", or anything else: believed when it goes on saying so.
  const perhaps = command === 'RCPT TO' && (status === 550 || status === 553) && VAGUE.has(code);
  return { kind: 'retry', reason: perhaps ? 'bad_address' : 'refused', detail };
}

const byCode: Readonly<Record<string, FailureReason>> = {
  ETIMEDOUT: 'timeout',
  EABORT: 'timeout',
  EDNS: 'dns_failed',
  ETLS: 'tls_failed',
  EREQUIRETLS: 'tls_failed',
  ECONNECTION: 'connection_lost',
  EPROTOCOL: 'server_error',
  EENVELOPE: 'bad_address',
};

function networkReason(error: MailError): FailureReason {
  const message = String(error.message ?? '');
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(message)) return 'connection_refused';
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'dns_failed';
  if (/certificate|ssl|tls/i.test(message)) return 'tls_failed';
  return byCode[String(error.code)] ?? 'connection_lost';
}
