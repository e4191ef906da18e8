import type { System } from '../directory/index.ts';
import type { Severity } from '../policy/index.ts';

/** How a system is, the worst first. `exposed`: fine itself, but something that it depends on is not. */
export const SYSTEM_STATES = ['incident', 'impaired', 'maintenance', 'exposed', 'ok'] as const;
type SystemState = (typeof SYSTEM_STATES)[number];

/** What of an open incident the map shows. */
export interface OpenIncident {
  readonly reference: string;
  readonly title: string;
  readonly severity: Severity;
  readonly acknowledged: boolean;
  readonly systemIds: readonly string[];
}

/** What the status page says of a component that a system belongs to; operational ones are left out. */
export interface PublicLevel {
  readonly systemId: string;
  readonly component: string;
  readonly level: 'under_maintenance' | 'degraded_performance' | 'partial_outage' | 'major_outage';
}

type Node = Pick<System, 'id' | 'name' | 'dependsOn'>;

export interface SystemNow {
  readonly id: string;
  readonly state: SystemState;
  /** Of the worst open incident; null: there is none. */
  readonly severity: Severity | null;
  /** The worst first. */
  readonly incidents: readonly OpenIncident[];
  readonly levels: readonly PublicLevel[];
  /** What is broken of that which it depends on, the nearest first. */
  readonly exposedBy: readonly string[];
  /** The systems that depend on it. */
  readonly dependents: readonly string[];
  /** The state in words. */
  readonly sentence: string;
}

/** Broken things that are named of those that a system depends on: more is a page's worth, and says nothing more. */
const MOST_NAMED = 5;

const LEVEL_WORDS = {
  under_maintenance: 'under maintenance',
  degraded_performance: 'degraded performance',
  partial_outage: 'partial outage',
  major_outage: 'major outage',
} as const;

/** How every system is now. Dependencies may go in circles. */
export function decideMap(
  systems: readonly Node[],
  incidents: readonly OpenIncident[],
  levels: readonly PublicLevel[],
): readonly SystemNow[] {
  const byId = new Map(systems.map((system) => [system.id, system]));
  const incidentsOf = new Map<string, OpenIncident[]>();
  for (const incident of incidents.toSorted((a, b) => a.severity.localeCompare(b.severity)))
    for (const id of new Set(incident.systemIds))
      incidentsOf.set(id, [...(incidentsOf.get(id) ?? []), incident]);
  const levelsOf = Map.groupBy(levels, ({ systemId }) => systemId);
  const dependentsOf = new Map<string, string[]>();
  for (const { id, dependsOn } of systems)
    for (const other of dependsOn) dependentsOf.set(other, [...(dependentsOf.get(other) ?? []), id]);
  const own = (id: string): SystemState => stateOf(incidentsOf.get(id) ?? [], levelsOf.get(id) ?? [], []);
  const broken = (id: string): boolean => ['incident', 'impaired'].includes(own(id));
  return systems.map(({ id }) => {
    const open = incidentsOf.get(id) ?? [];
    const said = levelsOf.get(id) ?? [];
    const exposedBy = beneath(id, byId).filter(broken).slice(0, MOST_NAMED);
    const state = stateOf(open, said, exposedBy);
    const dependents = dependentsOf.get(id) ?? [];
    const severity = open[0]?.severity ?? null;
    const names = exposedBy.map((other) => byId.get(other)?.name ?? other);
    const sentence = sentenceOf(open, said, names);
    return { id, state, severity, incidents: open, levels: said, exposedBy, dependents, sentence };
  });
}

function stateOf(
  incidents: readonly OpenIncident[],
  levels: readonly PublicLevel[],
  exposedBy: readonly string[],
): SystemState {
  if (incidents.length > 0) return 'incident';
  if (levels.some(({ level }) => level !== 'under_maintenance')) return 'impaired';
  if (levels.length > 0) return 'maintenance';
  return exposedBy.length > 0 ? 'exposed' : 'ok';
}

/** Everything that a system depends on, the nearest first, without itself. */
function beneath(id: string, systems: ReadonlyMap<string, Node>): readonly string[] {
  const seen = new Set([id]);
  const found: string[] = [];
  let layer = [id];
  while (layer.length > 0) {
    const next = layer.flatMap((each) => systems.get(each)?.dependsOn ?? []);
    layer = [...new Set(next)].filter((each) => systems.has(each) && !seen.has(each));
    for (const each of layer) seen.add(each);
    found.push(...layer);
  }
  return found;
}

function sentenceOf(
  incidents: readonly OpenIncident[],
  levels: readonly PublicLevel[],
  exposedBy: readonly string[],
): string {
  const [worst] = incidents;
  const parts = [
    ...(worst === undefined
      ? []
      : [
          `${worst.severity} ${worst.reference}: ${worst.title}${worst.acknowledged ? '' : ' (not acknowledged)'}`,
          ...(incidents.length > 1 ? [`${incidents.length - 1} more open`] : []),
        ]),
    ...levels.map(({ component, level }) => `Status page: ${component}, ${LEVEL_WORDS[level]}`),
    ...(exposedBy.length > 0 ? [`Depends on ${exposedBy.join(', ')}`] : []),
  ];
  return parts.length === 0 ? 'No known problem' : `${parts.join('. ')}`;
}

/** How a system stands to those of an incident. */
type Relation = 'affected' | 'dependency' | 'dependent';

/** Some systems and those next to them, in either direction; unknown ids are left out. */
export function around(
  ids: readonly string[],
  map: readonly SystemNow[],
  systems: ReadonlyMap<string, Node>,
): readonly { readonly system: SystemNow; readonly relation: Relation }[] {
  const affected = new Set(ids);
  const needed = new Set(ids.flatMap((id) => systems.get(id)?.dependsOn ?? []));
  const relationOf = (id: string): Relation | undefined => {
    if (affected.has(id)) return 'affected';
    if (needed.has(id)) return 'dependency';
    return systems.get(id)?.dependsOn.some((other) => affected.has(other)) ? 'dependent' : undefined;
  };
  return map.flatMap((system) => {
    const relation = relationOf(system.id);
    return relation === undefined ? [] : [{ system, relation }];
  });
}
