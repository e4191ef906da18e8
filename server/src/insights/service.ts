import type { DirectoryFacts } from '../directory/index.ts';
import type { Incident } from '../incidents/index.ts';
import { Fault, Temporal, type Viewer } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import { bucketsOf, CUSTOM_DAYS_MAX, type Period, type PeriodAsked, periodOf } from './decide-period.ts';
import {
  MEASURES,
  type MeasureId,
  type MeasureState,
  type Narrowed,
  type PromiseKind,
  type Stats,
  type Summary,
} from './model.ts';
import type { InsightPorts } from './ports.ts';
import * as store from './store.ts';

const LISTED = 200;
const CSV_MOST = 20_000;

export interface ListFilter {
  readonly measure: { readonly id: MeasureId; readonly state: MeasureState } | null;
  readonly leftOut: boolean | null;
  readonly noTeam: boolean;
  readonly after: number | null;
  readonly previous: boolean;
}

type Side = Omit<Period, 'previous'> | Period['previous'];

/** What the measures say, of the incidents that whoever looks may see. Others are neither counted nor listed. */
export class Insights {
  readonly #ports: InsightPorts;

  constructor(ports: InsightPorts) {
    this.#ports = ports;
  }

  /** Everything that the page shows of a period. */
  async overview(asked: PeriodAsked, narrowed: Narrowed, viewer: Viewer) {
    const { db } = this.#ports.database;
    const { directory, policy, period } = await this.surroundings(db, asked);
    const hidden = await this.#ports.incidents.hiddenFrom(db, viewer);
    return { directory, policy, period, narrowed, ...(await this.figures(db, period, narrowed, hidden)) };
  }

  /** The numbers of a period and of the one before. @param hidden incidents that are left out as if they did not exist */
  async figures(db: Reader, period: Period, narrowed: Narrowed, hidden: readonly string[]) {
    const now = this.#ports.clock.now();
    const side = async (of: Side) => {
      const asked = { ...narrowed, hidden, begins: of.begins, ends: of.ends };
      const [all] = await store.summaries(db, asked, { by: 'all' }, MEASURES);
      return {
        all: all ?? EMPTY,
        impactSeconds: await store.impactUnion(db, asked),
        promises: await store.promiseCounts(db, asked, now),
      };
    };
    const asked = { ...narrowed, hidden, begins: period.begins, ends: period.ends };
    const buckets = bucketsOf(period);
    const time = { by: 'time', unit: buckets.unit, zone: period.zone } as const;
    const byTime = await store.summaries(db, asked, time, ['resolve']);
    return {
      ...{ buckets, byTime, now },
      current: await side(period),
      previous: await side(period.previous),
      leftOut: await store.leftOut(db, asked),
      teams: await store.summaries(db, asked, { by: 'team' }),
      systems: await store.summaries(db, asked, { by: 'system' }),
      types: await store.summaries(db, asked, { by: 'type' }),
      severities: await store.summaries(db, asked, { by: 'severity' }),
    };
  }

  /** The incidents behind a number. */
  async incidents(
    asked: PeriodAsked,
    narrowed: Narrowed,
    filter: ListFilter,
    viewer: Viewer,
    limit = LISTED,
  ) {
    const { db } = this.#ports.database;
    const { directory, policy, period } = await this.surroundings(db, asked);
    const { begins, ends } = filter.previous ? period.previous : period;
    const hidden = await this.#ports.incidents.hiddenFrom(db, viewer);
    const rows = await store.listed(db, { ...narrowed, ...filter, hidden, begins, ends, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const incidents = await this.byId(
      db,
      shown.map(({ incidentId }) => incidentId),
      viewer,
    );
    return {
      ...{ directory, policy, period },
      items: shown.flatMap((row) => {
        const incident = incidents.get(row.incidentId);
        return incident === undefined ? [] : [{ row, incident }];
      }),
      next: rows.length > limit ? (shown.at(-1)?.number ?? null) : null,
    };
  }

  /** All of a period, for a spreadsheet. @throws Fault `too_many` */
  async everything(asked: PeriodAsked, narrowed: Narrowed, viewer: Viewer) {
    const filter = { measure: null, leftOut: null, noTeam: false, after: null, previous: false };
    const found = await this.incidents(asked, narrowed, filter, viewer, CSV_MOST);
    if (found.next !== null)
      throw new Fault(
        'invalid',
        'too_many',
        'There are more than 20,000 incidents. Choose a shorter period.',
        [{ path: 'period', message: 'Choose a shorter period.' }],
      );
    return found;
  }

  /** The promises behind a number, those missed by most first. */
  async promises(
    asked: PeriodAsked,
    narrowed: Narrowed,
    of: { readonly kind: PromiseKind | null; readonly state: 'kept' | 'missed' | 'open' | null },
    viewer: Viewer,
  ) {
    const { db } = this.#ports.database;
    const { directory, period } = await this.surroundings(db, asked);
    const hidden = await this.#ports.incidents.hiddenFrom(db, viewer);
    const { begins, ends } = period;
    const query = { ...narrowed, ...of, hidden, begins, ends, limit: LISTED };
    const rows = await store.promisesIn(db, query, this.#ports.clock.now());
    const ids = rows.map(({ incidentId }) => incidentId);
    const incidents = await this.byId(db, ids, viewer);
    return {
      ...{ directory, period },
      items: rows.flatMap((row) => {
        const incident = incidents.get(row.incidentId);
        return incident === undefined ? [] : [{ row, incident }];
      }),
    };
  }

  async byId(db: Reader, ids: readonly string[], viewer: Viewer): Promise<ReadonlyMap<string, Incident>> {
    const found = await this.#ports.incidents.getMany(db, [...new Set(ids)], viewer);
    return new Map(found.map((incident) => [incident.id, incident]));
  }

  /** @throws Fault `invalid` for days that are no period */
  async surroundings(
    db: Reader,
    asked: PeriodAsked,
  ): Promise<{ readonly directory: DirectoryFacts; readonly policy: Policy; readonly period: Period }> {
    const { directory, policies, clock } = this.#ports;
    const facts = await directory.facts(db);
    if (asked.custom !== null) checkCustom(asked.custom);
    const period = periodOf(asked, facts.organisation.timezone, clock.now());
    return { directory: facts, period, policy: (await policies.current(db)).policy };
  }
}

function checkCustom({
  from,
  to,
}: {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}): void {
  if (Temporal.PlainDate.compare(from, to) >= 0)
    throw new Fault('invalid', 'bad_period', 'The last day is before the first.', [
      { path: 'to', message: 'Choose a day that is not before the first.' },
    ]);
  if (from.until(to, { largestUnit: 'days' }).days > CUSTOM_DAYS_MAX)
    throw new Fault('invalid', 'bad_period', 'A period is at most ten years long.', [
      { path: 'from', message: 'Choose a later first day.' },
    ]);
}

const NO_STATS: Stats = {
  ...{ recorded: 0, pending: 0, notApplicable: 0, invalid: 0 },
  ...{ mean: null, median: null, p90: null },
};
export const EMPTY: Summary = {
  ...{ key: null, count: 0, bySeverity: { P1: 0, P2: 0, P3: 0, P4: 0 } },
  measures: Object.fromEntries(MEASURES.map((id) => [id, NO_STATS])) as unknown as Summary['measures'],
};
