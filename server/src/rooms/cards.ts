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
import { type Clock, type Instant, plusSeconds, theProduct, type Zone } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { cardContent, hiddenContent, pauseAfter } from './decide-room.ts';
import { ANYBODY, type CardFacts, type Room } from './model.ts';
import * as store from './store.ts';

/** Shows one card as it is to be now. */
export const CARD_TASK = 'rooms.card';

/** A claim outlives the longest call by this much. */
const CLAIM_MARGIN_SECONDS = 15;
/** When somebody else is showing the card: by then they are done. */
const TAKEN_SECONDS = 1;

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
}

/** Posts or edits a card, outside of any transaction; a stale wake-up finds that it shows what it is to show. */
export async function showCard(deps: CardDeps, pair: store.Pair): Promise<void> {
  const { database, clock, channels } = deps;
  const room = (await store.rooms(database.db)).find(({ id }) => id === pair.roomId);
  const channel = channels.get(room?.channel ?? '');
  if (room === undefined || channel?.rooms?.showCard === undefined) return;
  const claim = await database.transaction((tx) =>
    store.claimCard(tx, pair, clock.now(), channel.timeoutSeconds + CLAIM_MARGIN_SECONDS),
  );
  if (claim === undefined) return again(deps, pair, TAKEN_SECONDS);
  const card = await cardOf(deps, pair.incidentId);
  const hash = sha256(JSON.stringify(card));
  // Nothing to post about what nobody in the room may see, or what it shows already.
  const needless = hash === claim.shown || (card.hidden && claim.shown === null);
  const outcome: Outcome = needless ? { kind: 'accepted' } : await show(deps, channel, room, card);
  const failed = outcome.kind === 'retry' || outcome.kind === 'rejected';
  const now = clock.now();
  const pause = failed
    ? pauseAfter(claim.tries, outcome.kind === 'retry' ? outcome.afterSeconds : undefined)
    : 0;
  const due = failed ? plusSeconds(now, pause) : null;
  await database.transaction((tx) =>
    store.releaseCard(tx, pair, {
      shown: failed || needless ? claim.shown : hash,
      at: now,
      tries: failed ? claim.tries + 1 : 0,
      due,
    }),
  );
  if (failed) await again(deps, pair, pause);
  if (!needless) await noteTrouble(deps, room, channel, outcome);
}

interface Card {
  readonly content: MessageContent;
  readonly drill: boolean;
  readonly acknowledge: string | null;
  readonly hidden: boolean;
}

async function cardOf(deps: CardDeps, incidentId: string): Promise<Card> {
  const { db } = deps.database;
  const incident = await deps.incidents.get(db, incidentId, theProduct);
  const [seen] = await deps.incidents.getMany(db, [incidentId], ANYBODY);
  const { drill } = incident;
  if (seen === undefined)
    return {
      content: hiddenContent(incident, deps.incidentUrl(incident)),
      ...{ drill, acknowledge: null, hidden: true },
    };
  const content = cardContent(await deps.cardFacts(db, incident), await deps.as(db));
  const asks = isOpen(incident.status) && incident.acknowledgedAt === null;
  return { content, drill, acknowledge: asks ? `ack ${referenceOf(incident.number)}` : null, hidden: false };
}

async function show(deps: CardDeps, channel: Channel, room: Room, card: Card): Promise<Outcome> {
  const signal = AbortSignal.timeout(channel.timeoutSeconds * 1000);
  const { content, drill, acknowledge } = card;
  const shown = { address: roomAddress(room), content, drill, acknowledge, now: deps.clock.now() };
  const outcome = await channel.rooms?.showCard?.(shown, signal);
  return outcome ?? { kind: 'rejected', reason: 'not_configured' };
}

export const wakeCard = (tx: Tx, { roomId, incidentId }: store.Pair, runAt: Instant): Promise<void> =>
  wakeAt(tx, { task: CARD_TASK, key: `${roomId}:${incidentId}`, runAt, payload: { roomId, incidentId } });

const again = ({ database, clock }: CardDeps, pair: store.Pair, seconds: number): Promise<void> =>
  database.transaction((tx) => wakeCard(tx, pair, plusSeconds(clock.now(), seconds)));

/** What is wrong with a room is said where it is set up, and to the administrators once. */
async function noteTrouble(deps: CardDeps, room: Room, channel: Channel, outcome: Outcome): Promise<void> {
  const failed = outcome.kind === 'retry' || outcome.kind === 'rejected';
  const trouble = failed
    ? `Posting fails: ${failureInWords(outcome.reason)}. ${outcome.detail ?? ''}`.trim()
    : null;
  await deps.database.transaction(async (tx) => {
    if (!(await store.setTrouble(tx, room.id, trouble))) return;
    await publishLive(tx, { topic: 'message' });
    if (trouble === null || room.trouble !== null) return;
    const content: MessageContent = {
      kind: 'system',
      subject: `Tocsin cannot post to ${room.name} (${channel.label})`,
      headline: `Incidents are not shown in ${room.name}: ${trouble}`,
      facts: [],
      paragraphs: ['Tocsin keeps trying. Pages and notices to people are not affected.'],
      actions: [{ label: 'Open channels', url: `${deps.publicUrl}/channels`, kind: 'open' }],
      thread: { id: `room:${room.id}`, title: `Room ${room.name}` },
    };
    await deps.communication.tellAdministrators(tx, `room:${room.id}:${deps.clock.now()}`, content);
  });
}
