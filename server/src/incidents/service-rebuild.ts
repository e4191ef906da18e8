import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { Unreadable } from './log/index.ts';
import { entriesOf } from './log/store.ts';
import type { IncidentPorts } from './ports.ts';
import { project } from './project.ts';
import { lockStale, type Stored, updateIncident } from './store.ts';

const REBUILD = 'incidents.rebuild';
/** In one transaction: their rows are locked meanwhile. */
const TOGETHER = 50;

type Ports = Pick<IncidentPorts, 'entries' | 'transaction' | 'clock'>;

/**
 * The incident as today's rules make it of its log, when its row was made by older ones: what is decided or shown next
 * must not depend on when the row was last written.
 */
export async function upToDate(
  { entries: registry }: Pick<IncidentPorts, 'entries'>,
  tx: Tx,
  stored: Stored,
): Promise<Stored> {
  if (stored.projection === registry.projection) return stored;
  const sealed = await entriesOf(tx, stored.incident.id);
  const incident = project(registry, null, sealed.map(registry.read));
  return { ...stored, incident, projection: registry.projection };
}

/** Wakes the task that makes rows of older rules anew; at the start of every process that takes jobs. */
export const beginRebuild = ({ transaction, clock }: Ports): Promise<void> =>
  transaction((tx) => wakeAt(tx, { task: REBUILD, key: 'all', runAt: clock.now(), payload: { after: 0 } }));

export const rebuildTask = (ports: Ports): Readonly<Record<string, TaskHandler>> => ({
  [REBUILD]: async ({ after }) => {
    await ports.transaction(async (tx) => {
      const last = await rebuildSome(ports, tx, Number(after ?? 0));
      if (last !== null)
        await wakeAt(tx, { task: REBUILD, key: 'all', runAt: ports.clock.now(), payload: { after: last } });
    });
  },
});

/** @returns the number of the last incident looked at, null when there are no more */
async function rebuildSome(ports: Ports, tx: Tx, after: number): Promise<number | null> {
  const stale = await lockStale(tx, ports.entries.projection, after, TOGETHER);
  for (const stored of stale) {
    try {
      await updateIncident(tx, await upToDate(ports, tx, stored));
    } catch (error) {
      // Left as it is: verify names it, and whoever commands it is told.
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  return stale.at(-1)?.incident.number ?? null;
}
