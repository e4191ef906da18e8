import type { Viewer } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import {
  isWithin,
  type Membership,
  maySee,
  membersOf,
  type Participants,
  seesEverything,
  type Visible,
} from './decide-sight.ts';
import type { Incident } from './model.ts';
import { incidentsById } from './store.ts';
import { declarersOf, restrictedIncidents } from './store-sight.ts';

/** Whom messages about these incidents paged or told, by incident. Filled in by app/wire.ts. */
export type PeopleTold = (
  reader: Reader,
  incidentIds: readonly string[],
) => Promise<ReadonlyMap<string, ReadonlySet<string>>>;

interface Ports {
  readonly peopleTold: PeopleTold;
  readonly directory: {
    facts(reader: Reader): Promise<{
      readonly people: ReadonlyMap<string, { readonly active: boolean }>;
    }>;
  };
}

async function participantsOf(
  { peopleTold, directory }: Ports,
  reader: Reader,
  ids: readonly string[],
): Promise<(incidentId: string) => Participants> {
  const declarers = await declarersOf(reader, ids);
  const told = await peopleTold(reader, ids);
  const { people } = await directory.facts(reader);
  const isActive = (personId: string) => people.get(personId)?.active === true;
  return (id) => ({ declaredBy: declarers.get(id) ?? null, told: told.get(id) ?? new Set(), isActive });
}

/** Those of some incidents that a viewer may see, in the same order. Asks the database only when one is restricted. */
export async function visibleTo<T extends Visible>(
  ports: Ports,
  reader: Reader,
  viewer: Viewer,
  incidents: readonly T[],
): Promise<readonly T[]> {
  const within = incidents.filter(({ id }) => isWithin(viewer, id));
  const restricted = within.filter(({ visibility }) => visibility === 'restricted').map(({ id }) => id);
  if (restricted.length === 0 || seesEverything(viewer)) return within;
  const participants = await participantsOf(ports, reader, restricted);
  return within.filter((incident) => maySee(viewer, incident, participants(incident.id)));
}

/** Those of the incidents with these ids that a viewer may see; unknown ids are left out. */
export async function visibleById(
  ports: Ports,
  reader: Reader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<readonly Incident[]> {
  const found = await incidentsById(reader, ids);
  const incidents = found.map(({ incident }) => incident);
  return visibleTo(ports, reader, viewer, incidents);
}

/**
 * The ids of all incidents that a viewer may not see, for lists to leave out: of incidents, alerts and messages alike, each in
 * its own query. Restricted incidents are few; with the rule itself in the query it would stand in two places.
 */
export async function hiddenFrom(ports: Ports, reader: Reader, viewer: Viewer): Promise<readonly string[]> {
  if (seesEverything(viewer)) return [];
  const restricted = await restrictedIncidents(reader);
  const seen = new Set(await visibleTo(ports, reader, viewer, restricted));
  return restricted.filter((incident) => !seen.has(incident)).map(({ id }) => id);
}

/** Who may hear that an incident changed. Of one that is not there only those who see everything. */
export async function audienceOf(
  ports: Ports,
  reader: Reader,
  incidentId: string,
): Promise<(viewer: Viewer) => boolean> {
  const [stored] = await incidentsById(reader, [incidentId]);
  const incident = stored?.incident;
  if (incident === undefined) return seesEverything;
  if (incident.visibility === 'organisation') return (viewer) => isWithin(viewer, incidentId);
  const participants = await participantsOf(ports, reader, [incidentId]);
  return (viewer) => maySee(viewer, incident, participants(incidentId));
}

/** Everybody who takes part in an incident, and why. */
export async function membersIn(
  ports: Ports,
  reader: Reader,
  incident: Visible,
): Promise<ReadonlyMap<string, Membership>> {
  return membersOf(incident, (await participantsOf(ports, reader, [incident.id]))(incident.id));
}
