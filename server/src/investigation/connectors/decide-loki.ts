import {
  faultOf,
  fine,
  isObject,
  labelsOf,
  levelIn,
  levelOf,
  listOf,
  notTheApi,
  objectOf,
  textOf,
} from './decide-answer.ts';
import { tenantHeader } from './decide-prometheus.ts';
import { type ApiAnswer, type ConnectorApi, LIMITS, type LogLine } from './model.ts';

const NAME = 'Loki';
const nanos = ({ epochMilliseconds }: { readonly epochMilliseconds: number }): string =>
  `${epochMilliseconds}000000`;

/** Loki's HTTP API (grafana.com/docs/loki/latest/reference/loki-http-api); its errors are plain text. */
export const loki: ConnectorApi = {
  probe: (connector) => ({ method: 'GET', path: '/loki/api/v1/labels', headers: tenantHeader(connector) }),
  readProbe: (answer) => (succeeded(answer) ? fine : refusalOf(answer)),
  request: (connector, query, { from, to }) => ({
    method: 'GET',
    path: `/loki/api/v1/query_range?${new URLSearchParams({
      ...{ query, start: nanos(from), end: nanos(to) },
      ...{ limit: String(LIMITS.lines), direction: 'backward' },
    })}`,
    headers: tenantHeader(connector),
  }),
  read: (answer) => {
    if (!succeeded(answer)) return refusalOf(answer);
    const { data } = objectOf(answer.text) ?? {};
    if (!isObject(data)) return notTheApi(NAME);
    if (data.resultType !== 'streams')
      return { fault: 'The query gives numbers. Use one that gives log lines.' };
    const lines = listOf(data.result).flatMap(linesOf);
    // Each stream is in order; together they are not.
    const newestFirst = lines.sort((a, b) => (a.nanos < b.nanos ? 1 : a.nanos > b.nanos ? -1 : 0));
    const shown = newestFirst.slice(0, LIMITS.lines).map(({ nanos: _, ...line }) => line);
    return { ok: { kind: 'lines', lines: shown, more: lines.length >= LIMITS.lines, note: null } };
  },
};

const succeeded = ({ status, text }: ApiAnswer): boolean =>
  status === 200 && objectOf(text)?.status === 'success';

const refusalOf = (answer: ApiAnswer) =>
  answer.status === 200
    ? notTheApi(NAME)
    : faultOf(NAME, answer, answer.text.trimStart().startsWith('<') ? undefined : answer.text);

function linesOf(raw: unknown): (LogLine & { readonly nanos: bigint })[] {
  const { stream, values } = isObject(raw) ? raw : {};
  const labels = labelsOf(stream);
  const said = labels.level ?? labels.detected_level ?? labels.severity;
  return listOf(values).flatMap((value) => {
    const [at, text] = listOf(value).map(textOf);
    if (at === undefined || text === undefined || !/^\d{1,19}$/.test(at)) return [];
    const when = BigInt(at);
    const level = (said === undefined ? null : levelOf(said)) ?? levelIn(text);
    return [{ nanos: when, at: isoOf(when), level, text: text.slice(0, LIMITS.lineChars) }];
  });
}

const isoOf = (nanos: bigint): string => new Date(Number(nanos / 1_000_000n)).toISOString();
