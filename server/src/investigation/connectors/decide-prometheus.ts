import {
  faultOf,
  fine,
  isObject,
  labelsOf,
  listOf,
  notTheApi,
  objectOf,
  seconds,
  textOf,
} from './decide-answer.ts';
import {
  type ApiAnswer,
  type Connector,
  type ConnectorApi,
  type Found,
  type Labelled,
  LIMITS,
  type Read,
  type Series,
  type Span,
} from './model.ts';

const NAME = 'Prometheus';

export const tenantHeader = ({ options }: Pick<Connector, 'options'>): Readonly<Record<string, string>> =>
  options.tenant === undefined ? {} : { 'x-scope-orgid': options.tenant };

/** So many points as a chart can show, in steps that people know. Prometheus itself refuses more than 11,000. */
function stepOf({ from, to }: Span): number {
  const least = Math.max(1, (seconds(to) - seconds(from)) / LIMITS.points);
  const known = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
  return known.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
}

/** The HTTP API of Prometheus (prometheus.io/docs/prometheus/latest/querying/api), which Thanos, Mimir and VictoriaMetrics speak too. */
export const prometheus: ConnectorApi = {
  probe: (connector) => ({
    method: 'GET',
    path: `/api/v1/query?${new URLSearchParams({ query: 'vector(1)' })}`,
    headers: tenantHeader(connector),
  }),
  readProbe: (answer) => {
    const read = dataOf(answer);
    return 'fault' in read ? read : fine;
  },
  request: (connector, query, span) => {
    const step = stepOf(span);
    // On whole steps, so that the same moment has the same value each time that it is asked for.
    const start = Math.floor(seconds(span.from) / step) * step;
    const end = Math.max(start, Math.floor(seconds(span.to) / step) * step);
    const asked = { query, start: String(start), end: String(end), step: String(step) };
    const timeout = `${LIMITS.timeoutMs / 1000 - 1}s`;
    return {
      method: 'GET',
      path: `/api/v1/query_range?${new URLSearchParams({ ...asked, timeout })}`,
      headers: tenantHeader(connector),
    };
  },
  read: (answer) => {
    const read = dataOf(answer);
    if ('fault' in read) return read;
    if (read.ok.resultType !== 'matrix') return notTheApi(NAME);
    const all = listOf(read.ok.result);
    const note = listOf(read.ok.warnings).map(textOf)[0] ?? null;
    const series = all.slice(0, LIMITS.series).map(seriesOf);
    return { ok: { kind: 'series', series, leftOut: all.length - series.length, note } satisfies Found };
  },
};

function dataOf(answer: ApiAnswer): Read<Readonly<Record<string, unknown>>> {
  const body = objectOf(answer.text);
  if (body?.status === 'error' || answer.status !== 200) return faultOf(NAME, answer, textOf(body?.error));
  if (body?.status !== 'success' || !isObject(body.data)) return notTheApi(NAME);
  return { ok: { ...body.data, warnings: body.warnings } };
}

function seriesOf(raw: unknown): Series {
  const { metric, values } = isObject(raw) ? raw : {};
  return {
    labels: labelsOf(metric),
    points: listOf(values)
      .slice(0, 2 * LIMITS.points)
      .flatMap(pointOf),
  };
}

/** What no chart can show, such as +Inf, is no point of one. */
const pointOf = (raw: unknown): [number, number | null][] =>
  sampleOf(raw).map(([at, value]) => [at, value !== null && Number.isFinite(value) ? value : null]);

/** `[1435781430.781, "0.5"]`; the value may be +Inf or -Inf, which can be compared, or NaN, which is null here. */
function sampleOf(raw: unknown): [number, number | null][] {
  const [at, text] = listOf(raw);
  if (typeof at !== 'number' || !Number.isFinite(at) || typeof text !== 'string') return [];
  const value = text.trim() === '' ? Number.NaN : Number(text.replace(/^([+-]?)Inf$/i, '$1Infinity'));
  return [[at, Number.isNaN(value) ? null : value]];
}

/** The values of an instant query, for checks; null is not a number. */
export const instantRequest = (connector: Pick<Connector, 'options'>, query: string) => ({
  method: 'GET' as const,
  path: `/api/v1/query?${new URLSearchParams({ query, timeout: `${LIMITS.timeoutMs / 1000 - 1}s` })}`,
  headers: tenantHeader(connector),
});

export function readInstant(answer: ApiAnswer): Read<readonly (number | null)[]> {
  const read = readLabelled(answer);
  return 'fault' in read ? read : { ok: read.ok.map(({ value }) => value) };
}

/** The same with their labels: what a step of a runbook shows. */
export function readLabelled(answer: ApiAnswer): Read<readonly Labelled[]> {
  const read = dataOf(answer);
  if ('fault' in read) return read;
  const { resultType, result } = read.ok;
  if (resultType === 'scalar') return { ok: sampleOf(result).map(([, value]) => ({ labels: {}, value })) };
  if (resultType !== 'vector') return { fault: 'The query must give a number or a list of numbers.' };
  return {
    ok: listOf(result).flatMap((raw) =>
      isObject(raw) ? sampleOf(raw.value).map(([, value]) => ({ labels: labelsOf(raw.metric), value })) : [],
    ),
  };
}
