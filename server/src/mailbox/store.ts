import type { Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { DropReason, Health, MailKind } from './model.ts';

export interface KeptMail {
  readonly id: string;
  readonly key: string;
  readonly raw: Buffer;
  readonly attempts: number;
}

/** What came of a mail. */
export interface Outcome {
  readonly kind: MailKind;
  /** Null: something did. */
  readonly reason: DropReason | null;
  readonly messageId?: string;
  readonly senderHash?: string;
}

/** @returns false when it was kept before */
export async function insertMail(
  tx: Tx,
  mail: { readonly id: string; readonly key: string; readonly raw: Buffer; readonly receivedAt: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('inbound_mail')
    .values({ id: mail.id, key: mail.key, raw: mail.raw, received_at: mail.receivedAt })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** A mail that nobody has looked at. */
export async function findKept(reader: Reader, id: string): Promise<KeptMail | undefined> {
  const row = await reader
    .selectFrom('inbound_mail')
    .select(['id', 'key', 'raw', 'attempts'])
    .where('id', '=', id)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  return row?.raw ? { ...row, raw: row.raw } : undefined;
}

/** @returns false when that was done before */
export async function endMail(tx: Tx, id: string, outcome: Outcome, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('inbound_mail')
    .set({
      ...{ state: 'done', raw: null, done_at: now, kind: outcome.kind, reason: outcome.reason },
      ...{ message_id: outcome.messageId ?? null, sender_hash: outcome.senderHash ?? null },
    })
    .where('id', '=', id)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function countAttempt(tx: Tx, id: string): Promise<void> {
  await sql`update inbound_mail set attempts = attempts + 1 where id = ${id}`.execute(tx);
}

/** How many replies came to a message, whatever came of them: each costs a look and perhaps an answer. */
export async function countAnswers(reader: Reader, messageId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from inbound_mail
    where message_id = ${messageId}`.execute(reader);
  return rows[0]?.count ?? 0;
}

/** How many reports came by mail since a moment: all, and from one sender. */
export async function countReports(
  reader: Reader,
  since: Instant,
  senderHash: string,
): Promise<{ readonly all: number; readonly theirs: number }> {
  const { rows } = await sql<{ all: number; theirs: number }>`select count(*)::int as all,
      (count(*) filter (where sender_hash = ${senderHash}))::int as theirs
    from inbound_mail where state = 'done' and done_at >= ${since} and kind = 'report' and reason is null`.execute(
    reader,
  );
  return rows[0] ?? { all: 0, theirs: 0 };
}

/** Kept before a moment: whoever was to look at them has been lost. */
export async function overdueMails(reader: Reader, before: Instant): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('inbound_mail')
    .select('id')
    .where('state', '=', 'kept')
    .where('received_at', '<', before)
    .orderBy('received_at')
    .limit(1_000)
    .execute();
  return rows.map(({ id }) => id);
}

/** Forgets some of those that came to their end before a moment: nobody sends the same mail again after so long. */
export async function forgetMails(tx: Tx, before: Instant): Promise<void> {
  await sql`delete from inbound_mail where ctid in (
    select ctid from inbound_mail where state = 'done' and done_at < ${before} order by done_at limit 1000)`.execute(
    tx,
  );
}

/** What came since a moment, and when the last one came at all. */
export async function countsSince(
  reader: Reader,
  since: Instant,
): Promise<{
  readonly lastAt: Instant | null;
  readonly lately: readonly { readonly kind: string; readonly acted: boolean; readonly count: number }[];
}> {
  const last = await reader
    .selectFrom('inbound_mail')
    .select((eb) => eb.fn.max('received_at').as('at'))
    .executeTakeFirst();
  const { rows } = await sql<{
    kind: string;
    acted: boolean;
    count: number;
  }>`select kind, reason is null as acted,
      count(*)::int as count
    from inbound_mail where state = 'done' and done_at >= ${since} group by 1, 2 order by 1, 2`.execute(
    reader,
  );
  return { lastAt: last?.at ?? null, lately: rows };
}

export async function readHealth(reader: Reader): Promise<Health> {
  const row = await reader.selectFrom('mailbox_health').selectAll().executeTakeFirst();
  return {
    heardAt: row?.heard_at ?? null,
    failingSince: row?.failing_since ?? null,
    problem: row?.problem ?? null,
    toldAt: row?.told_at ?? null,
  };
}

/** Locked: of a failure and a recovery at once the second sees the first. */
export async function lockHealth(tx: Tx): Promise<Health> {
  await sql`select 1 from mailbox_health for update`.execute(tx);
  return readHealth(tx);
}

export async function saveHealth(tx: Tx, health: Health): Promise<void> {
  await tx
    .updateTable('mailbox_health')
    .set({
      ...{ heard_at: health.heardAt, failing_since: health.failingSince },
      ...{ problem: health.problem, told_at: health.toldAt },
    })
    .execute();
}
