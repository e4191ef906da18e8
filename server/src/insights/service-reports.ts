import type { MessageOwner } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../jobs/index.ts';
import {
  Fault,
  type Instant,
  isAtOrBefore,
  isBefore,
  later,
  notFound,
  plusSeconds,
  Temporal,
  type Viewer,
} from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { type Calendar, calendarFor, type Policy } from '../policy/index.ts';
import { reportMail } from './decide-mail.ts';
import {
  broughtForward,
  definitionOf,
  lastDue,
  nextDue,
  type Occurrence,
  spanWords,
} from './decide-schedule.ts';
import { incidentsIn, onlySeen } from './decide-seen.ts';
import { ANYBODY, generate } from './generate.ts';
import type { Measuring } from './measuring.ts';
import { type Definition, type Issue, LATE_SECONDS } from './model-reports.ts';
import type { InsightPorts } from './ports.ts';
import type { Insights } from './service.ts';
import * as store from './store-reports.ts';

const REPORT_TASK = 'insights.report';
const SOURCE = 'insights.report';
const OVERDUE_SECONDS = 30;
const ARCHIVE_SHOWN = 100;

/** What a moment's reports are reckoned with. */
interface Setting {
  readonly directory: DirectoryFacts;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly definitions: readonly Definition[];
  readonly now: Instant;
}

/** Reports that come round: made, kept and sent once for each period (REP-1 to REP-4). */
export class ScheduledReports {
  readonly #ports: InsightPorts;
  readonly #insights: Insights;
  readonly #measuring: Pick<Measuring, 'catchUp'>;

  constructor(ports: InsightPorts, insights: Insights, measuring: Pick<Measuring, 'catchUp'>) {
    this.#ports = ports;
    this.#insights = insights;
    this.#measuring = measuring;
  }

  tasks(): TaskGroup['tasks'] {
    return { [REPORT_TASK]: ({ key }) => this.#look(String(key)) };
  }

  messageOwner(): MessageOwner {
    return {
      kind: SOURCE,
      stillWanted: async () => null,
      refresh: async () => null,
      onEvent: async () => undefined,
    };
  }

  /** Follows the policy: new and changed reports get their time, removed ones lose it, lost wake-ups are set again. @returns how many */
  async watch(): Promise<number> {
    const { db } = this.#ports.database;
    const { definitions, now } = await this.#setting(db);
    const known = new Map((await store.schedules(db)).map((each) => [each.report, each]));
    const wanted = definitions.filter(({ enabled }) => enabled);
    const gone = [...known.keys()].filter((report) => !wanted.some(({ id }) => id === report));
    const changed = wanted
      .filter((each) => known.get(each.id)?.definition !== written(each))
      .map(({ id }) => id);
    const pending = await wakeupsPending(db, REPORT_TASK, [...known.keys()]);
    const limit = plusSeconds(now, -OVERDUE_SECONDS);
    const lost = [...known.values()].filter(
      ({ report, nextAt }) => !gone.includes(report) && (!pending.has(report) || isBefore(nextAt, limit)),
    );
    const due = new Map([
      ...lost.map(({ report, nextAt }) => [report, later(nextAt, now)] as const),
      ...changed.map((report) => [report, now] as const),
    ]);
    if (gone.length + due.size === 0) return 0;
    await this.#transaction(async (tx) => {
      for (const report of gone) await store.dropSchedule(tx, report);
      for (const [report, runAt] of due) await wakeAt(tx, { task: REPORT_TASK, key: report, runAt });
    });
    // A policy that was published is nothing that was lost.
    return lost.length;
  }

  async begin(): Promise<void> {
    await this.watch();
  }

  async oldestDue(): Promise<Instant | null> {
    const [first] = await store.schedules(this.#ports.database.db);
    return first?.nextAt ?? null;
  }

  /** A wake-up says only "look": what is due is decided from the row and the policy. */
  async #look(report: string): Promise<void> {
    await this.#measuring.catchUp();
    await this.#transaction(async (tx) => {
      const setting = await this.#setting(tx);
      const definition = setting.definitions.find(({ id }) => id === report);
      const schedule = await store.lockSchedule(tx, report);
      if (definition === undefined || !definition.enabled) return store.dropSchedule(tx, report);
      const { now, calendar } = setting;
      // When the policy has changed the hour, what was due before that is still owed.
      if (schedule !== null) {
        const due = owed(schedule, definition, now, calendar);
        if (due !== null) await this.#issue(tx, definition, due, setting);
      }
      const next = nextDue(definition, now, calendar);
      if (next === null) return;
      await store.saveSchedule(tx, { report, nextAt: next.dueAt, definition: written(definition) });
      await wakeAt(tx, { task: REPORT_TASK, key: report, runAt: next.dueAt });
    });
  }

  /** Makes, keeps and sends one, in one transaction: either all of it happens or none. */
  async #issue(tx: Tx, definition: Definition, due: Occurrence, setting: Setting): Promise<void> {
    const { content, quiet } = await this.#generate(tx, definition, due, setting);
    if (quiet && definition.whenQuiet === 'skip') return;
    const { id: report, every, title } = definition;
    const issue: Issue = {
      ...{
        id: newId(this.#ports.clock),
        report,
        every,
        title,
        zone: setting.directory.organisation.timezone,
      },
      ...{ startsOn: due.span.from.toString(), endsOn: due.span.to.toString(), dueAt: due.dueAt },
      ...{ madeAt: setting.now, quiet, content },
    };
    if (!(await store.insertIssue(tx, issue))) return;
    await this.#deliver(tx, issue, await this.#receivers(tx, definition, setting), 1, null, setting);
  }

  async #deliver(
    tx: Tx,
    issue: Issue,
    personIds: readonly string[],
    round: number,
    by: Viewer['actor'] | null,
    { directory, now }: Setting,
  ): Promise<void> {
    await store.insertDelivery(tx, issue.id, { round, at: now, by, personIds });
    await this.#ports.communication.enqueue(
      tx,
      personIds.flatMap((personId) => {
        const person = directory.people.get(personId);
        if (person === undefined) return [];
        const content = reportMail({
          ...{ id: issue.id, title: issue.title, content: issue.content, again: round > 1 },
          period: periodOf(issue),
          url: `${this.#ports.publicUrl}/insights/reports/${issue.id}`,
          lateSince: isLate(issue) && round === 1 ? localWords(issue.dueAt, person.timezone) : null,
        });
        return [
          {
            ...{ key: `report:${issue.id}:${round}:${personId}`, purpose: 'notice' as const, personId },
            ...{ channel: 'email', address: person.email, content, drill: false },
            source: { kind: SOURCE, id: issue.id, generation: round },
          },
        ];
      }),
    );
  }

  /** Sends one again, on purpose and on the record. @throws Fault `not_found`, `nobody_to_tell` */
  async sendAgain(id: string, viewer: Viewer): Promise<void> {
    await this.#transaction(async (tx) => {
      const issue = await store.lockIssue(tx, id);
      if (issue === null) throw notFound('report');
      const setting = await this.#setting(tx);
      const definition = setting.definitions.find((each) => each.id === issue.report);
      const deliveries = await store.deliveriesOf(tx, id);
      // To those who are its audience by now; of a report that is no more, to those who had it.
      const personIds =
        definition === undefined
          ? (deliveries[0]?.personIds ?? [])
          : await this.#receivers(tx, definition, setting);
      if (personIds.length === 0)
        throw new Fault('conflict', 'nobody_to_tell', 'No one has a role that receives this report.');
      const round = (deliveries.at(-1)?.round ?? 0) + 1;
      // What was everybody's when it was made may be restricted since.
      const seen = await this.#insights.byId(tx, incidentsIn(issue.content), ANYBODY);
      const shown = { ...issue, content: onlySeen(issue.content, new Set(seen.keys())) };
      await this.#deliver(tx, shown, personIds, round, viewer.actor, setting);
      await this.#ports.audit(tx, {
        ...{ actor: viewer.actor, action: 'scheduled_report.resent', subjectKind: 'scheduled_report' },
        ...{
          subjectId: id,
          details: { report: issue.title, period: periodOf(issue), people: personIds.length },
        },
      });
    });
  }

  /** What there is, and what comes next. */
  async list(report: string | null) {
    const { db } = this.#ports.database;
    const setting = await this.#setting(db);
    const next = new Map((await store.schedules(db)).map((each) => [each.report, each.nextAt]));
    return { ...setting, next, items: await store.issues(db, report, ARCHIVE_SHOWN) };
  }

  /** One as it was made, without rows of incidents that the reader may not see (any more). @throws Fault `not_found` */
  async show(id: string, viewer: Viewer) {
    const { db } = this.#ports.database;
    const issue = await store.issueById(db, id);
    if (issue === null) throw notFound('report');
    return {
      issue,
      incidents: await this.#insights.byId(db, incidentsIn(issue.content), viewer),
      deliveries: await store.deliveriesOf(db, id),
      directory: await this.#ports.directory.facts(db),
    };
  }

  /** The next one as it would be if it were due now, and to whom it would go; nothing is kept or sent. @throws Fault `not_found` */
  async preview(report: string, viewer: Viewer) {
    const { db } = this.#ports.database;
    const setting = await this.#setting(db);
    const definition = setting.definitions.find(({ id }) => id === report);
    const next = definition === undefined ? null : nextDue(definition, setting.now, setting.calendar);
    if (definition === undefined || next === null) throw notFound('report');
    const { content, quiet } = await this.#generate(db, definition, next, setting);
    return {
      ...{ definition, next, content, quiet, directory: setting.directory },
      incidents: await this.#insights.byId(db, incidentsIn(content), viewer),
      personIds: await this.#receivers(db, definition, setting),
      skipped: quiet && definition.whenQuiet === 'skip',
    };
  }

  #generate(reader: Reader, definition: Definition, due: Occurrence, setting: Setting) {
    return generate(this.#ports, this.#insights, reader, definition, due, setting);
  }

  /** Who has a role of the audience now: of teams in each team, or in those that the report is of. */
  async #receivers(
    reader: Reader,
    definition: Definition,
    { directory, policy }: Setting,
  ): Promise<readonly string[]> {
    const active = [...directory.teams.values()].filter(({ archived }) => !archived).map(({ id }) => id);
    const teams = definition.teams.length > 0 ? definition.teams.filter((id) => active.includes(id)) : active;
    const found: string[] = [];
    for (const role of definition.audience) {
      const held = policy.roles[role]?.held;
      const asked = held === 'team' || held === 'on_call' ? teams : teams.slice(0, 1);
      for (const team of asked.length === 0 ? [null] : asked)
        found.push(...(await this.#ports.escalation.holdersIn(reader, team, role)));
    }
    return [...new Set(found)].filter((id) => directory.people.get(id)?.active === true);
  }

  async #setting(reader: Reader): Promise<Setting> {
    const { directory, policies, clock } = this.#ports;
    const facts = await directory.facts(reader);
    const { policy } = await policies.current(reader);
    const { timezone, calendarCountry, calendarRegion } = facts.organisation;
    const now = clock.now();
    const whose = { zone: timezone, country: calendarCountry, region: calendarRegion };
    const calendar = calendarFor(policy, whose, now, 'default');
    const definitions = policy.reports.map((report) => definitionOf(report, calendar.zone, timezone));
    return { directory: facts, policy, calendar, definitions, now };
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#ports.database.transaction(work));
  }
}

/** What of a definition says when it comes. */
const written = ({ every, at, zone, weekday, workingDays }: Definition): string =>
  JSON.stringify([every, at, zone, weekday, workingDays]);

const readWritten = (text: string, definition: Definition): Definition => {
  const [every, at, zone, weekday, workingDays] = JSON.parse(text) as [
    Definition['every'],
    string,
    string,
    number,
    boolean,
  ];
  return { ...definition, every, at, zone, weekday, workingDays };
};

/** The report that is to be made by now; null: none. Nothing is owed from before there was a report. */
function owed(
  { nextAt, definition: text }: store.Scheduled,
  definition: Definition,
  now: Instant,
  calendar: Calendar,
): Occurrence | null {
  const due = isAtOrBefore(nextAt, now) ? lastDue(definition, now, calendar) : null;
  if (due !== null && isAtOrBefore(nextAt, due.dueAt)) return due;
  if (text === written(definition)) return null;
  return broughtForward(readWritten(text, definition), nextAt, definition, now, calendar);
}

export const isLate = ({ dueAt, madeAt }: Pick<Issue, 'dueAt' | 'madeAt'>): boolean =>
  isBefore(plusSeconds(dueAt, LATE_SECONDS), madeAt);

export const periodOf = ({ every, startsOn, endsOn }: Pick<Issue, 'every' | 'startsOn' | 'endsOn'>): string =>
  spanWords(every, { from: Temporal.PlainDate.from(startsOn), to: Temporal.PlainDate.from(endsOn) });

const localWords = (at: Instant, zone: string): string => {
  const local = at.toZonedDateTimeISO(zone);
  return `${local.toPlainDate()} at ${local.toPlainTime().toString({ smallestUnit: 'minute' })} (${zone})`;
};
