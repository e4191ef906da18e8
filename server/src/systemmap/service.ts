import type { DirectoryFacts, System } from '../directory/index.ts';
import type { Incidents } from '../incidents/index.ts';
import { referenceOf } from '../incidents/index.ts';
import type { Clock, Instant, Viewer } from '../kernel/index.ts';
import { type Schedule, whoIsOnCall } from '../oncall/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { around, decideMap, type PublicLevel, type SystemNow } from './decide-map.ts';

interface Ports {
  readonly clock: Clock;
  readonly database: Database;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly onCall: { schedules(reader: Reader): Promise<readonly Schedule[]> };
  readonly incidents: Pick<Incidents, 'idOf' | 'get' | 'openOnes'>;
  readonly statusPages: { levels(now: Instant): Promise<readonly PublicLevel[]> };
}

/** What the caller may read; the rest of the map is there without it. */
export interface MayRead {
  readonly incidents: boolean;
  readonly onCall: boolean;
  readonly statusPage: boolean;
}

/** Who answers for a team now; null: it has no schedule, or the caller may not know. */
type OnCallNow = ReadonlyMap<string, readonly { readonly level: number; readonly personId: string }[]>;

export interface MapNow {
  readonly at: Instant;
  readonly facts: DirectoryFacts;
  readonly systems: readonly SystemNow[];
  /** By team; a team without a schedule is not in it. null: the caller may not know. */
  readonly onCall: OnCallNow | null;
}

export type SystemMap = ReturnType<typeof createSystemMap>;

export function createSystemMap({ clock, database, directory, onCall, incidents, statusPages }: Ports) {
  async function now(viewer: Viewer, may: MayRead): Promise<MapNow> {
    const reader = database.db;
    const at = clock.now();
    const facts = await directory.facts(reader);
    const open = may.incidents ? await incidents.openOnes(reader, viewer) : [];
    const levels = may.statusPage ? await statusPages.levels(at) : [];
    const schedules = may.onCall ? await onCall.schedules(reader) : null;
    const systems = inUse(facts).toSorted((a, b) => a.name.localeCompare(b.name));
    const shown = open
      .filter(({ drill }) => !drill)
      .map(({ number, title, severity, acknowledgedAt, systemIds }) => ({
        ...{ reference: referenceOf(number), title, severity, systemIds },
        acknowledged: acknowledgedAt !== null,
      }));
    return {
      ...{ at, facts },
      systems: decideMap(systems, shown, levels),
      onCall: schedules && new Map(schedules.map((schedule) => [schedule.teamId, peopleOf(schedule, at)])),
    };
  }

  /** The systems of an incident and those next to them. @throws Fault `not_found`, also when the viewer may not see it */
  async function ofIncident(ref: string, viewer: Viewer, may: MayRead) {
    const id = await incidents.idOf(database.db, ref, viewer);
    const { systemIds } = await incidents.get(database.db, id, viewer);
    const map = await now(viewer, may);
    return { map, near: around(systemIds, map.systems, map.facts.systems) };
  }

  return { now, ofIncident };
}

const inUse = ({ systems }: DirectoryFacts): readonly System[] =>
  [...systems.values()].filter(({ archived }) => !archived);

const peopleOf = (schedule: Schedule, at: Instant) =>
  whoIsOnCall(schedule, at).levels.flatMap(({ level, people }) =>
    people.map(({ personId }) => ({ level, personId })),
  );
