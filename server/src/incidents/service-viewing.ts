import { plusSeconds, type Viewer } from '../kernel/index.ts';
import { personOf } from './decide-common.ts';
import type { IncidentPorts } from './ports.ts';
import { findIncident, transact } from './service.ts';
import { markViewing, viewersOf } from './store-viewing.ts';

/** Pages say every 20 seconds that they are open; one that has missed two turns is closed, or hidden. */
const COUNTS_SECONDS = 45;
const MOST = 50;

/** Who has the page of an incident open now, besides whoever asks. Whoever may not see the incident finds none. */
export const createViewing = (ports: IncidentPorts) => ({
  viewing: (ref: string, viewer: Viewer): Promise<{ others: { id: string; name: string }[] }> =>
    transact(ports, async (tx) => {
      const { incident } = await findIncident(ports, tx, ref, viewer);
      const at = ports.clock.now();
      const since = plusSeconds(at, -COUNTS_SECONDS);
      const personId = personOf(viewer.actor);
      if (personId !== null) await markViewing(tx, { incidentId: incident.id, personId, at, before: since });
      const ids = (await viewersOf(tx, incident.id, since, MOST + 1)).filter((id) => id !== personId);
      const { people } = await ports.directory.facts(tx);
      return { others: ids.slice(0, MOST).map((id) => ({ id, name: people.get(id)?.name ?? '' })) };
    }),
});
