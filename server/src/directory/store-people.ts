import type { Instant } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/db/index.ts';
import type { AccountRole, Purpose, QuietHours } from './model.ts';

export interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly timezone: string;
  readonly role: AccountRole;
  readonly active: boolean;
}

export async function insertPerson(tx: Tx, person: PersonRow, now: Instant): Promise<void> {
  await sql`insert into person (id, email, name, timezone, role, active, created_at, updated_at)
    values (${person.id}, ${person.email}, ${person.name}, ${person.timezone}, ${person.role}, ${person.active},
      ${now}, ${now})`.execute(tx);
}

export async function updatePerson(tx: Tx, person: PersonRow, now: Instant): Promise<void> {
  await sql`update person set email = ${person.email}, name = ${person.name}, timezone = ${person.timezone},
    role = ${person.role}, active = ${person.active}, updated_at = ${now} where id = ${person.id}`.execute(
    tx,
  );
}

/** @param quietHours null: none */
export async function saveQuietHours(
  tx: Tx,
  personId: string,
  quietHours: QuietHours | null,
  now: Instant,
): Promise<void> {
  await sql`update person set quiet_from = ${quietHours?.from ?? null}, quiet_until = ${quietHours?.until ?? null},
    updated_at = ${now} where id = ${personId}`.execute(tx);
}

export interface MethodRow {
  readonly id: string;
  readonly personId: string;
  readonly position: number;
  readonly kind: string;
  readonly label: string;
  readonly address: string;
  readonly disabledReason: string | null;
}

/** Writes a contact method, new or known. */
export async function saveMethod(tx: Tx, method: MethodRow, now: Instant): Promise<void> {
  const { id, personId, position, kind, label, address, disabledReason } = method;
  await sql`insert into contact_method
      (id, person_id, position, kind, label, address, disabled_reason, created_at)
    values (${id}, ${personId}, ${position}, ${kind}, ${label}, ${address}, ${disabledReason}, ${now})
    on conflict (id) do update set position = excluded.position, kind = excluded.kind, label = excluded.label,
      code_at = case when contact_method.address = excluded.address then contact_method.code_at end,
      answered_at = case when contact_method.address = excluded.address then contact_method.answered_at end,
      address = excluded.address, disabled_reason = excluded.disabled_reason`.execute(tx);
}

/** Notes a half of the proof that a method works. @returns false when it is gone, or leads elsewhere now */
export async function saveProof(
  tx: Tx,
  { id, address }: { readonly id: string; readonly address: string },
  half: 'code' | 'answer',
  now: Instant,
): Promise<boolean> {
  const column = half === 'code' ? sql`code_at` : sql`answered_at`;
  const result = await sql`update contact_method set ${column} = ${now}
    where id = ${id} and address = ${address}`.execute(tx);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** What goes there is signed with the next secret from now on. */
export async function rotateSecret(tx: Tx, id: string, generation: number, now: Instant): Promise<void> {
  await sql`update contact_method set secret_generation = ${generation}, secret_rotated_at = ${now}
    where id = ${id}`.execute(tx);
}

/** Its rules go with it. */
export async function deleteMethods(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`delete from contact_method where id = any(${ids}::uuid[])`.execute(tx);
}

/** Says why a method does not work, unless a reason is there already. @returns whether that is news */
export async function setDisabledReason(tx: Tx, id: string, reason: string): Promise<boolean> {
  const result = await sql`update contact_method set disabled_reason = ${reason}
    where id = ${id} and disabled_reason is null`.execute(tx);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** @param reason the one that no longer holds; another one stays */
export async function clearDisabledReason(tx: Tx, id: string, reason: string): Promise<boolean> {
  const result = await sql`update contact_method set disabled_reason = null
    where id = ${id} and disabled_reason = ${reason}`.execute(tx);
  return (result.numAffectedRows ?? 0n) > 0n;
}

export interface RuleRow {
  readonly id: string;
  readonly afterSeconds: number;
  readonly contactMethodId: string;
}

/** The person's rules for a purpose become exactly these. */
export async function replaceRules(
  tx: Tx,
  personId: string,
  purpose: Purpose,
  rules: readonly RuleRow[],
): Promise<void> {
  await sql`delete from contact_rule where person_id = ${personId} and purpose = ${purpose}`.execute(tx);
  for (const [position, rule] of rules.entries()) {
    await sql`insert into contact_rule (id, person_id, purpose, position, after_seconds, contact_method_id)
      values (${rule.id}, ${personId}, ${purpose}, ${position}, ${rule.afterSeconds},
        ${rule.contactMethodId})`.execute(tx);
  }
}

export interface AbsenceRow {
  readonly id: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly note: string;
  readonly enteredAt?: Instant;
}

export async function insertAbsence(tx: Tx, personId: string, absence: AbsenceRow): Promise<void> {
  await sql`insert into absence (id, person_id, starts_at, ends_at, note, entered_at) values
    (${absence.id}, ${personId}, ${absence.from}, ${absence.until}, ${absence.note},
      ${absence.enteredAt ?? null})`.execute(tx);
}

export async function deleteAbsences(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`delete from absence where id = any(${ids}::uuid[])`.execute(tx);
}
