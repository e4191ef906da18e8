import type { Transaction } from 'kysely';
import { newId } from '../ids.ts';
import type { DB } from './schema.gen.ts';

const commands = new WeakMap<Transaction<DB>, string>();

/**
 * The id of the command that a transaction carries out, the same for all that follows from it in other chapters. By the
 * transaction and not handed through: every function between the request and the log would have to take it, and
 * whatever a command causes is in its transaction anyway (ADR 27).
 */
export function commandOf(tx: Transaction<DB>): string {
  const known = commands.get(tx);
  if (known !== undefined) return known;
  const id = newId();
  commands.set(tx, id);
  return id;
}
