import type { Channel, CommunicationEvent } from '../communication/index.ts';
import type { Audit, DirectoryFacts } from '../directory/index.ts';
import { type Incident, type IncidentEvent, isOpen } from '../incidents/index.ts';
import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { type Actor, Fault, later, notFound, plusSeconds, type Viewer } from '../kernel/index.ts';
import { type Reader, ReadOnce, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { needsRoom, rulesFor } from './decide-incident-room.ts';
import { channelNames } from './decide-name.ts';
import type { ChannelRule, IncidentRoom, RuleInput } from './model-incident.ts';
import * as rooms from './store.ts';
import * as store from './store-incident.ts';
import { SYNC_TASK, type SyncDeps, syncRoom, wakeSync } from './sync.ts';

type IncidentRoomDeps = SyncDeps & { readonly audit: Audit };

/** Looks soon at the channels of one incident. */
const LOOK_TASK = 'rooms.look';

/** What happens within a few seconds is one look at the chat. */
const APART_SECONDS = 3;
/** What is this late has lost its wake-up. */
const OVERDUE_SECONDS = 30;

/** The channels that incidents have of their own in chats, and the rules by which they get them. */
export class IncidentRooms {
  readonly #deps: IncidentRoomDeps;
  readonly #once = new ReadOnce<'rules', readonly ChannelRule[]>();
  readonly #any = new ReadOnce<'any', boolean>();

  constructor(deps: IncidentRoomDeps) {
    this.#deps = deps;
  }

  rules(): Promise<readonly ChannelRule[]> {
    return this.rulesIn(this.#deps.database.db);
  }

  rulesIn(reader: Reader): Promise<readonly ChannelRule[]> {
    return store.rules(reader);
  }

  /** What is wrong at the moment with channels of open incidents, by kind. */
  troubles(): Promise<ReadonlyMap<string, string>> {
    return store.troubles(this.#deps.database.db);
  }

  /** Adds a rule, or changes it. @throws Fault `invalid`, `not_found` */
  async putRule(id: string | null, input: RuleInput, actor: Actor): Promise<void> {
    const { database, clock } = this.#deps;
    const rule = { ...input, id: id ?? newId(clock) };
    await this.checkRule(rule, await this.#deps.directory.facts(database.db));
    await database.transaction(async (tx) => {
      if (id !== null && !(await store.rules(tx)).some((one) => one.id === id)) throw notFound('rule');
      await this.putRuleIn(tx, rule, id === null ? 'added' : 'changed', actor);
    });
  }

  /** @throws Fault `invalid` */
  checkRule({ channel: kind, teams }: Omit<ChannelRule, 'id'>, facts: DirectoryFacts): void {
    const channel = this.#deps.channels.get(kind);
    if (channel?.rooms?.maker === undefined) throw invalid('channel', 'Tocsin cannot open channels there.');
    if (channel.missing !== null) throw invalid('channel', channel.missing);
    for (const [index, id] of teams.entries())
      if (facts.teams.get(id)?.archived !== false) throw invalid(`teams.${index}`, `Team "${id}" not found.`);
  }

  async putRuleIn(tx: Tx, rule: ChannelRule, what: 'added' | 'changed', actor: Actor): Promise<void> {
    await store.putRule(tx, rule, this.#deps.clock.now());
    const { id, channel, severities, teams, archive } = rule;
    const details = { channel, severities: [...severities], teams: [...teams], archive };
    await this.#deps.audit(tx, { ...about(id, actor), action: `incident_channel_rule.${what}`, details });
    await publishLive(tx, { topic: 'message' });
  }

  /** The channels that are there stay. @throws Fault `not_found` */
  async removeRule(id: string, actor: Actor): Promise<void> {
    await this.#deps.database.transaction(async (tx) => {
      if (!(await this.removeRuleIn(tx, id, actor))) throw notFound('rule');
    });
  }

  async removeRuleIn(tx: Tx, id: string, actor: Actor): Promise<boolean> {
    if (!(await store.deleteRule(tx, id))) return false;
    await this.#deps.audit(tx, { ...about(id, actor), action: 'incident_channel_rule.removed', details: {} });
    await publishLive(tx, { topic: 'message' });
    return true;
  }

  /** The channels of an incident, with those who could not be let in. @throws Fault `not_found` */
  async of(ref: string, viewer: Viewer) {
    const { database, incidents, directory } = this.#deps;
    const id = await incidents.idOf(database.db, ref, viewer);
    const { people } = await directory.facts(database.db);
    const own = (await store.roomsOf(database.db, id)).filter(({ state }) => state !== 'wanted');
    const waiting = (await store.roomsOf(database.db, id)).filter(({ state }) => state === 'wanted');
    return Promise.all(
      [...own, ...waiting].map(async (room) => ({
        ...room,
        notIn: (await store.members(database.db, room.roomId)).flatMap(({ personId, reason }) =>
          reason === null
            ? []
            : [{ id: personId, name: people.get(personId)?.name ?? 'Deleted user', reason }],
        ),
      })),
    );
  }

  /** For messages about an incident: where its responders talk. */
  async linkOf(
    reader: Reader,
    incident: Incident,
  ): Promise<{ readonly label: string; readonly url: string } | null> {
    const own = (await store.roomsOf(reader, incident.id)).findLast(
      (room) =>
        room.state === 'open' &&
        room.url !== null &&
        (room.private || incident.visibility === 'organisation'),
    );
    return own?.url ? { label: `Open #${own.name}`, url: own.url } : null;
  }

  /** Whether there is anything to do for channels of incidents: most installations have none, and ask once in a transaction. */
  async areUsed(tx: Tx): Promise<boolean> {
    const rules = await this.#once.get(tx, 'rules', () => store.rules(tx));
    return rules.length > 0 || (await this.#any.get(tx, 'any', () => store.hasAny(tx)));
  }

  /** In the transaction in which it happened: what is to be made is noted, and what is there is looked at. */
  async onIncident(tx: Tx, event: IncidentEvent, incident: Incident): Promise<void> {
    if (OPENS.has(event.type)) await this.#ensure(tx, incident);
    await this.lookAt(tx, event.incidentId);
    if (event.type === 'incidents.merged') await this.lookAt(tx, event.intoId);
  }

  /** Whoever was told of it takes part. */
  async onSettled(tx: Tx, { incidentId, personId, type }: CommunicationEvent): Promise<void> {
    if (type !== 'communication.settled' || incidentId === null || personId === null) return;
    if (await this.areUsed(tx)) await this.lookAtLater(tx, incidentId);
  }

  /**
   * For transactions that hold a message or a card: waiting there for the rows of channels, which a command holds that stops
   * messages, could deadlock with it.
   */
  lookAtLater(tx: Tx, incidentId: string): Promise<void> {
    return wakeAt(tx, { task: LOOK_TASK, key: incidentId, runAt: this.#deps.clock.now() });
  }

  async lookAt(tx: Tx, incidentId: string): Promise<void> {
    const now = this.#deps.clock.now();
    for (const { roomId, due } of await store.lookAt(tx, incidentId, now, APART_SECONDS))
      await wakeSync(tx, roomId, later(now, due));
  }

  async #ensure(tx: Tx, incident: Incident): Promise<void> {
    const rules = await this.#once.get(tx, 'rules', () => store.rules(tx));
    const meant = rulesFor(rules, incident).filter(({ channel }) => this.#able(channel) !== undefined);
    if (meant.length === 0 && incident.visibility === 'organisation') return;
    const had = await store.roomsOf(tx, incident.id);
    for (const rule of this.#wanted(meant, had, incident))
      if (
        needsRoom(
          had.filter(({ channel }) => channel === rule.channel),
          incident,
        )
      )
        await this.#want(tx, incident, rule);
  }

  /** What had a channel gets a private one when it becomes restricted, whatever its severity is by now. */
  #wanted(
    meant: readonly Pick<ChannelRule, 'channel' | 'archive'>[],
    had: readonly IncidentRoom[],
    { visibility, status }: Incident,
  ): readonly Pick<ChannelRule, 'channel' | 'archive'>[] {
    if (visibility === 'organisation' || !isOpen(status)) return meant;
    const before = had.filter(
      ({ state, channel }) => state === 'open' && !meant.some((rule) => rule.channel === channel),
    );
    return [...meant, ...before];
  }

  async #want(tx: Tx, incident: Incident, rule: Pick<ChannelRule, 'channel' | 'archive'>): Promise<void> {
    const { clock } = this.#deps;
    const { channel, archive } = rule;
    const longest = this.#able(channel)?.rooms?.maker?.longestName ?? 1;
    const closed = incident.visibility === 'restricted';
    const [name = ''] = channelNames(incident, { longest, discreet: closed });
    const id = newId(clock);
    const room = {
      ...{ id, channel, name, teams: [], severities: [], trouble: null },
      incidentId: incident.id,
    };
    await rooms.insertRoom(tx, { ...room, private: closed }, clock.now());
    await store.insertRoom(
      tx,
      { roomId: id, incidentId: incident.id, channel, private: closed, archive },
      clock.now(),
    );
    await wakeSync(tx, id, clock.now());
    this.#any.forget(tx);
  }

  #able(kind: string): Channel | undefined {
    const channel = this.#deps.channels.get(kind);
    return channel?.missing === null && channel.rooms?.maker !== undefined ? channel : undefined;
  }

  /** Workers of their own: a chat that takes its time holds up no card and no page. */
  tasks(): TaskGroup {
    return {
      name: 'incident-channels',
      concurrency: 2,
      tasks: {
        [SYNC_TASK]: async ({ roomId }) => syncRoom(this.#deps, String(roomId)),
        [LOOK_TASK]: ({ key }) => this.#deps.database.transaction((tx) => this.lookAt(tx, String(key))),
      },
    };
  }

  /** For the watchdog. @returns how many had lost their wake-up */
  async repair(): Promise<number> {
    const { database, clock } = this.#deps;
    const now = clock.now();
    const lost = await store.overdue(database.db, plusSeconds(now, -OVERDUE_SECONDS));
    if (lost.length > 0)
      await database.transaction(async (tx) => {
        for (const id of lost) await wakeSync(tx, id, now);
      });
    return lost.length;
  }
}

const OPENS: ReadonlySet<IncidentEvent['type']> = new Set([
  'incidents.declared',
  'incidents.severity_changed',
  'incidents.systems_changed',
  'incidents.visibility_changed',
  'incidents.reopened',
]);

const about = (id: string, actor: Actor) => ({ actor, subjectKind: 'incident_channel_rule', subjectId: id });

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
