import { sql, type Tx } from '../db/index.ts';

export type LiveTopic =
  | 'incident'
  | 'alert'
  | 'message'
  | 'oncall'
  | 'directory'
  | 'integration'
  | 'policy'
  | 'policy_draft'
  | 'update_draft'
  | 'status';

/** Something changed; whoever shows it should ask again. Carries no content, so permissions stay with the API. */
export interface LiveEvent {
  readonly topic: LiveTopic;
  /** The subject's id; absent when the whole list may have changed. */
  readonly id?: string;
}

export const LIVE_CHANNEL = 'tocsin_live';

/**
 * Tells every process, and through them every open browser, when the transaction commits. Not for the ingest path's
 * repeats: NOTIFY serialises commits.
 */
export async function publishLive(tx: Tx, event: LiveEvent): Promise<void> {
  await sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(event)})`.execute(tx);
}
