import {
  createDrills,
  createProgramme,
  createTraining,
  type DrillPorts,
  type DrillReads,
  drillRoutes,
  type ProgrammePorts,
  programmeRoutes,
  type TrainingPorts,
  trainingRoutes,
} from '../readiness/index.ts';
import type { Chapter } from './chapter.ts';
import type { Services } from './services.ts';

type Made = Pick<Services, 'drills' | 'programme' | 'training'>;
type Ports = Omit<DrillPorts, 'ended' | 'checkPlanned'> &
  Omit<ProgrammePorts, 'runbookVersion'> &
  Omit<TrainingPorts, 'drilled'> & { readonly later: () => Pick<Services, 'repository'> };

/** Drills, the programme and training, wired to the pipeline that they practise. */
export function wirePreparation({ later, ...ports }: Ports): Made {
  const drills = createDrills({
    ...ports,
    checkPlanned: (tx, id) => programme.checkPlanned(tx, id),
    ended: (tx, drill) => programme.drillEnded(tx, drill),
  });
  const training = createTraining({ ...ports, drilled: drills.lastAttendance });
  const runbookVersion = async (id: string) => (await later().repository.get(id)).version;
  const programme = createProgramme({ ...ports, runbookVersion }, training.tellManagers);
  return { drills, programme, training };
}

/** What they bring into a process. */
export const preparationChapter = (
  { drills, programme, training }: Made,
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
    routes: (server) => {
      drillRoutes(drills, reads)(server);
      programmeRoutes(programme)(server);
      trainingRoutes(training)(server);
    },
    tasks: [drills.tasks(), programme.tasks()],
    watch: { name: 'drills', pagesNobody: true, run: drills.watch },
    backlog: async () => [{ what: 'drills', since: await drills.oldestDue(), pagesNobody: true }],
    begin: programme.begin,
  };
};
