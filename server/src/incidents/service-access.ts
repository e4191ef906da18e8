import { plusSeconds, type Viewer } from '../kernel/index.ts';
import type { Incident } from './model.ts';
import type { IncidentPorts } from './ports.ts';
import { namesFrom, presentActor } from './present.ts';
import { findIncident, transact } from './service.ts';
import { membersIn } from './service-sight.ts';
import { latestLooks, noteLook } from './store-looks.ts';

/** Whoever reads on is not noted with every page that loads anew. */
const AGAIN_SECONDS = 15 * 60;
const MOST_LOOKS = 100;

export const createAccess = (ports: IncidentPorts) => ({
  /** Who takes part in an incident and why, and who has looked at it while it was private (TYP-3). */
  access: async (ref: string, viewer: Viewer) => {
    const { reader } = ports;
    const { incident } = await findIncident(ports, reader, ref, viewer);
    const directory = await ports.directory.facts(reader);
    const names = namesFrom({ directory, integrations: await ports.integrationNames(reader) });
    return {
      visibility: incident.visibility,
      members: [...(await membersIn(ports, reader, incident))]
        .map(([id, because]) => ({ id, name: names.person(id), because }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      looks: (await latestLooks(reader, incident.id, MOST_LOOKS)).map(({ actor, at }) => ({
        actor: presentActor(actor, names),
        at: at.toString(),
      })),
    };
  },
});

/** Notes that somebody looked at a private incident. Of others nobody asks who has read them. */
export async function noteLookAt(
  ports: IncidentPorts,
  { id, visibility }: Pick<Incident, 'id' | 'visibility'>,
  { actor }: Viewer,
): Promise<void> {
  if (visibility !== 'restricted' || actor.kind === 'system') return;
  const at = ports.clock.now();
  const since = plusSeconds(at, -AGAIN_SECONDS);
  await transact(ports, (tx) => noteLook(tx, { incidentId: id, actor, at, since }));
}
