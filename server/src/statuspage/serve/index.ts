export { Copies } from './copies.ts';
export { LivePages } from './live-pages.ts';
export { servePages } from './routes.ts';
