import type { Clock } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { KnownHolidays } from './decide-check.ts';
import type { DirectoryFacts } from './model.ts';
import type { Audit, ContactKinds, Duties, KnownRoles, PersonRenamed } from './ports.ts';
import { loadFacts, revision } from './store-facts.ts';
import { type PersonRow, updatePerson } from './store-people.ts';
import { lockDirectory, markChanged } from './store-teams.ts';

export interface DirectoryPorts {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly contactKinds: ContactKinds;
  readonly personRenamed: PersonRenamed;
  readonly knownRoles: KnownRoles;
  readonly knownHolidays: KnownHolidays;
  readonly duties: Duties;
}

/** Reads the directory. What was loaded is kept until its revision changes, so asking again costs one small query. */
export class FactReader {
  #kept: DirectoryFacts | undefined;

  async facts(reader: Reader): Promise<DirectoryFacts> {
    const current = await revision(reader);
    if (this.#kept?.revision !== current) this.#kept = await loadFacts(reader);
    return this.#kept;
  }
}

/** What the parts of the service share. */
export interface Context extends DirectoryPorts {
  readonly reader: FactReader;
}

/**
 * One change of the directory: alone at the directory, on facts that cannot change meanwhile. Readers and browsers learn
 * of it when the caller's transaction commits.
 */
export async function change<T>(
  context: Context,
  tx: Tx,
  work: (facts: DirectoryFacts) => Promise<T>,
): Promise<T> {
  await lockDirectory(tx);
  const result = await work(await context.reader.facts(tx));
  await markChanged(tx, newId(context.clock));
  await publishLive(tx, { topic: 'directory' });
  return result;
}

/** Saves a changed person, their account included. */
export async function savePerson(context: Context, tx: Tx, person: PersonRow, moved = false): Promise<void> {
  await updatePerson(tx, person, context.clock.now());
  await context.personRenamed(tx, { ...person, moved });
}
