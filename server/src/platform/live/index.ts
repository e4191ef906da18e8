export { type LiveEvent, type LiveTopic, publishLive } from './events.ts';
export { createLiveHub, type LiveHub } from './hub.ts';
export { type AudienceOf, streamRoutes } from './routes.ts';
