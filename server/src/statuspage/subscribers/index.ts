export { subscriberRoutes } from './routes.ts';
export { Subscribers, TELL } from './service.ts';
