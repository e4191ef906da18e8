import { beforeCommit, sql, type Tx } from '../db/index.ts';

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
  | 'report'
  | 'status'
  | 'drill';

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
export function publishLive(tx: Tx, event: LiveEvent): Promise<void> {
  const text = JSON.stringify(event);
  const texts = published.get(tx) ?? new Set<string>();
  published.set(tx, texts);
  beforeCommit(tx, TELL, async () => {
    await sql`select pg_notify(${LIVE_CHANNEL}, text) from unnest(${[...texts]}::text[]) as text`.execute(tx);
  });
  texts.add(text);
  return Promise.resolve();
}

const TELL = Symbol('tell browsers');

/** What each open transaction tells when it commits. No transaction of ours rolls back a part of itself. */
const published = new WeakMap<Tx, Set<string>>();
