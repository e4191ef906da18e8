import type { Clock } from '../kernel/index.ts';
import { type Reader, ReadOnce, type Tx } from '../platform/db/index.ts';
import type { Principal } from '../platform/http/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { KnownHolidays } from './decide-check.ts';
import { reachChanges, reachedBefore } from './decide-reach.ts';
import type { DirectoryFacts, KindFacts, Person } from './model.ts';
import type { Audit, ContactKinds, Duties, KnownRoles, PersonRenamed, TellReachChanged } from './ports.ts';
import { loadFacts, revision } from './store-facts.ts';
import { type PersonRow, updatePerson } from './store-people.ts';
import { lockDirectory, markChanged } from './store-teams.ts';

export interface DirectoryPorts {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly contactKinds: ContactKinds;
  readonly personRenamed: PersonRenamed;
  readonly tellReachChanged: TellReachChanged;
  readonly knownRoles: KnownRoles;
  readonly knownHolidays: KnownHolidays;
  readonly duties: Duties;
}

/**
 * Reads the directory. What was loaded is kept until its revision changes, so asking again costs one small query, and in
 * one transaction nothing.
 */
export class FactReader {
  #kept: DirectoryFacts | undefined;
  readonly #once = new ReadOnce<'facts', DirectoryFacts>();
  readonly #kinds: KindFacts;

  constructor(kinds: KindFacts) {
    this.#kinds = kinds;
  }

  facts(reader: Reader): Promise<DirectoryFacts> {
    return this.#once.get(reader, 'facts', () => this.#load(reader));
  }

  /** To be called when the transaction has changed something. */
  changed(tx: Tx): void {
    this.#once.forget(tx);
  }

  async #load(reader: Reader): Promise<DirectoryFacts> {
    const current = await revision(reader);
    if (this.#kept?.revision !== current) this.#kept = { ...(await loadFacts(reader)), kinds: this.#kinds };
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
  context.reader.changed(tx);
  await publishLive(tx, { topic: 'directory' });
  return result;
}

/** Saves a changed person, their account included. */
export async function savePerson(context: Context, tx: Tx, person: PersonRow, moved = false): Promise<void> {
  await updatePerson(tx, person, context.clock.now());
  await context.personRenamed(tx, { ...person, moved });
  if (!person.active) await context.duties.left(tx, person.id);
}

/**
 * Tells a person when another one has changed how they are reached or sign in, where they were reached before: who can write
 * the directory could otherwise turn an administrator's pages and reset links to themselves unseen. A token that a person made
 * acts as that person. The installation's own token (TOCSIN_BOOTSTRAP_TOKEN) alone tells nobody: it is how an organisation
 * is set up.
 */
export async function tellOfReach(
  context: Context,
  tx: Tx,
  by: Principal,
  before: Person,
  facts: Pick<DirectoryFacts, 'people'>,
): Promise<void> {
  if (by.personId === undefined || by.personId === before.id || !before.active) return;
  const after = facts.people.get(before.id);
  if (after === undefined) return;
  const changes = reachChanges(before, after);
  if (changes.length === 0) return;
  const addresses = reachedBefore(before, after);
  const byName = facts.people.get(by.personId)?.name ?? 'Deleted user';
  await context.tellReachChanged(tx, { personId: before.id, addresses, changes, byName });
}

/** A change of one person, who is told of what it does to how they are reached. */
export async function changePerson<T>(
  context: Context,
  tx: Tx,
  by: Principal,
  personId: string,
  work: (facts: DirectoryFacts) => Promise<T>,
): Promise<T> {
  let before: Person | undefined;
  const result = await change(context, tx, (facts) => {
    before = facts.people.get(personId);
    return work(facts);
  });
  if (before !== undefined) await tellOfReach(context, tx, by, before, await context.reader.facts(tx));
  return result;
}
