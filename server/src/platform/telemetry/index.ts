export { healthRoutes, isOnTime, secondsOverdue, type Waiting } from './health.ts';
export { counter, createMetrics, gauge, type Metrics, metricsRoutes, observeRequests } from './metrics.ts';
