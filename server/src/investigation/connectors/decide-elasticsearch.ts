import {
  faultOf,
  fine,
  isObject,
  levelIn,
  levelOf,
  listOf,
  notTheApi,
  objectOf,
  textOf,
} from './decide-answer.ts';
import {
  type ApiAnswer,
  type Connector,
  type ConnectorApi,
  LIMITS,
  type LogLine,
  type Read,
} from './model.ts';

const NAME = 'Elasticsearch';
type Options = Pick<Connector, 'options'>;

const timeField = ({ options }: Options): string => options.timeField ?? '@timestamp';
const search = ({ options }: Options): string => {
  const indices = (options.index ?? 'logs-*').split(',').map((index) => encodeURIComponent(index.trim()));
  return `/${indices.join(',')}/_search?ignore_unavailable=true`;
};
const headers = { 'content-type': 'application/json' };

/** The search API of Elasticsearch and OpenSearch. */
export const elasticsearch: ConnectorApi = {
  probe: (connector) => ({
    ...{ method: 'POST', path: search(connector), headers },
    body: JSON.stringify({ size: 0, terminate_after: 1, timeout: '3s' }),
  }),
  readProbe: (answer) => {
    const read = hitsOf(answer);
    return 'fault' in read ? read : fine;
  },
  request: (connector, query, { from, to }) => {
    const field = timeField(connector);
    const within = { gte: from.toString(), lte: to.toString(), format: 'strict_date_optional_time' };
    return {
      ...{ method: 'POST', path: search(connector), headers },
      body: JSON.stringify({
        size: LIMITS.lines,
        timeout: `${LIMITS.timeoutMs / 1000 - 1}s`,
        sort: [{ [field]: { order: 'desc', unmapped_type: 'date' } }],
        query: { bool: { filter: [{ range: { [field]: within } }, { query_string: { query } }] } },
      }),
    };
  },
  read: (answer, connector) => {
    const read = hitsOf(answer);
    if ('fault' in read) return read;
    const lines = read.ok.hits.flatMap((hit) => lineOf(hit, connector));
    const note = read.ok.late ? 'The search was stopped after 4 seconds; there may be more.' : null;
    return { ok: { kind: 'lines', lines, more: read.ok.hits.length >= LIMITS.lines, note } };
  },
};

function hitsOf(answer: ApiAnswer): Read<{ readonly hits: readonly unknown[]; readonly late: boolean }> {
  const body = objectOf(answer.text);
  if (answer.status !== 200) return faultOf(NAME, answer, reasonOf(body?.error));
  if (!isObject(body?.hits)) return notTheApi(NAME);
  return { ok: { hits: listOf(body.hits.hits).slice(0, LIMITS.lines), late: body.timed_out === true } };
}

/** The innermost cause says what is wrong with a query; above it stands "all shards failed". */
function reasonOf(error: unknown): string | undefined {
  if (!isObject(error)) return textOf(error);
  const [cause] = listOf(error.root_cause);
  return (isObject(cause) ? textOf(cause.reason) : undefined) ?? textOf(error.reason);
}

function lineOf(hit: unknown, connector: Options): LogLine[] {
  const source = isObject(hit) && isObject(hit._source) ? hit._source : undefined;
  if (source === undefined) return [];
  const at = fieldOf(source, timeField(connector));
  const when = typeof at === 'number' || typeof at === 'string' ? new Date(at) : undefined;
  if (when === undefined || Number.isNaN(when.getTime())) return [];
  const field = connector.options.messageField ?? 'message';
  const text = textOf(fieldOf(source, field)) ?? asText(source);
  const said = [fieldOf(source, 'log.level'), fieldOf(source, 'level'), fieldOf(source, 'severity')]
    .map(textOf)
    .find(Boolean);
  const level = (said === undefined ? null : levelOf(said)) ?? levelIn(text);
  return [{ at: when.toISOString(), level, text: text.slice(0, LIMITS.lineChars) }];
}

/** A field by its name with dots, which a document may hold as one key or nested. */
function fieldOf(source: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(source, path)) return source[path];
  let value: unknown = source;
  for (const key of path.split('.'))
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** A document nested a million times is no line. */
function asText(source: object): string {
  try {
    return JSON.stringify(source);
  } catch {
    return '(a document that cannot be shown)';
  }
}
