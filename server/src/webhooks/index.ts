export { webhooksSection } from './config.ts';
export { webhookRoutes } from './routes.ts';
export { Webhooks } from './service.ts';
