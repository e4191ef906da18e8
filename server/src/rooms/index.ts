export { ChatCommands } from './commands.ts';
export { roomRoutes } from './routes.ts';
export { Rooms } from './service.ts';
