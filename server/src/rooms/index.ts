export { ChatCommands } from './commands.ts';
export { incidentChannelsSection, roomsSection } from './config.ts';
export { roomEntries } from './entries/index.ts';
export { roomRoutes } from './routes.ts';
export { incidentRoomRoutes } from './routes-incident.ts';
export { Rooms } from './service.ts';
