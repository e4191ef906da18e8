import type { Selectable } from 'kysely';
import type { Actor, Instant, Json } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { CriteriaAnswers, Severity } from '../policy/index.ts';
import type { Choice, Settings, Source, UserReport } from './model.ts';

const toReport = (row: Selectable<DB['user_report']>): UserReport => ({
  ...{ id: row.id, number: row.number, title: row.title, description: row.description },
  source: row.source as Source,
  systemId: row.system_id,
  answers: row.answers as CriteriaAnswers,
  severity: row.severity as Severity | null,
  ...{ reporterId: row.reporter_id, reporterEmail: row.reporter_email },
  ...{ ticketId: row.ticket_id, ticketUrl: row.ticket_url },
  ...{ earlierNumber: row.earlier_number, sentId: row.sent_id },
  state: row.state as UserReport['state'],
  ...{ incidentId: row.incident_id, answer: row.answer },
  triagedBy: row.triaged_by as unknown as Actor | null,
  ...{ triagedAt: row.triaged_at, createdAt: row.created_at, dueAt: row.due_at },
  ...{ overdueToldAt: row.overdue_told_at, resolvedToldAt: row.resolved_told_at },
});

export async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    number: number;
  }>`select nextval('user_report_number')::int as number`.execute(tx);
  return rows[0]?.number ?? 1;
}

/** @returns false when the same was sent before, or the ticket has a report that nobody has triaged */
export async function insertReport(tx: Tx, report: UserReport): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('user_report')
    .values({
      ...{ id: report.id, number: report.number, source: report.source, title: report.title },
      ...{ description: report.description, system_id: report.systemId, severity: report.severity },
      answers: report.answers as Json,
      ...{ reporter_id: report.reporterId, reporter_email: report.reporterEmail },
      ...{ ticket_id: report.ticketId, ticket_url: report.ticketUrl },
      ...{ earlier_number: report.earlierNumber, sent_id: report.sentId },
      ...{ created_at: report.createdAt, due_at: report.dueAt },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** What was decided, and who was told. */
export async function saveReport(tx: Tx, report: UserReport): Promise<void> {
  await tx
    .updateTable('user_report')
    .set({
      ...{ state: report.state, incident_id: report.incidentId, answer: report.answer },
      triaged_by: report.triagedBy as unknown as Json,
      ...{ triaged_at: report.triagedAt, overdue_told_at: report.overdueToldAt },
    })
    .where('id', '=', report.id)
    .execute();
}

/** What a ticket says by now, which has become worse before anybody triaged it. */
export async function saveSaid(tx: Tx, report: UserReport): Promise<void> {
  await tx
    .updateTable('user_report')
    .set({
      ...{ title: report.title, description: report.description, system_id: report.systemId },
      ...{ answers: report.answers as Json, severity: report.severity, due_at: report.dueAt },
      ...{ reporter_email: report.reporterEmail, ticket_url: report.ticketUrl },
      overdue_told_at: report.overdueToldAt,
    })
    .where('id', '=', report.id)
    .execute();
}

export type ReportRef =
  | { readonly id: string }
  | { readonly number: number }
  | { readonly sentId: string }
  /** The newest of a ticket. */
  | { readonly ticketId: string };

const found = (reader: Reader, by: ReportRef) => {
  const query = reader.selectFrom('user_report').selectAll();
  if ('id' in by) return query.where('id', '=', by.id);
  if ('number' in by) return query.where('number', '=', by.number);
  if ('sentId' in by) return query.where('sent_id', '=', by.sentId);
  return query.where('ticket_id', '=', by.ticketId).orderBy('number', 'desc').limit(1);
};

export async function findReport(reader: Reader, by: ReportRef): Promise<UserReport | undefined> {
  const row = await found(reader, by).executeTakeFirst();
  return row && toReport(row);
}

/** Locked until the transaction ends: of two who triage at once the second finds it done. */
export async function lockReport(tx: Tx, by: ReportRef): Promise<UserReport | undefined> {
  const row = await found(tx, by).forUpdate().executeTakeFirst();
  return row && toReport(row);
}

/**
 * New ones: the most severe first, then those that are due first. Others: what was triaged last.
 * @param hidden incidents whose reports whoever looks may not see
 * @param after the number of the report after which to go on
 */
export async function listReports(
  reader: Reader,
  which: 'new' | 'triaged',
  hidden: readonly string[],
  after: number | null,
  limit: number,
): Promise<UserReport[]> {
  let query = reader.selectFrom('user_report').selectAll().limit(limit);
  if (hidden.length > 0)
    query = query.where(sql<boolean>`(incident_id is null or incident_id <> all(${[...hidden]}::uuid[]))`);
  if (which === 'new') {
    query = query.where('state', '=', 'new').orderBy(sql`coalesce(severity, 'P9')`).orderBy('due_at');
    if (after !== null)
      query = query.where(sql<boolean>`(coalesce(severity, 'P9'), due_at, number) >
        (select coalesce(severity, 'P9'), due_at, number from user_report where number = ${after})`);
    return (await query.orderBy('number').execute()).map(toReport);
  }
  query = query.where('state', '!=', 'new').orderBy('triaged_at', 'desc');
  if (after !== null)
    query = query.where(sql<boolean>`(triaged_at, number) <
      (select triaged_at, number from user_report where number = ${after})`);
  return (await query.orderBy('number', 'desc').execute()).map(toReport);
}

export async function countNew(
  reader: Reader,
  now: Instant,
): Promise<{ readonly untriaged: number; readonly overdue: number }> {
  const { rows } = await sql<{ untriaged: number; overdue: number }>`
    select count(*)::int as untriaged, count(*) filter (where due_at <= ${now})::int as overdue
    from user_report where state = 'new'`.execute(reader);
  return rows[0] ?? { untriaged: 0, overdue: 0 };
}

/** The incidents that reports about a system (null: about none) led to, newest first. */
export async function incidentsReported(reader: Reader, systemId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select incident_id as id from user_report
    where incident_id is not null and system_id is not distinct from ${systemId}
    group by incident_id order by max(number) desc limit 20`.execute(reader);
  return rows.map(({ id }) => id);
}

/** How many reports from the public have declared by themselves since a moment. */
export async function publicDeclarations(tx: Tx, since: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from user_report
    where source = 'public' and state = 'declared' and created_at > ${since} and triaged_by ->> 'kind' = 'system'`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/** Reports of an incident whose reporters do not know yet that it is over, so many at a time; locked. */
export async function lockUntold(tx: Tx, incidentId: string, limit: number): Promise<UserReport[]> {
  const rows = await tx
    .selectFrom('user_report')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('resolved_told_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
  return rows.map(toReport);
}

export async function markTold(tx: Tx, ids: readonly string[], at: Instant): Promise<void> {
  await tx.updateTable('user_report').set({ resolved_told_at: at }).where('id', 'in', ids).execute();
}

/** Forgets the addresses of some whose last answer was before a moment. @returns of which reports */
export async function forgetReporters(tx: Tx, before: Instant, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update user_report set reporter_email = null where id in (
      select id from user_report where reporter_email is not null
        and (resolved_told_at < ${before} or (state = 'declined' and triaged_at < ${before}))
      order by id limit ${limit} for update skip locked)
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Incidents whose reporters do not know that they are over; most of them are not. */
export async function incidentsUntold(reader: Reader, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct incident_id as id from user_report
    where incident_id is not null and resolved_told_at is null limit ${limit}`.execute(reader);
  return rows.map(({ id }) => id);
}

/** Reports of one incident go with it into another. */
export async function moveReports(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.updateTable('user_report').set({ incident_id: toId }).where('incident_id', '=', fromId).execute();
}

/** Those that wait and of which nobody has been told, due before a moment; soonest first. */
export async function waiting(
  reader: Reader,
  before: Instant,
): Promise<{ readonly id: string; readonly dueAt: Instant }[]> {
  return reader
    .selectFrom('user_report')
    .select(['id', 'due_at as dueAt'])
    .where('state', '=', 'new')
    .where('overdue_told_at', 'is', null)
    .where('due_at', '<', before)
    .orderBy('due_at')
    .execute();
}

const toSettings = (row: Selectable<DB['user_report_settings']>): Settings => ({
  ...{ formOn: row.form_on, formIntro: row.form_intro, formQuestions: row.form_questions },
  formPagesPerHour: row.form_pages_per_hour,
  ...{ formPages: row.form_pages, formChoices: row.form_choices as unknown as Choice[] },
  mailOn: row.mail_on,
  ...{ ticketKeyHash: row.ticket_key_hash, ticketKeyHint: row.ticket_key_hint },
});

export async function readSettings(reader: Reader): Promise<Settings> {
  return toSettings(await reader.selectFrom('user_report_settings').selectAll().executeTakeFirstOrThrow());
}

/** Locked: held by whoever changes them, and by each report that may declare, so that two at once open one incident. */
export async function lockSettings(tx: Tx): Promise<Settings> {
  const row = await tx.selectFrom('user_report_settings').selectAll().forUpdate().executeTakeFirstOrThrow();
  return toSettings(row);
}

export async function saveSettings(tx: Tx, settings: Settings): Promise<void> {
  await tx
    .updateTable('user_report_settings')
    .set({
      ...{ form_on: settings.formOn, form_intro: settings.formIntro, form_questions: settings.formQuestions },
      ...{ form_pages: settings.formPages, form_pages_per_hour: settings.formPagesPerHour },
      form_choices: JSON.stringify(settings.formChoices),
      mail_on: settings.mailOn,
      ...{ ticket_key_hash: settings.ticketKeyHash, ticket_key_hint: settings.ticketKeyHint },
    })
    .execute();
}
