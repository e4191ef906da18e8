import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { ReportPage, Wiki } from './model.ts';

/** @param lock keeps it from being changed until the transaction ends */
export async function wikiIn(reader: Reader, lock = false): Promise<Wiki | null> {
  const { rows } = await sql<Wiki>`select kind, url, space, parent_id as "parentId", username,
    sealed_secret as "sealedSecret" from wiki ${lock ? sql`for share` : sql``}`.execute(reader);
  return rows[0] ?? null;
}

export async function saveWiki(tx: Tx, wiki: Wiki, now: Instant): Promise<void> {
  const { kind, url, space, parentId, username, sealedSecret } = wiki;
  await sql`insert into wiki (kind, url, space, parent_id, username, sealed_secret, updated_at)
    values (${kind}, ${url}, ${space}, ${parentId}, ${username}, ${sealedSecret}, ${now})
    on conflict (only_one) do update set kind = excluded.kind, url = excluded.url, space = excluded.space,
      parent_id = excluded.parent_id, username = excluded.username, sealed_secret = excluded.sealed_secret,
      updated_at = excluded.updated_at`.execute(tx);
}

/** Pages stay where they are, and are not followed any more. */
export async function deleteWiki(tx: Tx): Promise<boolean> {
  // The wiki first: whoever wants a page keeps it before.
  const { numAffectedRows } = await sql`delete from wiki`.execute(tx);
  await sql`delete from report_page`.execute(tx);
  return numAffectedRows === 1n;
}

/** A page of a wiki that is not connected any more. */
export async function dropPage(tx: Tx, incidentId: string): Promise<void> {
  await sql`delete from report_page where incident_id = ${incidentId}`.execute(tx);
}

export async function countPages(reader: Reader): Promise<number> {
  const { rows } = await sql<{ pages: number }>`select count(*)::int as pages from report_page
    where page_id is not null`.execute(reader);
  return rows[0]?.pages ?? 0;
}

const columns = sql`incident_id as "incidentId", state, wanted, replace, page_id as "pageId", url,
  page_version as "pageVersion", version, published_at as "publishedAt", creating_since as "creatingSince", attempts,
  problem, busy_until as "busyUntil", next_at as "nextAt"`;

/** @param lock keeps others from the row until the transaction ends */
export async function pageOf(reader: Reader, incidentId: string, lock = false): Promise<ReportPage | null> {
  const { rows } = await sql<ReportPage>`select ${columns} from report_page where incident_id = ${incidentId}
    ${lock ? sql`for update` : sql``}`.execute(reader);
  return rows[0] ?? null;
}

export async function savePage(tx: Tx, page: ReportPage): Promise<void> {
  await sql`insert into report_page (incident_id, state, wanted, replace, page_id, url, page_version, version, published_at,
      creating_since, attempts, problem, busy_until, next_at)
    values (${page.incidentId}, ${page.state}, ${page.wanted}, ${page.replace}, ${page.pageId}, ${page.url},
      ${page.pageVersion}, ${page.version}, ${page.publishedAt}, ${page.creatingSince}, ${page.attempts}, ${page.problem},
      ${page.busyUntil}, ${page.nextAt})
    on conflict (incident_id) do update set state = excluded.state, wanted = excluded.wanted, replace = excluded.replace,
      page_id = excluded.page_id, url = excluded.url, page_version = excluded.page_version, version = excluded.version,
      published_at = excluded.published_at, creating_since = excluded.creating_since, attempts = excluded.attempts,
      problem = excluded.problem, busy_until = excluded.busy_until, next_at = excluded.next_at`.execute(tx);
}

/** Those that wait because of a trouble are due now. @returns their incidents */
export async function wakePages(tx: Tx, now: Instant): Promise<readonly string[]> {
  const { rows } = await sql<{
    id: string;
  }>`update report_page set state = 'waiting', attempts = 0, next_at = ${now}
    where state = 'failed' or (state = 'waiting' and problem is not null) returning incident_id as id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** Pages that are to be looked at before a moment, soonest first. */
export async function pagesDue(
  reader: Reader,
  before: Instant,
): Promise<readonly { readonly id: string; readonly nextAt: Instant }[]> {
  const { rows } = await sql<{ id: string; nextAt: Instant }>`select incident_id as id, next_at as "nextAt"
    from report_page where next_at < ${before} order by next_at`.execute(reader);
  return rows;
}
