import type { Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { ReplyCode } from './decide-codes.ts';

/** A message to be taken back where it stands. */
export interface DueWithdrawal {
  readonly messageId: string;
  readonly reason: string;
  readonly tries: number;
}

/** Notes that messages that were handed over are to be taken back. @returns those that were not noted before */
export async function insertWithdrawals(
  tx: Tx,
  about: { readonly messageId: string } | { readonly sourceKind: string; readonly sourceId: string },
  channels: readonly string[],
  reason: string,
  now: Instant,
): Promise<{ id: string; channel: string }[]> {
  const which =
    'messageId' in about
      ? sql`id = ${about.messageId}`
      : sql`source_kind = ${about.sourceKind} and source_id = ${about.sourceId} and state in ('accepted', 'delivered')`;
  const { rows } = await sql<{ id: string; channel: string }>`with noted as (
      insert into message_withdrawal (message_id, reason, due_at)
      select id, ${reason}, ${now} from message
      where ${which} and purpose = 'page' and channel = any(${[...channels]}::text[])
      on conflict (message_id) do nothing returning message_id)
    select message.id, message.channel from message join noted on noted.message_id = message.id order by message.id`.execute(
    tx,
  );
  return rows;
}

export async function findWithdrawal(reader: Reader, messageId: string): Promise<DueWithdrawal | undefined> {
  const row = await reader
    .selectFrom('message_withdrawal')
    .selectAll()
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row && { messageId: row.message_id, reason: row.reason, tries: row.tries };
}

export async function postponeWithdrawal(
  tx: Tx,
  messageId: string,
  tries: number,
  dueAt: Instant,
): Promise<void> {
  await tx
    .updateTable('message_withdrawal')
    .set({ tries, due_at: dueAt })
    .where('message_id', '=', messageId)
    .execute();
}

export async function endWithdrawal(tx: Tx, messageId: string): Promise<void> {
  await tx.deleteFrom('message_withdrawal').where('message_id', '=', messageId).execute();
}

/** Those that nobody looks after any more. */
export async function overdueWithdrawals(
  reader: Reader,
  before: Instant,
): Promise<{ id: string; channel: string }[]> {
  const rows = await reader
    .selectFrom('message_withdrawal')
    .innerJoin('message', 'message.id', 'message_withdrawal.message_id')
    .select(['message.id', 'message.channel'])
    .where('message_withdrawal.due_at', '<', before)
    .orderBy('message.id')
    .limit(1000)
    .execute();
  return rows.map(({ id, channel }) => ({ id, channel: channel ?? '' }));
}

/** The codes of an address, the newest first. */
export async function codesOf(reader: Reader, channel: string, address: string): Promise<ReplyCode[]> {
  const rows = await reader
    .selectFrom('reply_code')
    .select(['code', 'subject', 'message_id', 'given_at'])
    .where('channel', '=', channel)
    .where('address', '=', address)
    .orderBy('given_at', 'desc')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    subject: row.subject,
    messageId: row.message_id,
    givenAt: row.given_at,
  }));
}

/** Of two claims at one address that want a code, one waits for the other. */
export async function lockCodes(tx: Tx, channel: string, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`codes:${channel}:${address}`}, 0))`.execute(tx);
}

export async function saveCode(
  tx: Tx,
  at: { readonly channel: string; readonly address: string },
  { code, subject, messageId, givenAt }: ReplyCode,
): Promise<void> {
  await sql`insert into reply_code (channel, address, code, subject, message_id, given_at)
    values (${at.channel}, ${at.address}, ${code}, ${subject}, ${messageId}, ${givenAt})
    on conflict (channel, address, code) do update set subject = excluded.subject,
      message_id = excluded.message_id, given_at = excluded.given_at`.execute(tx);
}

/** How many old ones are forgotten with each new one. */
const FORGOTTEN_AT_ONCE = 100;

/** @returns false when it was seen before and is not forgotten yet */
export async function seeCallback(
  tx: Tx,
  channel: string,
  idHash: string,
  now: Instant,
  until: Instant,
): Promise<boolean> {
  await sql`delete from callback_seen where ctid in (
    select ctid from callback_seen where until <= ${now} order by until limit ${FORGOTTEN_AT_ONCE})`.execute(
    tx,
  );
  const result =
    await sql`insert into callback_seen (channel, id_hash, until) values (${channel}, ${idHash}, ${until})
    on conflict (channel, id_hash) do update set until = excluded.until
    where callback_seen.until <= ${now}`.execute(tx);
  return (result.numAffectedRows ?? 0n) > 0n;
}

export async function forgetCallback(tx: Tx, channel: string, idHash: string): Promise<void> {
  await tx.deleteFrom('callback_seen').where('channel', '=', channel).where('id_hash', '=', idHash).execute();
}

export async function channelState(
  reader: Reader,
  channel: string,
  key: string,
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('channel_state')
    .select('value')
    .where('channel', '=', channel)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

/** What is below a key (`room:1:card:2` of `room:1`), the oldest first. */
export async function channelStateBelow(
  reader: Reader,
  channel: string,
  key: string,
): Promise<readonly { readonly key: string; readonly value: string }[]> {
  return reader
    .selectFrom('channel_state')
    .select(['key', 'value'])
    .where('channel', '=', channel)
    .where(sql<boolean>`starts_with(key, ${`${key}:`})`)
    .orderBy('updated_at')
    .limit(1_000)
    .execute();
}

/** @param replace false: what stands there stays */
export async function saveChannelState(
  tx: Tx,
  channel: string,
  key: string,
  value: string,
  now: Instant,
  replace: boolean,
): Promise<void> {
  const conflict = replace
    ? sql`do update set value = excluded.value, updated_at = excluded.updated_at`
    : sql`do nothing`;
  await sql`insert into channel_state (channel, key, value, updated_at)
    values (${channel}, ${key}, ${value}, ${now}) on conflict (channel, key) ${conflict}`.execute(tx);
}

/** Forgets what is at a key, and what is below it (`room:1` and `room:1:card:2`). */
export async function deleteChannelState(tx: Tx, channel: string, key: string): Promise<void> {
  await sql`delete from channel_state
    where channel = ${channel} and (key = ${key} or starts_with(key, ${`${key}:`}))`.execute(tx);
}
