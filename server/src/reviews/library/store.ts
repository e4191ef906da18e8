import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Severity } from '../../policy/index.ts';
import type { LibraryDocument, Weight } from './model.ts';

export async function markStale(tx: Tx, incidentId: string, since: Instant): Promise<void> {
  await sql`insert into library_stale (incident_id, since) values (${incidentId}, ${since})
    on conflict (incident_id) do nothing`.execute(tx);
}

export async function unmarkStale(tx: Tx, incidentId: string): Promise<void> {
  await sql`delete from library_stale where incident_id = ${incidentId}`.execute(tx);
}

/** Those that wait, in the order of their ids. */
export async function staleAfter(reader: Reader, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select incident_id as id from library_stale
    where incident_id > ${after} order by incident_id limit ${limit}`.execute(reader);
  return rows.map(({ id }) => id);
}

export async function isListed(reader: Reader, incidentId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from library_document where incident_id = ${incidentId}`.execute(
    reader,
  );
  return rows.length > 0;
}

export async function deleteDocument(tx: Tx, incidentId: string): Promise<void> {
  await sql`delete from library_document where incident_id = ${incidentId}`.execute(tx);
}

export async function saveDocument(
  tx: Tx,
  document: LibraryDocument,
  words: Readonly<Record<Weight, string>>,
): Promise<void> {
  const { incidentId, number, severity, systemIds, teamId, tags, endedAt } = document;
  const parts = JSON.stringify(document.parts);
  const learned = document.learned === null ? null : JSON.stringify(document.learned);
  await sql`insert into library_document (incident_id, number, severity, system_ids, team_id, tags, ended_at, parts, learned, words)
    values (${incidentId}, ${number}, ${severity}, ${[...systemIds]}::text[], ${teamId}, ${[...tags]}::text[], ${endedAt},
      ${parts}::jsonb, ${learned}::jsonb,
      setweight(to_tsvector('simple', ${words.A}), 'A') || setweight(to_tsvector('simple', ${words.B}), 'B')
      || setweight(to_tsvector('simple', ${words.C}), 'C') || setweight(to_tsvector('simple', ${words.D}), 'D'))
    on conflict (incident_id) do update set severity = excluded.severity, system_ids = excluded.system_ids,
      team_id = excluded.team_id, tags = excluded.tags, ended_at = excluded.ended_at, parts = excluded.parts,
      learned = excluded.learned, words = excluded.words`.execute(tx);
}

export interface LibraryFilter {
  readonly systemId: string | null;
  readonly teamId: string | null;
  readonly severity: readonly Severity[];
  readonly tag: string | null;
  readonly since: Instant | null;
  readonly until: Instant | null;
  readonly number: number | null;
  /** What whoever looks may not see. */
  readonly hidden: readonly string[];
}

const filtered = ({ systemId, teamId, severity, tag, since, until, number, hidden }: LibraryFilter) =>
  sql.join(
    [
      sql`true`,
      ...(systemId === null ? [] : [sql`system_ids @> array[${systemId}]::text[]`]),
      ...(teamId === null ? [] : [sql`team_id = ${teamId}`]),
      ...(severity.length === 0 ? [] : [sql`severity = any(${[...severity]}::text[])`]),
      ...(tag === null ? [] : [sql`tags @> array[${tag}]::text[]`]),
      ...(since === null ? [] : [sql`ended_at >= ${since}`]),
      ...(until === null ? [] : [sql`ended_at < ${until}`]),
      ...(number === null ? [] : [sql`number = ${number}`]),
      ...(hidden.length === 0 ? [] : [sql`incident_id <> all(${[...hidden]}::uuid[])`]),
    ],
    sql` and `,
  );

/**
 * How many of the newest documents a search looks through before it asks the index of words, and how many of what it finds it ranks:
 * PostgreSQL cannot know how common the beginning of a word is, and to rank all of 100,000 hits would take seconds. What is ranked
 * are the newest ones.
 */
const SEARCH_NEWEST = 1_000;
const RANKED = 200;

const columns = sql`incident_id as "incidentId", number::int as number, severity, system_ids as "systemIds", team_id as "teamId",
  tags, ended_at as "endedAt", parts, learned`;

interface Found {
  readonly id: string;
  readonly number: number;
  readonly rank: number;
}

/** The newest documents with these words, the most telling first. @param query as `to_tsquery` reads it */
export async function searchDocuments(
  reader: Reader,
  query: string,
  filter: LibraryFilter,
): Promise<readonly Found[]> {
  const match = sql`words @@ to_tsquery('simple', ${query})`;
  const ranked = (candidates: ReturnType<typeof sql>) => sql<Found>`
    select incident_id as id, number::int as number, ts_rank(words, to_tsquery('simple', ${query}))::float8 as rank
    from (${candidates}) as candidates order by rank desc, number desc`;
  const newest = sql`select incident_id, number, words from (select incident_id, number, words from library_document
      where ${filtered(filter)} order by number desc limit ${SEARCH_NEWEST}) as newest
    where ${match} limit ${RANKED}`;
  const { rows } = await ranked(newest).execute(reader);
  if (rows.length === RANKED) return rows;
  // Not sorted where it is found (`offset 0`): to walk the newest was tried above, and is slow for what is rare.
  const byIndex = sql`select incident_id, number, words from (select incident_id, number, words from library_document
      where ${match} and ${filtered(filter)} offset 0) as found
    order by number desc limit ${RANKED}`;
  return (await ranked(byIndex).execute(reader)).rows;
}

/**
 * Documents with any of these words or systems, among the newest of all and of those systems; the most alike first.
 * @param query may be empty
 */
export async function similarDocuments(
  reader: Reader,
  query: string,
  {
    systemIds,
    own,
    hidden,
    limit,
  }: {
    readonly systemIds: readonly string[];
    readonly own: string;
    readonly hidden: readonly string[];
    readonly limit: number;
  },
): Promise<readonly (Found & { readonly sameSystem: boolean })[]> {
  const { rows } = await sql<Found & { sameSystem: boolean }>`
    select id, number, rank, same as "sameSystem" from (
      select incident_id as id, number::int as number, ts_rank(words, to_tsquery('simple', ${query}))::float8 as rank,
        system_ids && ${[...systemIds]}::text[] as same
      from library_document
      where incident_id in (
        (select incident_id from library_document order by number desc limit ${SEARCH_NEWEST})
        union (select incident_id from library_document
          where system_ids && ${[...systemIds]}::text[] order by number desc limit ${RANKED}))
        and incident_id <> ${own} and incident_id <> all(${[...hidden]}::uuid[])
        and (words @@ to_tsquery('simple', ${query}) or system_ids && ${[...systemIds]}::text[])
    ) as alike order by rank * (case when same then 2 else 1 end) desc, number desc limit ${limit}`.execute(
    reader,
  );
  return rows;
}

/** The newest documents first. */
export async function documentsIn(
  reader: Reader,
  filter: LibraryFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly LibraryDocument[]> {
  const { rows } = await sql<LibraryDocument>`select ${columns} from library_document
    where ${filtered(filter)} order by number desc offset ${offset} limit ${limit}`.execute(reader);
  return rows;
}

export async function documentsById(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly LibraryDocument[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<LibraryDocument>`select ${columns} from library_document
    where incident_id = any(${[...ids]}::uuid[])`.execute(reader);
  const byId = new Map(rows.map((row) => [row.incidentId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function tagsOf(reader: Reader, incidentId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ tag: string }>`select tag from incident_tag
    where incident_id = ${incidentId} order by tag`.execute(reader);
  return rows.map(({ tag }) => tag);
}

export async function saveTags(
  tx: Tx,
  incidentId: string,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): Promise<void> {
  await sql`delete from incident_tag where incident_id = ${incidentId} and tag = any(${[...removed]}::text[])`.execute(
    tx,
  );
  await sql`insert into incident_tag (incident_id, tag)
    select ${incidentId}, unnest(${[...added]}::text[]) on conflict do nothing`.execute(tx);
}

/** Every tag with how many incidents have it, the most used first. */
export async function tagCounts(
  reader: Reader,
  hidden: readonly string[],
  limit: number,
): Promise<readonly { readonly tag: string; readonly count: number }[]> {
  const { rows } = await sql<{
    tag: string;
    count: number;
  }>`select tag, count(*)::int as count from incident_tag
    where incident_id <> all(${[...hidden]}::uuid[]) group by tag order by count desc, tag limit ${limit}`.execute(
    reader,
  );
  return rows;
}
