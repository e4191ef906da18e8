import type { Actor } from '../kernel/index.ts';
import { commandOf, type Tx } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { asksToLook } from './decide-news.ts';
import { type Draft, GENESIS, seal } from './log/index.ts';
import { insertEntries } from './log/store.ts';
import { type Incident, isOpen } from './model.ts';
import type { IncidentPorts } from './ports.ts';
import { project } from './project.ts';
import { insertIncident, type Stored, updateIncident } from './store.ts';

export type WritePorts = Pick<IncidentPorts, 'clock' | 'emit' | 'entries'>;

interface WriteOptions {
  /** Entries that other chapters append are on the record only: they are not told back as events, but for bad news. */
  readonly silent?: boolean;
  /** Done between saving and telling. */
  readonly saved?: (incidentId: string) => Promise<void>;
}

/**
 * The one way in which an incident changes: entries onto the log, the row projected from them, then the events, all in
 * the caller's transaction, in which the incident is locked. `before` is null for the declaration.
 */
export async function write(
  ports: WritePorts,
  tx: Tx,
  before: Stored | { readonly id: string },
  actor: Actor,
  drafts: readonly Draft[],
  options: WriteOptions = {},
): Promise<Stored> {
  const stored = 'incident' in before ? before : null;
  if (drafts.length === 0 && stored !== null) return stored;
  const incidentId = 'incident' in before ? before.incident.id : before.id;
  const { entries: registry } = ports;
  const { entries, head } = seal(incidentId, stored?.head ?? GENESIS, drafts.map(registry.check), {
    actor,
    now: ports.clock.now(),
    commandId: commandOf(tx),
    hash: sha256,
  });
  const incident: Incident = project(registry, stored?.incident ?? null, entries);
  const after = { incident, head, projection: registry.projection };
  if (stored === null) await insertIncident(tx, after);
  else await updateIncident(tx, after);
  await insertEntries(tx, entries);
  await publishLive(tx, { topic: 'incident', id: incidentId });
  // Whoever may not see it any more hears nothing of it from now on, and would keep it on the screen.
  if (stored !== null && stored.incident.visibility !== incident.visibility)
    await publishLive(tx, { topic: 'incident' });
  await options.saved?.(incidentId);
  for (const entry of options.silent ? [] : entries) {
    const event = registry.event(entry);
    if (event !== null) await ports.emit(tx, { ...event, incidentId, actor: entry.actor, at: entry.at });
  }
  // Open ones are left out: a storm writes to those, and nothing waits for it.
  if (stored !== null && !(isOpen(stored.incident.status) && isOpen(incident.status)))
    await ports.emit(tx, { type: 'incidents.past_changed', incidentId, actor, at: ports.clock.now() });
  // Also of what another chapter appends: a report that joins is bad news.
  if (entries.some(asksToLook))
    await ports.emit(tx, { type: 'incidents.news', incidentId, actor, at: ports.clock.now() });
  const [first] = entries;
  if (first !== undefined)
    await ports.emit(tx, {
      ...{ type: 'incidents.recorded', first: first.seq, last: head.seq },
      ...{ incidentId, actor, at: ports.clock.now() },
    });
  return after;
}
