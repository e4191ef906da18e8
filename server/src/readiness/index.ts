export {
  createDrills,
  type DrillPorts,
  type DrillReads,
  type Drills,
  drillRoutes,
} from './drills/index.ts';
export {
  createProgramme,
  type Programme,
  type ProgrammePorts,
  programmeRoutes,
} from './programme/index.ts';
export { readinessRoutes } from './routes.ts';
export { createReadiness } from './service.ts';
export { createTraining, type Training, type TrainingPorts, trainingRoutes } from './training/index.ts';
