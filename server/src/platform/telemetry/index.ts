export { healthRoutes } from './health.ts';
export { counter, createMetrics, gauge, type Metrics, metricsRoutes, observeRequests } from './metrics.ts';
