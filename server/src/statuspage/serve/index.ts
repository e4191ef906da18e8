export { LivePages } from './live-pages.ts';
export { servePages } from './routes.ts';
