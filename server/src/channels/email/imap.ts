import { ImapFlow } from 'imapflow';
import { type NewMailParts, OwnFailure, own, Refused, readNew } from './imap-new.ts';

/** How long to wait for the server to speak before asking it: the fallback for one without IDLE, and how a dead one is noticed. */
const ASK_AGAIN_MS = 60_000;

export interface ImapParts extends NewMailParts {
  readonly url: string;
}

/**
 * Reads a mailbox for as long as the signal has not fired: what is there, then whatever the server announces. A mail is kept before
 * it is marked as read, and the place in the mailbox is noted after that: a crash in between reads it again, and it is known.
 * Messages are found by their number and not by the mark, so that a person who looks into the mailbox hides none.
 * @throws when the connection ends or cannot be made; the problem has been told by then
 */
export async function readMailbox(parts: ImapParts, signal: AbortSignal): Promise<void> {
  const { url, inbound } = parts;
  const client = connectionTo(url);
  let broken: Error | undefined;
  let wake = () => {};
  client.on('error', (error) => {
    broken ??= error as Error;
    wake();
  });
  client.on('close', () => {
    broken ??= new Error('The mail server closed the connection.');
    wake();
  });
  const stop = () => {
    wake();
    client.close();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    const { pathname } = new URL(url);
    const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX';
    const opened = await client.mailboxOpen(folder).catch((error) => {
      throw client.usable ? new NoFolder() : error;
    });
    let isNews = false;
    client.on('exists', () => {
      isNews = true;
      wake();
    });
    while (!signal.aborted && broken === undefined) {
      isNews = false;
      await readNew(client, String(opened.uidValidity), parts);
      await own(inbound.mail.heard());
      if (isNews) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ASK_AGAIN_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (broken !== undefined || signal.aborted || isNews) wake();
        else client.idle().catch(() => wake());
      });
    }
    if (broken !== undefined && !signal.aborted) throw broken;
  } catch (error) {
    if (signal.aborted) return;
    // The mailbox is not to blame.
    if (error instanceof OwnFailure) throw error.cause;
    const problem = problemIn(broken ?? (error as Error));
    await inbound.mail.failed(problem);
    // Not the library's own error, which is logged: it has what was said to the server in it.
    throw new Error(problem);
  } finally {
    signal.removeEventListener('abort', stop);
    client.close();
  }
}

class NoFolder extends Error {}

function connectionTo(url: string): ImapFlow {
  const { hostname, port, protocol, username, password, searchParams } = new URL(url);
  const secure = protocol === 'imaps:';
  return new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(!secure && { doSTARTTLS: searchParams.get('tls') !== 'none' }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    // Said by us, so that nothing of it names the machine.
    clientInfo: { name: 'Tocsin' },
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    // Longer than we are silent ourselves.
    socketTimeout: ASK_AGAIN_MS + 30_000,
  });
}

/** What is wrong, for an administrator. Nothing that the server said is repeated: it may have our password in it. */
function problemIn(error: Error & { code?: string; authenticationFailed?: boolean }): string {
  if (error.authenticationFailed === true) return 'The mail server refused the user or the password.';
  const said = `${error.code ?? ''} ${error.message}`;
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(said)) return 'The mail server refused the connection.';
  if (/ENOTFOUND|EAI_AGAIN/.test(said)) return 'The name of the mail server is unknown.';
  if (/certificate|CERT|TLS|SSL/i.test(said))
    return 'No encrypted connection to the mail server could be made.';
  if (/timeout|ETIMEDOUT/i.test(said)) return 'The mail server did not answer in time.';
  if (error instanceof NoFolder) return 'The mailbox could not be opened.';
  if (error instanceof Refused) return error.message;
  return 'The connection to the mail server was lost.';
}
