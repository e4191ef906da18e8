import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppServer, Routes } from '../http/index.ts';

/** The metrics of one App. A registry each, so that several Apps in one process (tests) do not share counters. */
export type Metrics = Registry;

/**
 * How often the event loop's lag is sampled, in ms (and the least that its metrics show). The default, every 10 ms, was
 * most of what an idle process did.
 */
const LAG_SAMPLED_EVERY_MS = 250;

/**
 * Gauges of prom-client whose names end like counters', which Prometheus' own check (`promtool check metrics`) refuses. Each
 * is the sum of the gauge of the same name without the ending, by type, and so is left out and not renamed.
 */
const NAMED_LIKE_COUNTERS = ['handles', 'requests', 'resources'].map((of) => `nodejs_active_${of}_total`);

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_SAMPLED_EVERY_MS });
  for (const name of NAMED_LIKE_COUNTERS) registry.removeSingleMetric(name);
  return registry;
}

/** A counter, made at the first call; its labels must come from closed sets (no incident ids, no addresses). */
export function counter<L extends string>(
  metrics: Metrics,
  name: string,
  help: string,
  labelNames: readonly L[] = [],
): Counter<L> {
  const existing = metrics.getSingleMetric(name);
  return existing instanceof Counter
    ? existing
    : new Counter<L>({ name, help, labelNames: [...labelNames], registers: [metrics] });
}

/** A gauge, made at the first call. */
export function gauge<L extends string>(
  metrics: Metrics,
  name: string,
  help: string,
  labelNames: readonly L[] = [],
): Gauge<L> {
  const existing = metrics.getSingleMetric(name);
  return existing instanceof Gauge
    ? existing
    : new Gauge<L>({ name, help, labelNames: [...labelNames], registers: [metrics] });
}

function requestDuration(metrics: Metrics): Histogram<'method' | 'route' | 'status'> {
  const name = 'tocsin_http_request_seconds';
  const existing = metrics.getSingleMetric(name);
  if (existing instanceof Histogram) return existing;
  return new Histogram({
    name,
    help: 'Time to answer HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics],
  });
}

/** Times every request by route pattern, never by path: paths carry ids and keys. */
export function observeRequests(server: AppServer, metrics: Metrics): void {
  const duration = requestDuration(metrics);
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    done();
  });
}

/** GET /metrics, in Prometheus' text format. Open: it holds counts and times, no content. */
export const metricsRoutes =
  (metrics: Metrics): Routes =>
  (server) => {
    server.get(
      '/metrics',
      { config: { permission: 'public' }, schema: { hide: true } },
      async (_request, reply) => {
        reply.header('content-type', metrics.contentType);
        return metrics.metrics();
      },
    );
  };
