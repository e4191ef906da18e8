import type { Actor, Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Content, Delivery, Every, Issue } from './model-reports.ts';

export interface Scheduled {
  readonly report: string;
  readonly nextAt: Instant;
  /** The definition that it was worked out by. */
  readonly definition: string;
}

export async function schedules(reader: Reader): Promise<Scheduled[]> {
  const { rows } = await sql<Scheduled>`select report, next_at as "nextAt", definition from report_schedule
    order by next_at`.execute(reader);
  return rows;
}

/** With its row locked until the transaction ends: only one process at a time makes a report. */
export async function lockSchedule(tx: Tx, report: string): Promise<Scheduled | null> {
  const { rows } = await sql<Scheduled>`select report, next_at as "nextAt", definition from report_schedule
    where report = ${report} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function saveSchedule(tx: Tx, { report, nextAt, definition }: Scheduled): Promise<void> {
  await sql`insert into report_schedule (report, next_at, definition) values (${report}, ${nextAt}, ${definition})
    on conflict (report) do update set next_at = excluded.next_at, definition = excluded.definition`.execute(
    tx,
  );
}

export async function dropSchedule(tx: Tx, report: string): Promise<void> {
  await sql`delete from report_schedule where report = ${report}`.execute(tx);
}

/** @returns false when there is one of this report and period already: then nothing is to be sent */
export async function insertIssue(tx: Tx, issue: Issue): Promise<boolean> {
  const { id, report, every, title, zone, startsOn, endsOn, dueAt, madeAt, quiet, content } = issue;
  const { rows } =
    await sql`insert into report_issue (id, report, every, title, zone, starts_on, ends_on, due_at, made_at, quiet, content)
    values (${id}, ${report}, ${every}, ${title}, ${zone}, ${startsOn}, ${endsOn}, ${dueAt}, ${madeAt}, ${quiet},
      ${JSON.stringify(content)}::jsonb)
    on conflict do nothing returning id`.execute(tx);
  return rows.length > 0;
}

const columns = sql`id, report, every, title, zone, starts_on as "startsOn", ends_on as "endsOn", due_at as "dueAt",
  made_at as "madeAt", quiet`;
type Head = Omit<Issue, 'content' | 'every'> & { readonly every: Every };

/** Those made last first, without what they say. */
export async function issues(reader: Reader, report: string | null, limit: number): Promise<Head[]> {
  const { rows } = await sql<Head>`select ${columns} from report_issue
    where ${report}::text is null or report = ${report} order by made_at desc, id limit ${limit}`.execute(
    reader,
  );
  return rows;
}

export async function issueById(reader: Reader, id: string): Promise<Issue | null> {
  const { rows } = await sql<Head & { content: Content }>`select ${columns}, content from report_issue
    where id = ${id}`.execute(reader);
  return rows[0] ?? null;
}

export async function lockIssue(tx: Tx, id: string): Promise<Issue | null> {
  const { rows } = await sql<Head & { content: Content }>`select ${columns}, content from report_issue
    where id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function deliveriesOf(reader: Reader, issueId: string): Promise<Delivery[]> {
  const { rows } = await sql<{ round: number; at: Instant; by: Actor | null; personIds: string[] }>`
    select round, at, by, person_ids as "personIds" from report_delivery
    where issue_id = ${issueId} order by round`.execute(reader);
  return rows;
}

export async function insertDelivery(tx: Tx, issueId: string, delivery: Delivery): Promise<void> {
  const { round, at, by, personIds } = delivery;
  await sql`insert into report_delivery (issue_id, round, at, by, person_ids)
    values (${issueId}, ${round}, ${at}, ${by === null ? null : JSON.stringify(by)}::jsonb, ${[...personIds]}::uuid[])`.execute(
    tx,
  );
}
