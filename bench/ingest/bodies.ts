import { post } from '../load.ts';

/** Digits of an id: all of them have as many, so that a body can be made into another one in place. */
const WIDTH = 10;
const PLACE = '#'.repeat(WIDTH);

/** One alert as Alertmanager sends it; `id` makes it this one and no other. */
const alertJson = (id: string): string =>
  `{"status":"firing","labels":{"alertname":"HighLatency","cluster":"eu1","instance":"web${id}:9100","job":"checkout","severity":"warning","service":"checkout"},"annotations":{"summary":"p99 of checkout on web${id} is over 2 s","description":"The 99th percentile of requests on web${id} was over 2 s for five minutes."},"startsAt":"2026-11-23T05:15:31.183138644Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus.example.com:9090/graph?g0.expr=latency&g0.tab=1","fingerprint":"000000${id}"}`;

const wrap = (alerts: readonly string[]): string =>
  `{"receiver":"tocsin","status":"firing","alerts":[${alerts.join(',')}],"groupLabels":{"alertname":"HighLatency"},"commonLabels":{"alertname":"HighLatency","cluster":"eu1","severity":"warning"},"commonAnnotations":{},"externalURL":"http://alertmanager.example.com:9093","version":"4","groupKey":"{}:{alertname=\\"HighLatency\\"}","truncatedAlerts":0}`;

/** What Alertmanager itself takes (`POST /api/v2/alerts`): the same alerts, bare. */
export const bare = (alerts: readonly string[]): string => `[${alerts.join(',')}]`;

/** The body of a notification of these alerts. */
export const notification = (ids: readonly number[]): string =>
  wrap(ids.map((id) => alertJson(String(id).padStart(WIDTH, '0'))));

/**
 * Requests without end: distinct alerts, or the same thousand again and again. A request is a copy of a template with its
 * ids written over: on two cores, what the load costs to make is taken from the server.
 */
export function requests(
  path: string,
  perRequest: number,
  repeating: boolean,
  from: number,
  envelope: (alerts: readonly string[]) => string = wrap,
): () => Buffer {
  const template = post(path, envelope(Array.from({ length: perRequest }, () => alertJson(PLACE))));
  const places: number[] = [];
  for (let at = template.indexOf(PLACE); at >= 0; at = template.indexOf(PLACE, at + WIDTH)) places.push(at);
  const perAlert = places.length / perRequest;
  let id = from;
  return () => {
    const request = Buffer.from(template);
    for (let alert = 0; alert < perRequest; alert++) {
      const digits = String(repeating ? 1 + (id % 1_024) : id).padStart(WIDTH, '0');
      for (let place = 0; place < perAlert; place++)
        request.write(digits, places[alert * perAlert + place] ?? 0, 'latin1');
      id++;
    }
    return request;
  };
}
