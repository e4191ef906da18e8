export type { Drill } from './model.ts';
export type { DrillPorts } from './ports.ts';
export { type DrillReads, drillRoutes } from './routes.ts';
export { createDrills, type Drills } from './service.ts';
