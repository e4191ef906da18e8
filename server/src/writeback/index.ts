export { writeBackEntries } from './entries/index.ts';
export { writeBackRoutes } from './routes.ts';
export { createWriteBack, type WriteBack, type WriteBackPorts } from './service.ts';
