import { z } from 'zod';

/** What Tocsin knows by itself how to look at in a database: the runbook's five steps. */
const DATABASE_CHECKS = ['pools', 'slow_queries', 'locks', 'disk', 'replication'] as const;
export type DatabaseCheck = (typeof DATABASE_CHECKS)[number];

export const CHECK_NAMES: Readonly<Record<DatabaseCheck, string>> = {
  pools: 'Connections',
  slow_queries: 'Slow queries',
  locks: 'Locks and who blocks whom',
  disk: 'Size and disk',
  replication: 'Replication',
};

/** `unable`: it could not be run, which says nothing about what it looks at. */
export const VERDICTS = ['ok', 'look', 'bad', 'unable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** From where on a number is worth a look, or bad. */
export interface Limit {
  readonly side: 'above' | 'below';
  readonly value: number;
}

const LIMIT = 'Expected a limit such as above 100 or below 3';
const limit = z
  .string(LIMIT)
  .regex(/^(above|below)\s+-?\d+(\.\d+)?$/, LIMIT)
  .transform((text): Limit => {
    const [side, value] = text.split(/\s+/);
    return { side: side === 'below' ? 'below' : 'above', value: Number(value) };
  });
const written = z.string().trim().min(1).max(8_000);

/** What stands in a code block of the language `check`. */
export const checkText = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    database: z.enum(DATABASE_CHECKS, `Expected one of ${DATABASE_CHECKS.join(', ')}`).optional(),
    sql: written.optional(),
    prometheus: written.optional(),
    http: written.optional(),
    connector: z.string().min(1).max(60).optional(),
    look: limit.optional(),
    bad: limit.optional(),
    /** Seconds. */
    timeout: z.int().min(1).max(30).default(5),
  })
  .superRefine((check, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: path === '' ? [] : [path] });
    const kinds = (['database', 'sql', 'prometheus', 'http'] as const).filter(
      (kind) => check[kind] !== undefined,
    );
    if (kinds.length !== 1) wrong('', 'Name one of database, sql, prometheus or http.');
    const { http } = check;
    if (http === undefined) return;
    if (!/^https?:\/\/[^\s/?#{}@]+(?:[/?#]|$)/.test(http))
      wrong(
        'http',
        'Expected an address such as https://api.example.com/health, values only after the host.',
      );
    for (const each of ['connector', 'look', 'bad'] as const)
      if (check[each] !== undefined) wrong(each, 'An HTTP request is judged by its status alone: remove it.');
  });

export type CheckKind = 'database' | 'sql' | 'prometheus' | 'http';

/** A check of a step: what the product runs by itself. It reads, and changes nothing. */
export interface RunbookCheck {
  readonly kind: CheckKind;
  readonly name: string;
  /** The query, the address, or which of the built-in ones, with its placeholders. */
  readonly text: string;
  /** The ID of a connector; null: those of the affected systems. */
  readonly connector: string | null;
  readonly look: Limit | null;
  readonly bad: Limit | null;
  readonly timeoutMs: number;
}

interface Asked {
  readonly name: string;
  readonly connector: string | null;
  readonly look: Limit | null;
  readonly bad: Limit | null;
  readonly timeoutMs: number;
}

/** A check with an incident's values: bound in SQL, quoted in PromQL, encoded in addresses. */
export type AskedCheck = Asked &
  (
    | { readonly kind: 'database'; readonly check: DatabaseCheck }
    /** The pieces of the query, and the values that stand between them: one fewer. */
    | { readonly kind: 'sql'; readonly pieces: readonly string[]; readonly values: readonly string[] }
    | { readonly kind: 'prometheus'; readonly query: string }
    | { readonly kind: 'http'; readonly url: string }
  );

export interface CheckTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** There is more than is shown. */
  readonly more: boolean;
}

/** What a check found: a verdict, a sentence for people, and what it is read from. */
export interface CheckResult {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly table: CheckTable | null;
}

/** A check against one connector; null: it needs none. */
export interface PlannedCheck {
  readonly connector: { readonly id: string; readonly name: string } | null;
  /** Never throws for what goes wrong over there. */
  readonly run: () => Promise<CheckResult>;
}

/** Of a table on the record, so that an incident's log stays readable: at most 40 kB. */
export const KEPT = { rows: 20, columns: 8, chars: 240, sentence: 1_000 } as const;
export const MOST_CHECKS = 5;
