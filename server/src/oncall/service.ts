import type { Audit, Person } from '../directory/index.ts';
import {
  type Actor,
  type Clock,
  diffFields,
  earlier,
  Fault,
  type Instant,
  isBefore,
  type Json,
  type JsonObject,
  notFound,
} from '../kernel/index.ts';
import { type Db, inTransaction, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { lapse, whoIsOnCall } from './decide.ts';
import { changeRotations, type RotationChange, withChange, withdrawOverride } from './decide-change.ts';
import { staying } from './decide-stay.ts';
import { levelsInUse, scheduleWords, turnsOf } from './decide-words.ts';
import type { OnCallAnswer, Override, RotationInput, Schedule } from './model.ts';
import * as store from './store.ts';

/** What on-call needs to know of people and teams; the directory's facts have this shape. */
export interface OnCallDirectory {
  readonly people: ReadonlyMap<string, Pick<Person, 'name' | 'email' | 'active' | 'absences'>>;
  readonly teams: ReadonlyMap<string, { readonly name: string; readonly archived: boolean }>;
}

export interface OnCallOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly directory: (db: Reader) => Promise<OnCallDirectory>;
  /** Nobody else changes people, teams or schedules until the transaction ends. */
  readonly lock: (tx: Tx) => Promise<void>;
}

export interface ScheduleInput {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly zone: string;
  readonly rotations: readonly RotationInput[];
}

export interface OverrideInput {
  readonly level: number;
  readonly personId: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: string;
}

/** Rules that ended longer ago than a turn lasts say nothing any more of who is on call, and since when. */
const LONGEST_TURN_HOURS = 53 * 7 * 24;

/** Schedules and their one question. Reads take any reader, so that a page asks inside its own transaction. */
export class OnCall {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #audit: Audit;
  readonly #directory: OnCallOptions['directory'];
  readonly #lock: OnCallOptions['lock'];

  constructor(options: OnCallOptions) {
    this.#db = options.db;
    this.#clock = options.clock;
    this.#audit = options.audit;
    this.#directory = options.directory;
    this.#lock = options.lock;
  }

  /** Who is on call for a team at an instant; null when the team has no schedule. */
  async now(db: Reader, teamId: string, at: Instant): Promise<OnCallAnswer | null> {
    const [schedule] = await this.#load(db, { teamId }, at);
    return schedule === undefined ? null : whoIsOnCall(schedule, at);
  }

  /** Every schedule in use, by id. */
  schedules(db: Reader = this.#db): Promise<Schedule[]> {
    return this.#load(db, {});
  }

  /** @param from the earliest instant it will be asked for; now by default. @throws Fault not_found */
  async schedule(id: string, db: Reader = this.#db, from?: Instant): Promise<Schedule> {
    const [schedule] = await this.#load(db, { id }, from);
    if (schedule === undefined) throw notFound(`schedule "${id}"`);
    return schedule;
  }

  /** Names and states of the people and teams that the schedules speak of. */
  directory(db: Reader = this.#db): Promise<OnCallDirectory> {
    return this.#directory(db);
  }

  /** @throws Fault conflict when the id or the team's schedule exists; invalid for unknown people or team */
  create(input: ScheduleInput, by: Actor): Promise<Schedule> {
    return this.#write(async (tx) => {
      const all = await this.schedules(tx);
      if (all.some(({ id }) => id === input.id))
        throw new Fault('conflict', 'schedule_exists', `Schedule "${input.id}" already exists.`);
      if (all.some(({ teamId }) => teamId === input.teamId))
        throw new Fault('conflict', 'team_has_schedule', `Team "${input.teamId}" already has a schedule.`);
      const schedule = await this.put(tx, input);
      await this.#record(tx, by, 'schedule.created', input.id, scheduleWords(schedule));
      return schedule;
    });
  }

  /**
   * Changes what is given; rotations are replaced as a whole, from now on.
   * @throws Fault not_found; invalid for unknown people
   */
  change(
    id: string,
    patch: Partial<Pick<ScheduleInput, 'name' | 'zone' | 'rotations'>>,
    by: Actor,
  ): Promise<Schedule> {
    return this.#write(async (tx) => {
      const before = await this.schedule(id, tx);
      const after = await this.put(tx, { ...before, rotations: undefined, ...patch });
      const changes = diffFields(scheduleWords(before), scheduleWords(after));
      if (changes.length > 0)
        await this.#record(tx, by, 'schedule.changed', id, { changes: changes as unknown as Json });
      return after;
    });
  }

  /** Creates or changes a schedule within the caller's transaction; `rotations` undefined leaves them as they are. */
  async put(
    tx: Tx,
    input: Omit<ScheduleInput, 'rotations'> & { rotations: readonly RotationInput[] | undefined },
  ): Promise<Schedule> {
    await this.#check(tx, input.teamId, input.rotations?.flatMap(({ participants }) => participants) ?? []);
    const now = this.#clock.now();
    await store.saveSchedule(tx, input, now);
    if (input.rotations !== undefined) {
      const before = await this.schedule(input.id, tx);
      const { change, stays } = this.#changed(before, { ...input, rotations: input.rotations }, now);
      await store.endRotations(tx, change.end, now);
      await store.addRotations(tx, input.id, change.add);
      for (const override of stays) await store.addOverride(tx, input.id, override);
    }
    await publishLive(tx, { topic: 'oncall', id: input.id });
    return this.schedule(input.id, tx);
  }

  /**
   * A schedule as it would be with these rotations from `now` on; nothing is saved. The moment is the caller's, who shows it from there:
   * a later one of our own would leave a gap of milliseconds in which nobody is on call.
   * @param scheduleId of the schedule to be changed; undefined for a new one
   * @throws Fault not_found; invalid for unknown people
   */
  async preview(
    scheduleId: string | undefined,
    wanted: Pick<ScheduleInput, 'zone' | 'rotations'>,
    now: Instant,
  ): Promise<Schedule> {
    await this.#check(
      this.#db,
      undefined,
      wanted.rotations.flatMap(({ participants }) => participants),
    );
    const before = scheduleId === undefined ? undefined : await this.schedule(scheduleId);
    const plain = before ?? { id: '', teamId: '', name: '' };
    const { id, teamId, name } = plain;
    return this.changed(before, { id, teamId, name, ...wanted }, now);
  }

  /** The schedule that `put` would leave; `before` undefined is a new one. Nothing is read or saved. */
  changed(before: Schedule | undefined, input: ScheduleInput, now: Instant): Schedule {
    return this.#changed(before, input, now).after;
  }

  #changed(
    before: Schedule | undefined,
    input: ScheduleInput,
    now: Instant,
  ): { after: Schedule; change: RotationChange; stays: readonly Override[] } {
    const { rotations, ...rest } = input;
    const base: Schedule = { rotations: [], overrides: [], ...before, ...rest };
    const ids = rotations.map(() => newId(this.#clock));
    const change = changeRotations(base.rotations, { rotations, zone: input.zone }, ids, now);
    const after = withChange(base, change, now);
    const stays = staying(base, after, now).map((override) => ({ ...override, id: newId(this.#clock) }));
    return { after: { ...after, overrides: [...after.overrides, ...stays] }, change, stays };
  }

  /** Within a transaction that puts it back for another team: frees its team, so that two may swap. */
  async setAside(tx: Tx, id: string): Promise<void> {
    await store.archiveSchedule(tx, id, this.#clock.now());
  }

  /** Takes a schedule out of use: nobody is on call by it from now on. What it said about the past is kept. */
  async archive(tx: Tx, id: string): Promise<void> {
    const now = this.#clock.now();
    await store.endRules(tx, id, now);
    await store.archiveSchedule(tx, id, now);
    await publishLive(tx, { topic: 'oncall', id });
  }

  /** @throws Fault not_found */
  remove(id: string, by: Actor): Promise<void> {
    return this.#write(async (tx) => {
      await this.#archiveBy(tx, await this.schedule(id, tx), by);
    });
  }

  /** A team that is archived takes its schedule along. Within a change of the directory. */
  async teamArchived(tx: Tx, teamId: string, by: Actor): Promise<void> {
    const [schedule] = await this.#load(tx, { teamId });
    if (schedule !== undefined) await this.#archiveBy(tx, schedule, by);
  }

  /** Where the person takes turns, in words; empty when they can leave without a gap. */
  async turnsOf(reader: Reader, personId: string): Promise<readonly string[]> {
    return turnsOf(await this.schedules(reader), personId);
  }

  async #archiveBy(tx: Tx, schedule: Schedule, by: Actor): Promise<void> {
    await this.archive(tx, schedule.id);
    await this.#record(tx, by, 'schedule.archived', schedule.id, scheduleWords(schedule));
  }

  /** @throws Fault invalid when the span is empty or over, there is no such level, or the person cannot be on call */
  addOverride(scheduleId: string, input: OverrideInput, by: Actor): Promise<Override> {
    return this.#write(async (tx) => {
      const levels = levelsInUse(await this.schedule(scheduleId, tx));
      const now = this.#clock.now();
      if (!isBefore(input.from, input.until))
        throw invalid('until', 'empty_span', 'The override must end after it starts.');
      if (!isBefore(now, input.until))
        throw invalid(
          'until',
          'span_over',
          'The override must end in the future; past shifts cannot be changed.',
        );
      if (!levels.includes(input.level))
        throw invalid(
          'level',
          'unknown_level',
          `Level ${input.level} has no rotation. Available: ${levels.join(', ')}.`,
        );
      await this.#check(tx, undefined, [input.personId], 'personId');
      const authorId = by.kind === 'person' ? by.personId : null;
      const override = { ...input, id: newId(this.#clock), authorId, createdAt: now };
      await store.addOverride(tx, scheduleId, override);
      await this.#record(tx, by, 'override.created', scheduleId, overrideWords(override));
      await publishLive(tx, { topic: 'oncall', id: scheduleId });
      return override;
    });
  }

  /**
   * Takes an override back: one to come disappears, one that has begun ends now.
   * @throws Fault not_found; conflict when it is over
   */
  removeOverride(scheduleId: string, overrideId: string, by: Actor): Promise<void> {
    return this.#write(async (tx) => {
      const { overrides } = await this.schedule(scheduleId, tx);
      const override = overrides.find(({ id }) => id === overrideId);
      if (override === undefined) throw notFound('override');
      const now = this.#clock.now();
      switch (withdrawOverride(override, now)) {
        case 'over':
          throw new Fault(
            'conflict',
            'override_over',
            'This override has ended; past shifts cannot be changed.',
          );
        case 'cut':
          await store.cutOverride(tx, overrideId, now);
          break;
        case 'delete':
          await store.deleteOverride(tx, overrideId);
      }
      await this.#record(tx, by, 'override.removed', scheduleId, overrideWords(override));
      await publishLive(tx, { topic: 'oncall', id: scheduleId });
    });
  }

  /** People are asked for only when somebody stands in, now or later. */
  async #load(
    db: Reader,
    only: { id?: string; teamId?: string },
    from: Instant = this.#clock.now(),
  ): Promise<Schedule[]> {
    const now = this.#clock.now();
    const since = earlier(from, now).subtract({ hours: LONGEST_TURN_HOURS });
    const schedules = await store.loadSchedules(db, since, only);
    if (!schedules.some(({ overrides }) => overrides.some(({ until }) => isBefore(now, until))))
      return schedules;
    const { people } = await this.#directory(db);
    return schedules.map((schedule) => lapse(schedule, (id) => people.get(id)?.active !== true, now));
  }

  /** One change at a time, on people and teams that cannot leave meanwhile. */
  #write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.#db, async (tx) => {
      await this.#lock(tx);
      return work(tx);
    });
  }

  #record(tx: Tx, actor: Actor, action: string, id: string, details: JsonObject): Promise<void> {
    return this.#audit(tx, { actor, action, subjectKind: 'schedule', subjectId: id, details });
  }

  async #check(
    tx: Reader,
    teamId: string | undefined,
    personIds: readonly string[],
    path = 'participants',
  ): Promise<void> {
    const { people, teams } = await this.#directory(tx);
    if (teamId !== undefined && teams.get(teamId)?.archived !== false)
      throw invalid('teamId', 'unknown_team', `Team "${teamId}" not found.`);
    for (const id of personIds) {
      const person = people.get(id);
      if (person === undefined) throw invalid(path, 'unknown_person', `Person "${id}" not found.`);
      if (!person.active)
        throw invalid(path, 'person_inactive', `${person.name} is deactivated and cannot be on call.`);
    }
  }
}

const invalid = (path: string, code: string, message: string): Fault =>
  new Fault('invalid', code, message, [{ path, message }]);

const overrideWords = ({ id, level, personId, from, until, reason }: Override): JsonObject => ({
  overrideId: id,
  level,
  personId,
  from: from.toString(),
  until: until.toString(),
  ...(reason === '' ? {} : { reason }),
});
