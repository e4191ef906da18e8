export { ChatCommands } from './commands.ts';
export { roomEntries } from './entries/index.ts';
export { roomRoutes } from './routes.ts';
export { incidentRoomRoutes } from './routes-incident.ts';
export { Rooms } from './service.ts';
