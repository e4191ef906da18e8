import { ImapFlow } from 'imapflow';
import type { ChannelInbound, ChannelState } from '../../communication/index.ts';
import { type Clock, plusSeconds } from '../../kernel/index.ts';

/** Of a mail that is longer, this much is read from its beginning, where the text is: an attachment holds up no acknowledgement. */
const MOST_BYTES = 512 * 1024;
const AT_A_TIME = 20;
/** How long to wait for the server to speak before asking it: the fallback for one without IDLE, and how a dead one is noticed. */
const ASK_AGAIN_MS = 60_000;
/** Of a mailbox that is read for the first time, what came before nobody waits for. */
const FIRST_TIME_SECONDS = 2 * 86_400;

/** How far a mailbox was read. A server that numbers its messages anew says so by another `validity`. */
interface Place {
  readonly validity: string;
  readonly uid: number;
}

export interface ImapParts {
  readonly url: string;
  readonly inbound: Pick<ChannelInbound, 'mail'>;
  readonly state: ChannelState;
  readonly clock: Clock;
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
      await inbound.mail.heard();
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
    // Keeping failed, and the mailbox is not to blame.
    if (broken === undefined && client.usable && !(error instanceof NoFolder)) throw error;
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

const PLACE = 'imap';

async function readNew(
  client: ImapFlow,
  validity: string,
  { inbound, state, clock }: ImapParts,
): Promise<void> {
  const kept = await state.get(PLACE);
  const place = kept === undefined ? undefined : (JSON.parse(kept) as Place);
  const known = place?.validity === validity ? place : undefined;
  const wanted =
    known === undefined
      ? { seen: false, since: new Date(plusSeconds(clock.now(), -FIRST_TIME_SECONDS).epochMilliseconds) }
      : { uid: `${known.uid + 1}:*` };
  // `7:*` is the last message also where that is the sixth.
  const uids = ((await client.search(wanted, { uid: true })) || [])
    .filter((uid) => known === undefined || uid > known.uid)
    .sort((a, b) => a - b);
  for (let from = 0; from < uids.length; from += AT_A_TIME) {
    const some = uids.slice(from, from + AT_A_TIME);
    const found = await client.fetchAll(
      some,
      { uid: true, source: { start: 0, maxLength: MOST_BYTES } },
      { uid: true },
    );
    for (const { source } of found) if (source !== undefined) await inbound.mail.keep(source);
    const marked = await client.messageFlagsAdd(some, ['\\Seen'], { uid: true }).catch(() => false);
    // A mailbox that may not be changed is read all the same; a connection that is gone says so here.
    if (!marked) await client.noop();
    await state.put(PLACE, JSON.stringify({ validity, uid: some.at(-1) ?? 0 } satisfies Place));
  }
  if (known === undefined && uids.length === 0) {
    const next = client.mailbox === false ? 1 : client.mailbox.uidNext;
    await state.put(PLACE, JSON.stringify({ validity, uid: next - 1 } satisfies Place));
  }
}

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
  return 'The connection to the mail server was lost.';
}
