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
  | 'runbook'
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
  const text = JSON.stringify(event);
  const already = published.get(tx) ?? new Set();
  // PostgreSQL would tell it once as well; this spares asking for it, several times in most transactions.
  if (already.has(text)) return;
  published.set(tx, already.add(text));
  await sql`select pg_notify(${LIVE_CHANNEL}, ${text})`.execute(tx);
}

/** What each open transaction tells when it commits. No transaction of ours rolls back a part of itself. */
const published = new WeakMap<Tx, Set<string>>();
