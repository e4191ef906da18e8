import type { SystemMap, SystemNow } from './api.ts';

/** What the page is asked to show; it stands in the address, so that it can be shared. */
export interface MapSearch {
  view?: 'map' | 'list' | undefined;
  q?: string | undefined;
  team?: string | undefined;
  /** Only what is not well. */
  show?: 'problems' | undefined;
  /** The one that is looked at. */
  system?: string | undefined;
  /** Only that one and what stands next to it. */
  near?: boolean | undefined;
}

export const filtered = ({ q, team, show, near }: MapSearch): boolean => Boolean(q || team || show || near);

/** What meets the filters, by id. */
export function hits(map: SystemMap, search: MapSearch): ReadonlySet<string> {
  const words = search.q?.toLowerCase() ?? '';
  const meets = (system: SystemNow): boolean =>
    (words === '' || `${system.name} ${system.id} ${system.team.name}`.toLowerCase().includes(words)) &&
    (search.team === undefined || system.team.id === search.team) &&
    (search.show === undefined || system.state !== 'ok') &&
    (!search.near || search.system === undefined || system.id === search.system);
  return new Set(map.systems.filter(meets).map(({ id }) => id));
}

/** What meets the filters and what stands next to it: without its neighbours, a part of a map says little. */
export function withNeighbours(map: SystemMap, found: ReadonlySet<string>): SystemNow[] {
  return map.systems.filter(
    ({ id, dependsOn, dependents }) =>
      found.has(id) ||
      dependsOn.some((other) => found.has(other)) ||
      dependents.some((other) => found.has(other)),
  );
}
