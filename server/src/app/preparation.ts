import { createDrills, type DrillPorts, type DrillReads, drillRoutes } from '../readiness/index.ts';
import type { Chapter } from './chapter.ts';
import type { Services } from './services.ts';

/** Drills, the programme and training, wired to the pipeline that they practise. */
export function wirePreparation(ports: Omit<DrillPorts, 'ended'>): Pick<Services, 'drills'> {
  return { drills: createDrills({ ...ports, ended: async () => undefined }) };
}

/** What they bring into a process. */
export const preparationChapter = (
  { drills }: Pick<Services, 'drills'>,
  { directory, incidents, database: { db } }: Pick<DrillPorts, 'directory' | 'incidents' | 'database'>,
): Chapter => {
  const reads: DrillReads = async (ids, viewer) => ({
    directory: await directory.facts(db),
    incidents: new Map(
      (ids.length === 0 ? [] : await incidents.getMany(db, [...new Set(ids)], viewer)).map((incident) => [
        incident.id,
        incident,
      ]),
    ),
  });
  return {
    name: 'preparation',
    routes: drillRoutes(drills, reads),
    tasks: [drills.tasks()],
    watch: { name: 'drills', run: drills.watch },
    backlog: async () => [{ what: 'drills', since: await drills.oldestDue() }],
  };
};
