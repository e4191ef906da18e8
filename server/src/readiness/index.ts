export {
  createDrills,
  type Drill,
  type DrillPorts,
  type DrillReads,
  type Drills,
  drillRoutes,
} from './drills/index.ts';
export { readinessRoutes } from './routes.ts';
export { createReadiness } from './service.ts';
