import { type Reader, sql } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import { columns, fromRow, type Stored, selectIncidents, WORD_BREAKS, without } from './store.ts';

/** `urgency` puts what needs somebody first: not acknowledged, then by severity. Among open incidents only. */
export type ListOrder = 'newest' | 'urgency';

export interface ListFilter {
  /** `resolved`: whether or not it has been closed since. */
  readonly status: 'open' | 'resolved' | 'closed' | 'merged' | 'all';
  readonly severity: readonly Severity[];
  readonly systemId: string | null;
  /** The responding team. */
  readonly teamId: string | null;
  /** Somebody at work on it; null: whoever. */
  readonly responderId: string | null;
  /** Exercises only, or none; null: both. */
  readonly drill: boolean | null;
  /** Words of the title or the symptoms, beginnings suffice; or a reference. */
  readonly q: string | null;
  readonly order: ListOrder;
}

/** Where a page ends: open incidents come first, then by number, newest first. */
interface NewestPosition {
  readonly open: boolean;
  readonly number: number;
}

interface UrgencyPosition {
  readonly acknowledged: boolean;
  readonly severity: Severity;
  readonly number: number;
}

export type ListPosition = NewestPosition | UrgencyPosition;

/** The order that a list is in. Closed incidents ask for nobody, and ordering a million of them would be slow. */
export const orderOf = ({ status, order }: ListFilter): ListOrder => (status === 'open' ? order : 'newest');

/** Open ones are few: they are sorted as they are read, without an index for it. */
const orderings = {
  newest: sql`is_open desc, number desc`,
  urgency: sql`(acknowledged_at is not null), severity, number desc`,
} as const;

/**
 * How many of the newest incidents a search looks through before it asks the index of words. PostgreSQL cannot know how
 * common the beginning of a word is: walking the newest is quick for a common one, the index for a rare one, and each
 * is slow for the other (a quarter of a second among 400,000 incidents).
 */
const SEARCH_NEWEST = 5_000;

/**
 * One page, open first; then newest first, or most urgent first.
 * @param hidden what whoever looks may not see
 */
export async function listIncidents(
  reader: Reader,
  filter: ListFilter,
  hidden: readonly string[],
  after: ListPosition | null,
  limit: number,
): Promise<Stored[]> {
  const ordering = orderings[orderOf(filter)];
  const page = filtered(reader, filter, after).where(without(hidden)).orderBy(ordering);
  const words = wordsOf(filter.q ?? '');
  if (words.length === 0) return (await page.limit(limit).execute()).map(fromRow);
  const match = matching(words, filter.q ?? '');
  const newest = page.select(['is_open', 'search']).limit(SEARCH_NEWEST).as('newest');
  const rows = await reader
    .selectFrom(newest)
    .select(columns)
    .where(match)
    .orderBy(ordering)
    .limit(limit)
    .execute();
  if (rows.length === limit) return rows.map(fromRow);
  const found = page.where(sql<boolean>`id = any(array(select id from incident where ${match}))`);
  return (await found.limit(limit).execute()).map(fromRow);
}

/** The incidents that the filters other than the words leave. Each filter has its index; the planner chooses. */
function filtered(reader: Reader, filter: ListFilter, after: ListPosition | null) {
  let query = selectIncidents(reader);
  if (filter.status === 'open') query = query.where('is_open', '=', true);
  else if (filter.status !== 'all')
    query = query
      .where('is_open', '=', false)
      .where('status', 'in', filter.status === 'resolved' ? ['resolved', 'closed'] : [filter.status]);
  if (filter.drill !== null) query = query.where('drill', '=', filter.drill);
  if (filter.severity.length > 0) query = query.where('severity', 'in', filter.severity);
  if (filter.systemId !== null)
    query = query.where(sql<boolean>`system_ids @> array[${filter.systemId}]::text[]`);
  if (filter.teamId !== null) query = query.where('team_id', '=', filter.teamId);
  if (filter.responderId !== null)
    query = query.where(sql<boolean>`responder_ids @> array[${filter.responderId}]::uuid[]`);
  return after === null ? query : query.where(beyond(after));
}

/** All that are open, the most urgent first. They are as many as people can work on; of a flood the first thousand are read. */
export async function openIncidents(reader: Reader, hidden: readonly string[]): Promise<Stored[]> {
  const rows = await selectIncidents(reader)
    .where('is_open', '=', true)
    .where(without(hidden))
    .orderBy(orderings.urgency)
    .limit(1_000)
    .execute();
  return rows.map(fromRow);
}

/** How many incidents are open: all of them, those that nobody has acknowledged, and those that a person works on. */
export interface OpenCounts {
  readonly open: number;
  readonly unacknowledged: number;
  readonly mine: number;
}

/**
 * @param hidden what whoever looks may not see
 * @param personId whoever looks; null when it is no person
 */
export async function countOpen(
  reader: Reader,
  hidden: readonly string[],
  personId: string | null,
): Promise<OpenCounts> {
  const row = await reader
    .selectFrom('incident')
    .where('is_open', '=', true)
    .where(without(hidden))
    .select([
      sql<string>`count(*)`.as('open'),
      sql<string>`count(*) filter (where acknowledged_at is null)`.as('unacknowledged'),
      sql<string>`count(*) filter (where responder_ids @> array[${personId}]::uuid[])`.as('mine'),
    ])
    .executeTakeFirstOrThrow();
  return { open: Number(row.open), unacknowledged: Number(row.unacknowledged), mine: Number(row.mine) };
}

const beyond = (after: ListPosition) =>
  'open' in after
    ? sql<boolean>`(is_open, number) < (${after.open}, ${after.number})`
    : sql<boolean>`(acknowledged_at is not null, severity, -number) > (${after.acknowledged}, ${after.severity}, -${after.number}::bigint)`;

const wordsOf = (q: string): string[] => q.toLowerCase().split(WORD_BREAKS).filter(Boolean).slice(0, 12);

/** Every word must begin a word of the incident; `INC-12` and `12` also find by number. */
function matching(words: readonly string[], q: string) {
  const text = words.map((word) => `'${word}':*`).join(' & ');
  const number = /^\s*(?:inc-)?(\d{1,15})\s*$/i.exec(q)?.[1];
  const byWords = sql<boolean>`search @@ to_tsquery('simple', ${text})`;
  return number === undefined ? byWords : sql<boolean>`(number = ${Number(number)} or ${byWords})`;
}
