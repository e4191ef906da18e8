import type { ImapFlow } from 'imapflow';
import type { ChannelInbound, ChannelState } from '../../communication/index.ts';
import { type Clock, plusSeconds } from '../../kernel/index.ts';

/** Of a mail that is longer, this much is read from its beginning, where the text is: an attachment holds up no acknowledgement. */
const MOST_BYTES = 512 * 1024;
const AT_A_TIME = 20;
/** Of a mailbox that is read for the first time, what came before nobody waits for. */
const FIRST_TIME_SECONDS = 2 * 86_400;
/** So often a mail is asked for that the server does not hand over while it hands over others. */
const TRIES = 3;

/** How far a mailbox was read. A server that numbers its messages anew says so by another `validity`. */
interface Place {
  readonly validity: string;
  readonly uid: number;
  /** Set while something cannot be fetched, and mail is therefore fetched one by one: how often each failed while others came. */
  readonly refused?: Readonly<Record<string, number>>;
}

export interface NewMailParts {
  readonly inbound: Pick<ChannelInbound, 'mail' | 'failed'>;
  readonly state: ChannelState;
  readonly clock: Clock;
}

/** The mail server refuses what it must do. The message is a sentence of ours: what it said may have secrets in it. */
export class Refused extends Error {}

/** What went wrong is on our side: mail could not be kept, or the place not noted. */
export class OwnFailure extends Error {
  constructor(cause: unknown) {
    super('What was read could not be kept.', { cause });
  }
}

export const own = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error) => {
    throw new OwnFailure(error);
  });

const PLACE = 'imap';

/**
 * Keeps what came since the last time.
 * @throws OwnFailure for what is not the mail server's fault; anything else is
 */
export async function readNew(client: ImapFlow, validity: string, parts: NewMailParts): Promise<void> {
  const kept = await own(parts.state.get(PLACE));
  const place = kept === undefined ? undefined : (JSON.parse(kept) as Place);
  const known = place?.validity === validity ? place : undefined;
  const put = (uid: number, refused?: Place['refused']) =>
    own(
      parts.state.put(PLACE, JSON.stringify({ validity, uid, ...(refused && { refused }) } satisfies Place)),
    );
  const uids = await newIn(client, known, parts.clock);
  if (known?.refused !== undefined)
    return oneByOne(client, uids, { ...known, refused: known.refused }, put, parts);
  const uidNext = client.mailbox === false ? 1 : client.mailbox.uidNext;
  let uid = known?.uid ?? (uids[0] ?? uidNext) - 1;
  if (known === undefined) await put(uid);
  for (let from = 0; from < uids.length; from += AT_A_TIME) {
    const some = uids.slice(from, from + AT_A_TIME);
    try {
      await take(client, some, parts);
    } catch (error) {
      // Which of them it was is found out next time, most likely on another connection.
      if (!(error instanceof OwnFailure)) await put(uid, {});
      throw error;
    }
    uid = some.at(-1) ?? uid;
    await put(uid);
  }
}

async function newIn(client: ImapFlow, known: Place | undefined, clock: Clock): Promise<number[]> {
  const wanted =
    known === undefined
      ? { seen: false, since: new Date(plusSeconds(clock.now(), -FIRST_TIME_SECONDS).epochMilliseconds) }
      : { uid: `${known.uid + 1}:*` };
  const found = await client.search(wanted, { uid: true });
  // Taken for an empty mailbox, it would be read from its end on, and what waits in it never.
  if (found === false) throw new Refused('The mail server refused to search the mailbox.');
  // `7:*` is the last message also where that is the sixth.
  return (found ?? []).filter((uid) => known === undefined || uid > known.uid).sort((a, b) => a - b);
}

async function take(client: ImapFlow, uids: readonly number[], { inbound }: NewMailParts): Promise<void> {
  const wanted = { uid: true, source: { start: 0, maxLength: MOST_BYTES } };
  const found = await client.fetchAll([...uids], wanted, { uid: true }).catch((error) => {
    throw client.usable ? new Refused('The mail server refused to hand over mail.') : error;
  });
  for (const { source } of found) if (source !== undefined) await own(inbound.mail.keep(source));
  const marked = await client.messageFlagsAdd([...uids], ['\\Seen'], { uid: true }).catch(() => false);
  // A mailbox that may not be changed is read all the same; a connection that is gone says so here.
  if (!marked) await client.noop();
}

/**
 * Something could not be fetched. What comes after it is not held up: it is fetched alone, and what failed before comes last. A mail
 * is given up only when the server hands over others meanwhile, for otherwise it is the server that fails, and all would be lost.
 */
async function oneByOne(
  client: ImapFlow,
  uids: readonly number[],
  place: Required<Place>,
  put: (uid: number, refused?: Place['refused']) => Promise<void>,
  parts: NewMailParts,
): Promise<void> {
  const failures = new Map<number, number>();
  for (const uid of uids) {
    const before = place.refused[uid];
    if (before !== undefined) failures.set(uid, before);
  }
  let taken = 0;
  for (const uid of [...uids].sort((a, b) => Number(failures.has(a)) - Number(failures.has(b)))) {
    try {
      await take(client, [uid], parts);
      failures.delete(uid);
      taken += 1;
    } catch (error) {
      if (error instanceof OwnFailure) throw error;
      failures.set(uid, (failures.get(uid) ?? 0) + (taken > 0 ? 1 : 0));
      await put(place.uid, Object.fromEntries(failures));
      if (!client.usable) throw error;
    }
  }
  for (const [uid, times] of failures) {
    if (times < TRIES) continue;
    await own(parts.inbound.mail.unreadable(`imap ${place.validity} ${uid}`));
    parts.inbound.failed(new Error(`Message ${uid} could not be fetched.`), 'a mail is left out');
    failures.delete(uid);
  }
  if (failures.size === 0) return put(uids.at(-1) ?? place.uid);
  await put(Math.min(...failures.keys()) - 1, Object.fromEntries(failures));
  if (taken === 0) throw new Refused('The mail server refused to hand over mail.');
}
