import type { ChangeState, StoredChange } from '../detection/index.ts';
import type { System } from '../directory/index.ts';
import { type Instant, isBefore, millisBetween } from '../kernel/index.ts';

/** How far a system is from what is affected, along what it depends on. */
export interface Nearness {
  /** 0: affected itself; 1: an affected system depends on it. */
  readonly distance: number;
  /** The affected system from which it is reached. */
  readonly fromSystemId: string;
}

/** Dependencies of dependencies of dependencies are looked at; beyond, everything depends on everything. */
const DEEPEST = 3;

/** The affected systems and what they depend on, each by its shortest way. */
export function nearnessOf(
  affected: readonly string[],
  systems: ReadonlyMap<string, Pick<System, 'dependsOn'>>,
): ReadonlyMap<string, Nearness> {
  const found = new Map<string, Nearness>();
  let layer = affected.map((id) => ({ id, fromSystemId: id }));
  for (let distance = 0; distance <= DEEPEST; distance++) {
    const fresh = layer.filter(({ id }) => !found.has(id));
    for (const { id, fromSystemId } of fresh) if (!found.has(id)) found.set(id, { distance, fromSystemId });
    layer = fresh.flatMap(({ id, fromSystemId }) =>
      (systems.get(id)?.dependsOn ?? []).map((next) => ({ id: next, fromSystemId })),
    );
  }
  return found;
}

export interface RankedChange {
  readonly change: StoredChange;
  /** Undefined for a change that is about no known system. */
  readonly near: Nearness | undefined;
  /** Seconds before the start of the incident; negative: after it. */
  readonly secondsBefore: number;
  /** Between 0 and about 1; only to compare. */
  readonly score: number;
}

const NEAR = [1, 0.6, 0.35, 0.2] as const;
const UNKNOWN_SYSTEM = 0.25;
/** What came later cannot be the cause. It may be the remedy, or what made it worse. */
const AFTER_THE_START = 0.3;
const HALVES_EVERY_MINUTES = 30;
const BY_STATE: Readonly<Record<ChangeState, number>> = {
  failed: 1.3,
  running: 1.2,
  succeeded: 1,
  rolled_back: 0.8,
};

/**
 * The most likely first: close in time before the start, close in the graph (INV-2). A change of an hour ago on the affected
 * system comes before one of a minute ago on something three steps away.
 */
export function rank(
  changes: readonly StoredChange[],
  { near, start }: { readonly near: ReadonlyMap<string, Nearness>; readonly start: Instant },
): RankedChange[] {
  return changes
    .map((change) => ranked(change, near, start))
    .sort((a, b) => b.score - a.score || (isBefore(a.change.happenedAt, b.change.happenedAt) ? 1 : -1));
}

function ranked(change: StoredChange, near: ReadonlyMap<string, Nearness>, start: Instant): RankedChange {
  const close = change.systemId === null ? undefined : near.get(change.systemId);
  const secondsBefore = Math.round(millisBetween(change.happenedAt, start) / 1000);
  const minutes = Math.abs(secondsBefore) / 60;
  const inTime = 1 / (1 + minutes / HALVES_EVERY_MINUTES);
  const order = secondsBefore < 0 ? AFTER_THE_START : 1;
  const inGraph = close === undefined ? UNKNOWN_SYSTEM : (NEAR[close.distance] ?? UNKNOWN_SYSTEM);
  const state = change.state === null ? 1 : BY_STATE[change.state];
  return { change, near: close, secondsBefore, score: inTime * order * inGraph * state };
}
