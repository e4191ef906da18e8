import type { Instant, JsonObject } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { IssueLink, IssueName, Tracker } from './model.ts';

const trackerColumns = sql`id, kind, name, url, project, username, issue_type as "issueType", automatic,
  sealed_secret as "sealedSecret", sealed_webhook_secret as "sealedWebhookSecret",
  quiet_until as "quietUntil"`;

export async function trackersIn(reader: Reader): Promise<readonly Tracker[]> {
  const { rows } = await sql<Tracker>`select ${trackerColumns} from issue_tracker order by name, id`.execute(
    reader,
  );
  return rows;
}

/** @param lock `share`: keeps it from being changed until the transaction ends; `update`: also from getting links */
export async function trackerBy(
  reader: Reader,
  id: string,
  lock: 'share' | 'update' | null = null,
): Promise<Tracker | null> {
  const locking = { share: sql`for share`, update: sql`for update` };
  const { rows } = await sql<Tracker>`select ${trackerColumns} from issue_tracker where id = ${id}
    ${lock === null ? sql`` : locking[lock]}`.execute(reader);
  return rows[0] ?? null;
}

export async function saveTracker(tx: Tx, tracker: Omit<Tracker, 'quietUntil'>, now: Instant): Promise<void> {
  const { id, kind, name, url, project, username, issueType, automatic } = tracker;
  // One tracker at most takes new actions by itself: two would make two issues of each.
  if (automatic) await sql`update issue_tracker set automatic = false where id <> ${id}`.execute(tx);
  await sql`insert into issue_tracker (id, kind, name, url, project, username, issue_type, automatic, sealed_secret,
      sealed_webhook_secret, created_at, updated_at)
    values (${id}, ${kind}, ${name}, ${url}, ${project}, ${username}, ${issueType}, ${automatic},
      ${tracker.sealedSecret}, ${tracker.sealedWebhookSecret}, ${now}, ${now})
    on conflict (id) do update set kind = excluded.kind, name = excluded.name, url = excluded.url,
      project = excluded.project, username = excluded.username, issue_type = excluded.issue_type,
      automatic = excluded.automatic, sealed_secret = excluded.sealed_secret,
      sealed_webhook_secret = excluded.sealed_webhook_secret, quiet_until = null, updated_at = excluded.updated_at`.execute(
    tx,
  );
}

/** It is left alone until then, or longer where it asked for that before. */
export async function quieten(tx: Tx, trackerId: string, until: Instant): Promise<void> {
  await sql`update issue_tracker set quiet_until = greatest(quiet_until, ${until}) where id = ${trackerId}`.execute(
    tx,
  );
}

/** The actions with an issue in a tracker. */
export async function actionsIn(
  reader: Reader,
  trackerId: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly key: string | null }[]> {
  const { rows } = await sql<{ id: string; key: string | null }>`select action_id as id, key from action_issue
    where tracker_id = ${trackerId} order by action_id limit ${limit}`.execute(reader);
  return rows;
}

export async function deleteTracker(tx: Tx, id: string): Promise<void> {
  await sql`delete from issue_tracker where id = ${id}`.execute(tx);
}

const linkColumns = sql`action_id as "actionId", tracker_id as "trackerId", state, key, url,
  creating_since as "creatingSince", agreed, restricted, changed_here_at as "changedHereAt", attempts, problem,
  synced_at as "syncedAt", busy_until as "busyUntil", next_at as "nextAt"`;

/** @param lock keeps others from the row until the transaction ends */
export async function linkOf(reader: Reader, actionId: string, lock = false): Promise<IssueLink | null> {
  const { rows } = await sql<IssueLink>`select ${linkColumns} from action_issue where action_id = ${actionId}
    ${lock ? sql`for update` : sql``}`.execute(reader);
  return rows[0] ?? null;
}

export async function linksOf(reader: Reader, actionIds: readonly string[]): Promise<readonly IssueLink[]> {
  if (actionIds.length === 0) return [];
  const { rows } = await sql<IssueLink>`select ${linkColumns} from action_issue
    where action_id = any(${[...actionIds]}::uuid[])`.execute(reader);
  return rows;
}

/**
 * The action that an issue belongs to, if any: one issue cannot follow two. Others who link the same issue wait until this
 * transaction ends. By its address as well: two connections may lead to one project.
 */
export async function ownerOfIssue(
  tx: Tx,
  trackerId: string,
  { key, url }: IssueName,
): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reviews.issue:${url}`}, 0))`.execute(tx);
  const { rows } = await sql<{ id: string }>`select action_id as id from action_issue
    where state <> 'gone' and ((tracker_id = ${trackerId} and key = ${key}) or url = ${url}) limit 1`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}

/** The actions of these issues. */
export async function actionsOfKeys(
  reader: Reader,
  trackerId: string,
  keys: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select action_id as id from action_issue
    where tracker_id = ${trackerId} and key = any(${[...keys]}::text[])`.execute(reader);
  return rows.map(({ id }) => id);
}

export async function countLinks(
  reader: Reader,
  trackerId: string,
): Promise<{ readonly issues: number; readonly problems: number }> {
  const { rows } = await sql<{ issues: number; problems: number }>`select count(*)::int as issues,
    count(*) filter (where problem is not null)::int as problems
    from action_issue where tracker_id = ${trackerId}`.execute(reader);
  return rows[0] ?? { issues: 0, problems: 0 };
}

/** Those with a problem, and those of issues that seemed deleted, are due now. @returns their actions */
export async function wakeLinks(tx: Tx, trackerId: string, now: Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`update action_issue
    set state = case when key is null then 'creating' else 'linked' end, attempts = 0, next_at = ${now}
    where tracker_id = ${trackerId} and (problem is not null or state in ('gone', 'stopped'))
    returning action_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function saveLink(tx: Tx, link: IssueLink): Promise<void> {
  const agreed = link.agreed === null ? null : JSON.stringify(link.agreed satisfies JsonObject | object);
  await sql`insert into action_issue (action_id, tracker_id, state, key, url, creating_since, agreed, restricted,
      changed_here_at, attempts, problem, synced_at, busy_until, next_at)
    values (${link.actionId}, ${link.trackerId}, ${link.state}, ${link.key}, ${link.url}, ${link.creatingSince},
      ${agreed}::jsonb, ${link.restricted}, ${link.changedHereAt}, ${link.attempts}, ${link.problem}, ${link.syncedAt},
      ${link.busyUntil}, ${link.nextAt})
    on conflict (action_id) do update set tracker_id = excluded.tracker_id, state = excluded.state, key = excluded.key,
      url = excluded.url, creating_since = excluded.creating_since, agreed = excluded.agreed, restricted = excluded.restricted,
      changed_here_at = excluded.changed_here_at, attempts = excluded.attempts, problem = excluded.problem,
      synced_at = excluded.synced_at, busy_until = excluded.busy_until, next_at = excluded.next_at`.execute(
    tx,
  );
}

export async function deleteLink(tx: Tx, actionId: string): Promise<void> {
  await sql`delete from action_issue where action_id = ${actionId}`.execute(tx);
}

/** Links that are to be looked at before a moment, soonest first. */
export async function linksDue(
  reader: Reader,
  before: Instant,
): Promise<readonly { readonly id: string; readonly nextAt: Instant }[]> {
  const { rows } = await sql<{ id: string; nextAt: Instant }>`select action_id as id, next_at as "nextAt"
    from action_issue where next_at < ${before} order by next_at`.execute(reader);
  return rows;
}
