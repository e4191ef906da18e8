import { andList } from '../../kernel/index.ts';
import type { Reader } from '../../platform/db/index.ts';
import {
  ask,
  type Statement,
  type StatementAnswer,
  type Trouble,
  Unanswered,
} from '../../platform/outbound/index.ts';
import type { AskedCheck, CheckResult, CheckRunner, PlannedCheck } from '../../runbooks/index.ts';
import { type Connectors, type DatabaseKind, isDatabase, recordsOf } from '../connectors/index.ts';
import { BUILT_IN } from './checks.ts';
import { type Row, withoutValues } from './decide-words.ts';
import { httpAnswer, prometheusValues, statementOf, writtenQuery } from './decide-written.ts';
import { MYSQL } from './store-mysql.ts';
import { POSTGRESQL } from './store-postgresql.ts';

type Stored = Awaited<ReturnType<Connectors['list']>>[number];
type Of<K extends AskedCheck['kind']> = Extract<AskedCheck, { kind: K }>;

interface StepCheckPorts {
  readonly connectors: Pick<Connectors, 'list' | 'sql' | 'labelled'>;
  /** Whether a URL in a private network may be asked. */
  readonly allowed: (url: URL) => boolean;
}

/** More belong to no incident's first minutes. */
const MOST_CONNECTORS = 4;
const MOST_NAMED = 10;
const MOST_HTTP_BYTES = 20_000;
const QUERIES = { postgresql: POSTGRESQL, mysql: MYSQL };

/** It answers, though not to this. */
const ALIVE: ReadonlySet<Trouble> = new Set(['too_large', 'unfinished']);

interface Unreached {
  readonly fault: string;
  readonly trouble: Trouble;
}

const unable = (sentence: string): CheckResult => ({ verdict: 'unable', sentence, table: null });

/** Runs the checks of runbooks' steps. They read, and nothing they can ask changes anything (ADR 50). */
export function createStepChecks(ports: StepCheckPorts): CheckRunner {
  return {
    plan: async (reader: Reader, checks, systemIds) => {
      const all = await ports.connectors.list(reader);
      const dead = new Map<string, Unreached>();
      return checks.map((asked): readonly PlannedCheck[] => {
        if (asked.kind === 'http') return [{ connector: null, run: () => overHttp(ports, asked) }];
        const { ask: chosen, leave } = connectorsFor(all, asked, systemIds);
        return [
          ...chosen.map((connector) => ({
            connector: { id: connector.id, name: connector.name },
            run: async () => {
              const fault = dead.get(connector.id);
              return fault === undefined
                ? runOn(ports, asked, connector, dead)
                : unreached(asked, fault, 'Not tried: ');
            },
          })),
          ...notAsked(leave),
        ];
      });
    },
  };
}

/** The one that it names, else those of the affected systems; of Prometheus the only one there is, too. */
function connectorsFor(
  all: readonly Stored[],
  asked: Exclude<AskedCheck, { kind: 'http' }>,
  systemIds: readonly string[],
): { readonly ask: readonly Stored[]; readonly leave: readonly Stored[] } {
  if (asked.connector !== null) return { ask: all.filter(({ id }) => id === asked.connector), leave: [] };
  const fits = all.filter(({ kind }) =>
    asked.kind === 'prometheus' ? kind === 'prometheus' : isDatabase(kind),
  );
  const theirs = fits.filter((each) => each.systemIds.some((id) => systemIds.includes(id)));
  if (theirs.length === 0 && asked.kind === 'prometheus' && fits.length === 1)
    return { ask: fits, leave: [] };
  return { ask: theirs.slice(0, MOST_CONNECTORS), leave: theirs.slice(MOST_CONNECTORS) };
}

/** Said of the first of them, and not of none: what is said of no connector is over as soon as one has answered. */
function notAsked(left: readonly Stored[]): readonly PlannedCheck[] {
  const [first] = left;
  if (first === undefined) return [];
  const names = left.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = left.length > MOST_NAMED ? [`${left.length - MOST_NAMED} more`] : [];
  const sentence = `Not asked: ${andList([...names, ...more])}. A check asks at most ${MOST_CONNECTORS} connectors; name one in a check of its own.`;
  return [{ connector: { id: first.id, name: first.name }, run: async () => unable(sentence) }];
}

async function runOn(
  { connectors }: StepCheckPorts,
  asked: Exclude<AskedCheck, { kind: 'http' }>,
  connector: Stored,
  dead: Map<string, Unreached>,
): Promise<CheckResult> {
  if (asked.kind === 'prometheus') {
    if (connector.kind !== 'prometheus') return unable(`${connector.name} is no Prometheus.`);
    const read = await connectors.labelled(connector, asked.query);
    return 'fault' in read ? unable(read.fault) : prometheusValues(read.ok, asked);
  }
  if (!isDatabase(connector.kind)) return unable(`${connector.name} is no database.`);
  const statements = asked.kind === 'sql' ? [written(asked, connector.kind)] : builtIn(asked, connector.kind);
  const answer = await connectors.sql(connector, statements, asked.timeoutMs);
  if ('fault' in answer) {
    // The next check would wait as long to find the same.
    if (!ALIVE.has(answer.trouble)) dead.set(connector.id, answer);
    return unreached(asked, answer);
  }
  return asked.kind === 'sql' ? readWritten(asked, answer.ok) : readBuiltIn(asked, connector.kind, answer.ok);
}

/** That nobody is let in any more is no failure of the check of connections: it is what that one looks for. */
const unreached = (asked: AskedCheck, { fault, trouble }: Unreached, before = ''): CheckResult =>
  trouble === 'full' && asked.kind === 'database' && asked.check === 'pools'
    ? { verdict: 'bad', sentence: fault, table: null }
    : unable(before + fault);

const written = ({ pieces, values }: Of<'sql'>, kind: DatabaseKind): Statement => ({
  ...{ sql: statementOf(pieces, kind), values },
  written: true,
});

const builtIn = ({ check }: Of<'database'>, kind: DatabaseKind): readonly Statement[] =>
  Object.values(QUERIES[kind][check]).map((sql) => ({ sql }));

const readWritten = (asked: Of<'sql'>, [answer]: readonly StatementAnswer[]): CheckResult =>
  answer === undefined || 'fault' in answer
    ? unable(`The database refused the query: ${answer?.fault ?? 'no answer'}.`)
    : writtenQuery(answer.ok, asked);

function readBuiltIn(
  asked: Of<'database'>,
  kind: DatabaseKind,
  answers: readonly StatementAnswer[],
): CheckResult {
  const [first] = answers;
  if (first === undefined || 'fault' in first)
    return unable(`The database refused the query: ${first?.fault ?? 'no answer'}.`);
  const { read, limits } = BUILT_IN[asked.check];
  const rows = Object.keys(QUERIES[kind][asked.check]).map((name, at) => {
    const answer = answers[at];
    if (answer === undefined || 'fault' in answer) return [name, null] as const;
    const records = recordsOf(answer.ok);
    return [name, kind === 'mysql' ? records.map(withoutMysqlValues) : records] as const;
  });
  return read(Object.fromEntries(rows), { look: asked.look ?? limits.look, bad: asked.bad ?? limits.bad });
}

const withoutMysqlValues = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value !== null && /query$/.test(name) ? withoutValues(value, 'mysql') : value,
    ]),
  );

async function overHttp({ allowed }: StepCheckPorts, { url, timeoutMs }: Of<'http'>): Promise<CheckResult> {
  if (!URL.canParse(url)) return unable('With the values of the incident it is no address.');
  try {
    const { status, contentType, text } = await ask(new URL(url), {
      ...{ allowed, timeoutMs, mostBytes: MOST_HTTP_BYTES },
      // Where it leads to was not asked for.
      ...{ cut: true, redirects: null },
    });
    return httpAnswer(status, contentType, text);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const down = error.trouble === 'refused' || error.trouble === 'slow' || error.trouble === 'broken';
    return down ? { verdict: 'bad', sentence: error.message, table: null } : unable(error.message);
  }
}
