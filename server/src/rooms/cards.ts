import {
  type Channel,
  type Communication,
  failureInWords,
  type MessageContent,
  type Outcome,
  roomAddress,
} from '../communication/index.ts';
import { type Incident, type Incidents, isOpen, referenceOf } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { anybody, type Clock, type Instant, plusSeconds, theProduct, type Zone } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { afterFailure, cardRetryAt, isOfTheCard, isWorthTrying } from './decide-health.ts';
import { cardContent, hiddenContent } from './decide-room.ts';
import type { CardFacts, Room } from './model.ts';
import * as store from './store.ts';

/** Shows one card as it is to be now. */
export const CARD_TASK = 'rooms.card';
/** Tries a room that fails with one card of it. */
export const PROBE_TASK = 'rooms.probe';

/** A claim outlives the longest call by this much. */
const CLAIM_MARGIN_SECONDS = 15;
/** When somebody else is showing the card: by then they are done. */
const TAKEN_SECONDS = 1;
/** Chats take about one message a second. */
const APART_SECONDS = 1;
/** Cards looked at to find one to try a room with. */
const LOOKED_AT = 50;

export interface CardDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Pick<Communication, 'tellAdministrators'>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly incidentUrl: (incident: Incident) => string;
  readonly publicUrl: string;
  readonly cardFacts: (reader: Reader, incident: Incident) => Promise<CardFacts>;
  readonly as: (reader: Reader) => Promise<{ readonly zone: Zone; readonly now: Instant }>;
  /** The channels of this incident are looked at soon. */
  readonly lookAtOwn: (tx: Tx, incidentId: string) => Promise<void>;
}

/** Posts or edits a card, outside of any transaction; a stale wake-up finds that it shows what it is to show. */
export async function showCard(deps: CardDeps, pair: store.Pair): Promise<void> {
  const { database, clock, channels } = deps;
  const room = await store.room(database.db, pair.roomId);
  const channel = channels.get(room?.channel ?? '');
  if (room === undefined || channel?.rooms?.showCard === undefined) return;
  const claim = await claimed(deps, pair, channel.timeoutSeconds + CLAIM_MARGIN_SECONDS);
  if (claim === 'taken') return again(deps, pair, TAKEN_SECONDS);
  if (claim === 'waits') return;
  const begun = clock.now();
  const card = await cardOf(deps, room, pair.incidentId);
  const hash = sha256(JSON.stringify(card));
  // Nothing to post about what nobody in the room may see, or what it shows already.
  if (hash === claim.shown || (card.hidden && claim.shown === null))
    return release(deps, { room, pair, claim, shown: claim.shown });
  const outcome = await show(deps, channel, room, card);
  if (outcome.kind === 'retry' || outcome.kind === 'rejected') {
    const failed = { room, channel, pair, claim, outcome };
    return isOfTheCard(outcome) ? cardFailed(deps, failed, card) : roomFailed(deps, failed);
  }
  await release(deps, { room, pair, claim, shown: hash });
  await database.transaction((tx) => roomWorks(tx, room.id, begun, clock.now()));
}

type Claim = store.Claimed & { readonly probe: boolean };

/** @returns `taken`: somebody else shows it; `waits`: its room fails, and is tried with another card or later */
const claimed = (
  { database, clock }: CardDeps,
  pair: store.Pair,
  seconds: number,
): Promise<Claim | 'taken' | 'waits'> =>
  database.transaction(async (tx) => {
    const now = clock.now();
    const card = await store.claimCard(tx, pair, now, seconds);
    if (card === undefined) return 'taken';
    const room = await store.claimRoom(tx, pair.roomId, now, seconds);
    if (room !== 'fails') return { ...card, probe: room === 'probe' };
    await store.letWait(tx, pair, now);
    return 'waits';
  });

interface Tried {
  readonly room: Room;
  readonly pair: store.Pair;
  readonly claim: Claim;
}

/** It shows what it is to show. When nothing was posted for that, the room is tried with another card. */
async function release(
  { database, clock }: CardDeps,
  { room, pair, claim, shown }: Tried & { readonly shown: string | null },
): Promise<void> {
  await database.transaction(async (tx) => {
    const now = clock.now();
    await store.releaseCard(tx, pair, { shown, at: now, tries: 0, due: null });
    if (!claim.probe || shown !== claim.shown) return;
    await store.setRetryAt(tx, room.id, now);
    await wakeProbe(tx, room.id, now);
  });
}

type Failed = Tried & {
  readonly channel: Channel;
  readonly outcome: Extract<Outcome, { kind: 'retry' | 'rejected' }>;
};

/** A room that cannot be posted to says so where it is set up, is tried by one card at a time, and told to the administrators once. */
async function roomFailed(deps: CardDeps, { room, channel, pair, claim, outcome }: Failed): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const now = deps.clock.now();
    const health = await store.lockHealth(tx, room.id);
    if (health === undefined) return;
    const { tell, ...after } = afterFailure(health, outcome, now);
    const toldAt = tell ? now : health.toldAt;
    await store.saveFailure(tx, room.id, { ...after, toldAt }, now);
    await store.releaseCard(tx, pair, { shown: claim.shown, at: now, tries: claim.tries, due: now });
    await wakeProbe(tx, room.id, after.retryAt);
    const trouble = `Posting fails: ${why(outcome)}`;
    if (await store.setTrouble(tx, room.id, trouble)) await publishLive(tx, { topic: 'message' });
    // The channel of an incident may have been archived there: that is looked at, and said on the incident.
    if (room.incidentId !== null) return deps.lookAtOwn(tx, room.incidentId);
    if (!tell) return;
    const content = aboutRoom(deps, room, {
      subject: `Tocsin cannot post to ${room.name} (${channel.label})`,
      headline: `Incidents are not shown in ${room.name}: ${trouble}`,
      paragraph: 'Tocsin keeps trying. Pages and notices to people are not affected.',
    });
    await deps.communication.tellAdministrators(tx, `room:${room.id}:${after.failingSince}`, content);
  });
}

/** A card that is refused for itself is tried some times, whatever becomes of the others. */
async function cardFailed(
  deps: CardDeps,
  { room, channel, pair, claim, outcome }: Failed,
  { content: { thread } }: Card,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const now = deps.clock.now();
    const due = cardRetryAt(claim.tries, outcome, now);
    const tries = due === null ? 0 : claim.tries + 1;
    await store.releaseCard(tx, pair, { shown: claim.shown, at: now, tries, due });
    if (due !== null) await wakeCard(tx, pair, due);
    if (claim.probe) {
      // Another card may be taken.
      const next = plusSeconds(now, TAKEN_SECONDS);
      await store.setRetryAt(tx, room.id, next);
      await wakeProbe(tx, room.id, next);
    }
    if (due !== null) return;
    const content = aboutRoom(deps, room, {
      subject: `Tocsin cannot show ${thread.title} in ${room.name} (${channel.label})`,
      headline: `The card of ${thread.title} is not up to date in ${room.name}: ${why(outcome)}`,
      paragraph: 'It is tried again when the incident changes. Other cards of the room are not affected.',
    });
    await deps.communication.tellAdministrators(tx, `room:${room.id}:card:${pair.incidentId}`, content);
  });
}

const why = ({ reason, detail }: Failed['outcome']): string =>
  `${failureInWords(reason)}. ${detail ?? ''}`.trim();

const aboutRoom = (
  { publicUrl }: CardDeps,
  room: Room,
  text: { readonly subject: string; readonly headline: string; readonly paragraph: string },
): MessageContent => ({
  kind: 'system',
  subject: text.subject,
  headline: text.headline,
  facts: [],
  paragraphs: [text.paragraph],
  actions: [{ label: 'Open channels', url: `${publicUrl}/channels`, kind: 'open' }],
  thread: { id: `room:${room.id}`, title: `Room ${room.name}` },
});

/** What waited for the room is shown now, one after another. @param begun when what was posted was begun */
export async function roomWorks(tx: Tx, roomId: string, begun: Instant, now: Instant): Promise<void> {
  if (!(await store.saveSuccess(tx, roomId, begun))) return;
  await publishLive(tx, { topic: 'message' });
  for (const { incidentId, due } of await store.endWaiting(tx, roomId, now, APART_SECONDS))
    await wakeCard(tx, { roomId, incidentId }, due);
}

/** Tries a room that fails with the card that waits longest. */
export async function probeRoom(deps: CardDeps, roomId: string): Promise<void> {
  const { database, clock, incidents } = deps;
  const now = clock.now();
  const due = await store.dueCards(database.db, roomId, now, LOOKED_AT);
  if (due.length === 0) return;
  const open = new Set(
    (await incidents.getMany(database.db, due, theProduct))
      .filter(({ status }) => isOpen(status))
      .map(({ id }) => id),
  );
  const left = await database.transaction(async (tx) => {
    const health = await store.lockHealth(tx, roomId);
    const since = health?.failingSince ?? null;
    const worth = due.filter((id) => isWorthTrying(open.has(id), since, now));
    const rest = due.filter((id) => !worth.includes(id));
    if (rest.length > 0) await store.restCards(tx, roomId, rest);
    if (worth.length === 0 && rest.length === LOOKED_AT) await wakeProbe(tx, roomId, now);
    return worth;
  });
  const [incidentId] = left;
  if (incidentId !== undefined) await showCard(deps, { roomId, incidentId });
}

interface Card {
  readonly content: MessageContent;
  readonly drill: boolean;
  readonly acknowledge: string | null;
  readonly hidden: boolean;
}

async function cardOf(deps: CardDeps, room: Room, incidentId: string): Promise<Card> {
  const { db } = deps.database;
  const incident = await deps.incidents.get(db, incidentId, theProduct);
  const { drill } = incident;
  if (!(await mayRead(deps, db, room, incidentId)))
    return {
      content: hiddenContent(incident, deps.incidentUrl(incident)),
      ...{ drill, acknowledge: null, hidden: true },
    };
  const content = cardContent(await deps.cardFacts(db, incident), await deps.as(db));
  const asks = isOpen(incident.status) && incident.acknowledgedAt === null;
  return { content, drill, acknowledge: asks ? `ack ${referenceOf(incident.number)}` : null, hidden: false };
}

/** Whether those who read along in a room may see an incident. */
export const mayRead = async (
  { incidents }: Pick<CardDeps, 'incidents'>,
  reader: Reader,
  room: Pick<Room, 'private' | 'incidentId'>,
  incidentId: string,
): Promise<boolean> =>
  (room.private && room.incidentId === incidentId) ||
  (await incidents.getMany(reader, [incidentId], anybody)).length > 0;

async function show(deps: CardDeps, channel: Channel, room: Room, card: Card): Promise<Outcome> {
  const signal = AbortSignal.timeout(channel.timeoutSeconds * 1000);
  const { content, drill, acknowledge } = card;
  const pinned = room.incidentId !== null;
  const shown = { address: roomAddress(room), content, drill, acknowledge, pinned, now: deps.clock.now() };
  const outcome = await channel.rooms?.showCard?.(shown, signal);
  return outcome ?? { kind: 'rejected', reason: 'not_configured' };
}

export const wakeCard = (tx: Tx, { roomId, incidentId }: store.Pair, runAt: Instant): Promise<void> =>
  wakeAt(tx, { task: CARD_TASK, key: `${roomId}:${incidentId}`, runAt, payload: { roomId, incidentId } });

export const wakeProbe = (tx: Tx, roomId: string, runAt: Instant): Promise<void> =>
  wakeAt(tx, { task: PROBE_TASK, key: roomId, runAt, payload: { roomId } });

const again = ({ database, clock }: CardDeps, pair: store.Pair, seconds: number): Promise<void> =>
  database.transaction((tx) => wakeCard(tx, pair, plusSeconds(clock.now(), seconds)));
