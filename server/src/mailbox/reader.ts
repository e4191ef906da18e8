import {
  type Answered,
  asksToAcknowledge,
  type ChannelInbound,
  type Communication,
  type MailAddresses,
  reasonOfMailCode,
} from '../communication/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { type Clock, plusSeconds } from '../kernel/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import type { Log } from '../platform/log/index.ts';
import { isAbout } from './decide-bounce.ts';
import { answerContent } from './decide-messages.ts';
import { saidIn } from './decide-reply.ts';
import { routeOf } from './decide-route.ts';
import type { Bounce, CalendarAnswer, DropReason, MailKind, ReadMail } from './model.ts';
import { readMail } from './parse.ts';
import { EMAIL, type Mailbox, READ } from './service.ts';
import * as store from './store.ts';

/** What may be done because of a mail; handed in by app/, because those who do it are chapters after this one. */
export interface MailActs {
  readonly inbound: Pick<ChannelInbound, 'acknowledge' | 'reply' | 'receipt'>;
  /** Keeps a report, once per id. @returns false when reports by mail are off */
  report(report: {
    readonly id: string;
    readonly from: string;
    readonly subject: string;
    readonly text: string;
  }): Promise<boolean>;
  /** Records what somebody's calendar answered. @param by whose answer it is for certain */
  attend(
    by: { readonly email: string } | { readonly personId: string },
    answer: CalendarAnswer,
  ): Promise<'recorded' | 'unknown' | 'not_invited' | 'outdated'>;
}

export interface ReaderPorts extends MailActs {
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly communication: Pick<Communication, 'enqueue' | 'get'>;
  /** For metrics. */
  count(kind: MailKind, outcome: DropReason | 'acted'): void;
}

/** So many replies to one message are looked at: two programs that answer each other stop there. */
const ANSWERS_PER_MESSAGE = 20;
const REPORTS_PER_HOUR = 60;
const REPORTS_PER_SENDER = 5;
const TRIES = 8;

/** What is not known yet, because its message is being handed over just now. */
class Early extends Error {}

/** Looks at each mail once: by jobs of its own, so that a flood of mail holds up nothing but mail. */
export const mailboxTasks = (ports: ReaderPorts): TaskGroup => ({
  ...{ name: 'mailbox', concurrency: 2 },
  tasks: { [READ]: ({ key }) => look(ports, String(key)) },
});

async function look(ports: ReaderPorts, id: string): Promise<void> {
  const { database, mailbox } = ports;
  const kept = await store.findKept(database.db, id);
  if (kept === undefined) return;
  if (kept.attempts >= TRIES) return failed(ports, id, new Error('Whoever read it ended each time.'));
  // Before it is read: what ends the process that reads it is not read for ever.
  await database.transaction((tx) => store.countAttempt(tx, id));
  const { addresses } = mailbox;
  // Of one that could not be fetched nothing is there but that it was.
  const read = kept.raw.length === 0 ? undefined : await readMail(kept.raw).catch(() => undefined);
  if (read === undefined) return end(ports, id, { kind: 'other', reason: 'unreadable' });
  if (addresses === undefined) return end(ports, id, { kind: 'other', reason: 'not_ours' });
  try {
    const outcome = await act(ports, kept, read, addresses);
    await end(ports, id, outcome);
  } catch (err) {
    await later(ports, kept, err);
  }
}

type Acted = store.Outcome & {
  /** Done in the transaction that ends it. */
  readonly also?: (tx: Tx) => Promise<unknown>;
};

function act(
  ports: ReaderPorts,
  kept: store.KeptMail,
  mail: ReadMail,
  addresses: MailAddresses,
): Promise<Acted> {
  const route = routeOf(mail, addresses);
  switch (route.kind) {
    case 'bounce':
      return bounced(ports, route.bounce, addresses);
    case 'calendar':
      return answeredInvitation(ports, route.answer, mail, addresses);
    case 'reply':
      return replied(ports, kept.id, route.messageId, mail);
    case 'report':
      return reported(ports, kept, mail);
    case 'other':
      return Promise.resolve(route);
  }
}

/** A reply counts by its address alone: whoever has it was given it by us, and a From can say anything. */
async function replied(ports: ReaderPorts, id: string, messageId: string, mail: ReadMail): Promise<Acted> {
  const { inbound, database } = ports;
  const dropped = (reason: DropReason): Acted => ({ kind: 'reply', reason, messageId });
  const message = await ports.communication.get(database.db, messageId);
  if (message === undefined) return dropped('unknown');
  if ((await store.countAnswers(database.db, messageId)) >= ANSWERS_PER_MESSAGE) return dropped('used_up');
  const asked = asksToAcknowledge(message);
  const { acknowledges, note } = saidIn(mail.text, asked);
  if (!acknowledges && note === null) return dropped('empty');
  const by = { proven: messageId };
  const outcome = { kind: 'reply', reason: null, messageId } as const;
  const tell = (tx: Tx, answered: Told) => ports.communication.enqueue(tx, [answerTo(message, answered)]);
  const first = acknowledges ? await inbound.acknowledge(by) : undefined;
  const last = note === null ? first : await inbound.reply(by, note, { id, messageId });
  const told = [first, last].find((answer) => answer !== undefined && answer.kind !== 'taken');
  if (told === undefined && last?.unacknowledged && asked && !acknowledges)
    return { ...outcome, also: (tx) => tell(tx, notAcknowledged(last)) };
  if (told === undefined) return outcome;
  if (told.kind === 'unknown') return dropped('unknown');
  return {
    ...outcome,
    reason: told === first && last !== first && last?.kind === 'taken' ? null : 'outdated',
    also: (tx) => tell(tx, told),
  };
}

/** They meant to, most likely, and paging goes on. */
const notAcknowledged = (answered: Answered): Told => ({
  ...answered,
  kind: 'unacknowledged',
  sentence: `Added to the timeline. ${answered.reference} is not acknowledged: reply ACK.`,
});

type Message = NonNullable<Awaited<ReturnType<Communication['get']>>>;

type Told = Omit<Answered, 'kind'> & { readonly kind: Answered['kind'] | 'unacknowledged' };

/** Why nothing came of a reply, to where the message went that it answers. */
const answerTo = (
  { id, personId, address, incidentId, drill, content }: Message,
  { kind, sentence, reference, url }: Told,
) => ({
  // Each of them once: of two programs that answer each other neither gets an answer to every mail.
  ...({ key: `mail-answer:${id}:${kind}`, purpose: 'system', channel: EMAIL, drill } as const),
  ...(personId !== null && { personId }),
  ...(address !== null && { address }),
  ...(incidentId !== null && { incidentId }),
  source: { kind: 'system', id: `mail-answer:${id}:${kind}`, generation: 0 },
  content: answerContent({ thread: content.thread.id, reference, url }, sentence),
});

async function reported(ports: ReaderPorts, kept: store.KeptMail, mail: ReadMail): Promise<Acted> {
  const { from, subject, text } = mail;
  const dropped = (reason: DropReason): Acted => ({ kind: 'report', reason });
  if (from === null) return dropped('unknown');
  if (subject.trim() === '' && text.trim() === '') return dropped('empty');
  const senderHash = sha256(from);
  const since = plusSeconds(ports.clock.now(), -3600);
  const lately = await store.countReports(ports.database.db, since, senderHash);
  if (lately.all >= REPORTS_PER_HOUR || lately.theirs >= REPORTS_PER_SENDER) return dropped('too_many');
  const isOn = await ports.report({ id: kept.key, from, subject, text });
  return isOn ? { kind: 'report', reason: null, senderHash } : dropped('off');
}

async function bounced(ports: ReaderPorts, bounce: Bounce, addresses: MailAddresses): Promise<Acted> {
  const { proof, status, detail } = bounce;
  const messageId = proof === null ? undefined : addresses.returned(proof);
  if (messageId === undefined) return { kind: 'bounce', reason: 'unknown' };
  const message = await ports.communication.get(ports.database.db, messageId);
  const isOurs = isAbout(bounce, message?.address ?? null);
  const recorded = await ports.inbound.receipt({
    ...{ about: { messageId }, outcome: 'failed', detail },
    reason: (isOurs ? reasonOfMailCode(status) : null) ?? 'undelivered',
  });
  if (recorded === 'early') throw new Early();
  return { kind: 'bounce', reason: recorded === 'unknown' ? 'unknown' : null };
}

/** A calendar answers to the organizer's address, which is no secret: its answer counts when the attendee sent it, or came by a secret address. */
async function answeredInvitation(
  ports: ReaderPorts,
  answer: CalendarAnswer,
  mail: ReadMail,
  addresses: MailAddresses,
): Promise<Acted> {
  const secret = mail.to
    .map((address) => addresses.about(address))
    .find((about) => typeof about === 'object');
  const message =
    secret === undefined ? undefined : await ports.communication.get(ports.database.db, secret.messageId);
  const personId = message?.personId ?? null;
  const by =
    personId !== null ? { personId } : mail.from === answer.attendee ? { email: mail.from } : undefined;
  const recorded = by === undefined ? 'unknown' : await ports.attend(by, answer);
  return { kind: 'calendar', reason: recorded === 'recorded' ? null : recorded };
}

async function end(ports: ReaderPorts, id: string, { also, ...outcome }: Acted): Promise<void> {
  const { database, clock, log } = ports;
  await database.transaction(async (tx) => {
    await also?.(tx);
    await store.endMail(tx, id, outcome, clock.now());
  });
  ports.count(outcome.kind, outcome.reason ?? 'acted');
  if (outcome.reason !== null)
    log.info({ mail: id, kind: outcome.kind, reason: outcome.reason }, 'nothing came of a mail');
}

/** Tried again later and later; in the end it is let go, because nothing that is wrong with it can be mended by waiting. */
async function later(ports: ReaderPorts, { id, attempts }: store.KeptMail, err: unknown): Promise<void> {
  const { database, clock, log } = ports;
  if (attempts + 1 >= TRIES) return failed(ports, id, err);
  if (!(err instanceof Early)) log.warn({ err, mail: id }, 'a mail that came in is looked at again later');
  const runAt = plusSeconds(clock.now(), 15 * 2 ** attempts);
  await database.transaction((tx) => wakeAt(tx, { task: READ, key: id, runAt }));
}

function failed(ports: ReaderPorts, id: string, err: unknown): Promise<void> {
  ports.log.error({ err, mail: id }, 'a mail that came in could not be dealt with');
  return end(ports, id, { kind: 'other', reason: 'failed' });
}
