import { type Audit, requireSelfOrManager } from '../../directory/index.ts';
import { type TaskGroup, wakeAt } from '../../jobs/index.ts';
import { type Clock, Fault, type Instant, isBefore, notFound, plusSeconds } from '../../kernel/index.ts';
import { createSeal } from '../../platform/auth/index.ts';
import { again, type Database, type Reader, type Tx } from '../../platform/db/index.ts';
import type { Principal } from '../../platform/http/index.ts';
import type { ReviewDeps } from '../ports.ts';
import { type Busy, CALENDAR_TASK, type NoCalendar, type PersonCalendar } from './model.ts';
import { CalendarsBusy, CalendarTrouble, type ReadCalendar } from './reading.ts';
import * as store from './store.ts';

/** A meeting that was added a quarter of an hour ago is known. */
const STALE_SECONDS = 900;
/** What a calendar said is believed for so long when it does not answer any more. */
const BELIEVED_SECONDS = 86_400;
/** So long the job waits for its turn when others are being read. */
const BUSY_SECONDS = 10;
/** How far ahead a calendar is read: beyond the last time that is ever proposed for a review. */
const AHEAD_SECONDS = 60 * 86_400;

interface CalendarDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly secret: string;
  readonly directory: ReviewDeps['directory'];
  readonly read: ReadCalendar;
}

/** What is known of the calendars of some people. */
export interface KnownCalendars {
  readonly busy: ReadonlyMap<string, Busy>;
  readonly unknown: ReadonlyMap<string, NoCalendar>;
  /** Being read now: asked again in a moment, more is known. */
  readonly reading: number;
}

/** When people are busy, from the free/busy addresses that they gave (REV-1). Read by jobs: nobody waits for a calendar. */
export class Calendars {
  readonly #deps: CalendarDeps;
  readonly #seal: ReturnType<typeof createSeal>;

  constructor(deps: CalendarDeps) {
    this.#deps = deps;
    this.#seal = createSeal(deps.secret, 'free/busy addresses');
  }

  /** @throws Fault `not_found`, `not_allowed` */
  async get(personId: string, by: Principal): Promise<PersonCalendar | null> {
    const { db } = this.#deps.database;
    requireSelfOrManager(by, personId);
    await this.#person(db, personId);
    const [found] = await store.calendarsOf(db, [personId]);
    return found ?? null;
  }

  /** Kept once it has been read: an address that does not work is said to whoever entered it. @throws Fault `calendar_failed`, `calendars_busy` */
  async set(personId: string, url: string, by: Principal): Promise<PersonCalendar> {
    const { database, clock, audit } = this.#deps;
    requireSelfOrManager(by, personId);
    const busy = await this.#read(personId, url).catch((error: unknown) => {
      if (error instanceof CalendarsBusy)
        throw new Fault(
          'rate_limited',
          'calendars_busy',
          'Other calendars are being read. Try again in a moment.',
        );
      if (!(error instanceof CalendarTrouble)) throw error;
      const { message } = error;
      throw new Fault('invalid', 'calendar_failed', message, [{ path: 'url', message }]);
    });
    const now = clock.now();
    const calendar: PersonCalendar = {
      ...{ personId, sealedUrl: this.#seal.close(url), host: new URL(url).host, busy, problem: null },
      ...{ askedAt: now, readAt: now },
    };
    await database.transaction(async (tx) => {
      await store.saveCalendar(tx, calendar);
      const details = { host: calendar.host };
      const what = { action: 'person.calendar_set', subjectKind: 'person', subjectId: personId, details };
      await audit(tx, { actor: by.actor, ...what });
    });
    return calendar;
  }

  /** @throws Fault `not_found` */
  async remove(personId: string, by: Principal): Promise<void> {
    const { database, audit } = this.#deps;
    requireSelfOrManager(by, personId);
    await database.transaction(async (tx) => {
      if (!(await store.deleteCalendar(tx, personId))) throw notFound('calendar');
      const what = { action: 'person.calendar_removed', subjectKind: 'person', subjectId: personId };
      await audit(tx, { actor: by.actor, ...what, details: {} });
    });
  }

  /** What is known now; what is old by now is read by a job, and known to whoever asks again. */
  known(personIds: readonly string[]): Promise<KnownCalendars> {
    const { database, clock } = this.#deps;
    return again(() =>
      database.transaction(async (tx) => {
        const now = clock.now();
        const asked = await store.claimStale(tx, personIds, plusSeconds(now, -STALE_SECONDS), now);
        for (const key of asked) await wakeAt(tx, { task: CALENDAR_TASK, key, runAt: now });
        return summary(personIds, await store.calendarsOf(tx, personIds), now);
      }),
    );
  }

  tasks(): TaskGroup['tasks'] {
    return { [CALENDAR_TASK]: ({ key }) => this.#look(String(key)) };
  }

  async #look(personId: string): Promise<void> {
    const { database, clock } = this.#deps;
    const [calendar] = await store.calendarsOf(database.db, [personId]);
    if (calendar === undefined) return;
    const answer = await this.#read(personId, this.#open(calendar)).then(
      (busy) => ({ busy, at: clock.now() }),
      (error: unknown) => {
        if (error instanceof CalendarTrouble) return { problem: error.message };
        if (error instanceof CalendarsBusy) return null;
        throw error;
      },
    );
    // Its turn comes: read a little later.
    if (answer === null) {
      const again = { task: CALENDAR_TASK, key: personId, runAt: plusSeconds(clock.now(), BUSY_SECONDS) };
      return database.transaction((tx) => wakeAt(tx, again));
    }
    await database.transaction((tx: Tx) => store.noteAnswer(tx, calendar, answer));
  }

  /** @throws CalendarTrouble */
  async #read(personId: string, url: string | null): Promise<Busy> {
    const { database, clock, read } = this.#deps;
    if (url === null)
      throw new CalendarTrouble(
        'The stored address cannot be decrypted: TOCSIN_SECRET has changed. Enter it again.',
      );
    const { timezone, email } = await this.#person(database.db, personId);
    const now = clock.now();
    const [from, until] = [now, plusSeconds(now, AHEAD_SECONDS)].map((at) => at.epochMilliseconds);
    return read(new URL(url), { zone: timezone, email, from: from ?? 0, until: until ?? 0 });
  }

  async #person(reader: Reader, personId: string) {
    const person = (await this.#deps.directory.facts(reader)).people.get(personId);
    if (person === undefined) throw notFound('person');
    return person;
  }

  #open({ sealedUrl }: PersonCalendar): string | null {
    try {
      return this.#seal.open(sealedUrl);
    } catch {
      return null;
    }
  }
}

function summary(
  personIds: readonly string[],
  calendars: readonly PersonCalendar[],
  now: Instant,
): KnownCalendars {
  const byId = new Map(calendars.map((calendar) => [calendar.personId, calendar]));
  const busy = new Map<string, Busy>();
  const unknown = new Map<string, NoCalendar>();
  for (const id of personIds) {
    const calendar = byId.get(id);
    if (calendar === undefined) unknown.set(id, 'none');
    else if (calendar.busy === null || calendar.readAt === null || isOld(calendar.readAt, now))
      unknown.set(id, 'unreadable');
    else busy.set(id, calendar.busy);
  }
  // Asked in this moment or a little before, and not answered yet.
  const pending = ({ askedAt, readAt, problem }: PersonCalendar) =>
    problem === null && readAt !== null && isBefore(readAt, askedAt);
  return { busy, unknown, reading: calendars.filter(pending).length };
}

const isOld = (readAt: Instant, now: Instant): boolean =>
  isBefore(readAt, plusSeconds(now, -BELIEVED_SECONDS));
