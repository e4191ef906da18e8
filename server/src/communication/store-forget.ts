import { sql, type Tx } from '../platform/db/index.ts';

/**
 * Forgets where messages of these sources went: addresses of people outside, the keys that they stand in, and what providers said,
 * who repeat them. That they were sent, when and what they said stays. What is still on its way keeps its address.
 */
export async function forgetAddresses(tx: Tx, sourceIds: readonly string[]): Promise<void> {
  await sql`update message_attempt a set detail = null from message m
    where m.id = a.message_id and m.source_id = any(${[...sourceIds]}::text[]) and m.purpose = 'subscriber'
      and m.settled_at is not null`.execute(tx);
  await sql`update message set address = null, key = 'forgotten:' || id
    where source_id = any(${[...sourceIds]}::text[]) and purpose = 'subscriber' and settled_at is not null`.execute(
    tx,
  );
}
