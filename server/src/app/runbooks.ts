import { actorName, namesFrom } from '../incidents/index.ts';
import type { Actor } from '../kernel/index.ts';
import { createRepository, createRunbooks } from '../runbooks/index.ts';
import type { Services } from './services.ts';

type Parts = Pick<Services, 'detection' | 'directory' | 'policies'> &
  Parameters<typeof createRepository>[0] &
  Omit<Parameters<typeof createRunbooks>[0], 'labels' | 'repository'>;

/** The repository of runbooks and what incidents do with it, wired to the alerts whose labels say which apply. */
export function wireRunbooks(parts: Parts): Pick<Services, 'runbooks' | 'repository'> {
  const repository = createRepository(parts);
  const runbooks = createRunbooks({
    ...parts,
    repository,
    labels: async (reader, incidentId, limit) =>
      (await parts.detection.alertsOf(reader, { incidentId }, limit)).map(({ labels }) => labels),
  });
  return { runbooks, repository };
}

/** Who wrote a version, by name. */
export const authorNames = async ({
  database,
  directory,
}: Pick<Parts, 'database' | 'directory'>): Promise<(actor: Actor) => string> => {
  const names = namesFrom({ directory: await directory.facts(database.db), integrations: new Map() });
  return (actor) => actorName(actor, names);
};
