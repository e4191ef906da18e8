export { Connectors, connectorRoutes, connectorsSection } from './connectors/index.ts';
export { createStepChecks } from './databases/index.ts';
export { investigationEntries } from './entries/index.ts';
export { createErrors, errorRoutes } from './errors/index.ts';
export { Files, fileRoutes, plainName } from './files/index.ts';
export { investigationRoutes } from './routes.ts';
export { createInvestigation, type Investigation } from './service.ts';
export { Signals, signalRoutes } from './signals/index.ts';
