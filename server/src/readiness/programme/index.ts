export type { ProgrammePorts } from './ports.ts';
export { programmeRoutes } from './routes.ts';
export { createProgramme, type Programme } from './service.ts';
