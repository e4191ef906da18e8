import type { Actor, Clock, Instant, JsonObject } from '../../kernel/index.ts';
import type { Reader, Tx } from '../db/index.ts';
import { newId } from '../ids.ts';

/** One administrative act. `action` reads like a verb: `integration.created`, `token.revoked`. */
export interface AuditEntry {
  readonly actor: Actor;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId?: string;
  /** What changed, without secrets. */
  readonly details?: JsonObject;
}

export type Audit = (tx: Tx, entry: AuditEntry) => Promise<void>;

/** Writes the audit log, in the transaction of the act: no act without its entry, no entry without its act. */
export const createAudit =
  (clock: Clock): Audit =>
  async (tx, entry) => {
    await tx
      .insertInto('audit_entry')
      .values({
        id: newId(clock),
        at: clock.now(),
        actor: JSON.stringify(entry.actor),
        action: entry.action,
        subject_kind: entry.subjectKind,
        subject_id: entry.subjectId ?? null,
        details: JSON.stringify(entry.details ?? {}),
      })
      .execute();
  };

export interface AuditRow {
  readonly id: string;
  readonly at: Instant;
  readonly actor: unknown;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly details: unknown;
}

/** Newest first; `before` is the id of the last entry of the page before. */
export function listAudit(reader: Reader, before: string | undefined, limit: number): Promise<AuditRow[]> {
  let query = reader
    .selectFrom('audit_entry')
    .select([
      'id',
      'at',
      'actor',
      'action',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'details',
    ])
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('id', '<', before);
  return query.execute();
}
