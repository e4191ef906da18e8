import type { Audit, DirectoryFacts } from '../directory/index.ts';
import { type Actor, type Clock, Fault, type JsonObject, notFound } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { type Audience, BUILT_IN, type Subscription } from './model.ts';
import * as store from './store-audiences.ts';

export interface AudienceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
}

/** The audiences that an organisation keeps, and what its people subscribe to themselves. */
export class Audiences {
  readonly #deps: AudienceDeps;

  constructor(deps: AudienceDeps) {
    this.#deps = deps;
  }

  list(reader: Reader = this.#deps.database.db): Promise<readonly Audience[]> {
    return store.audiences(reader);
  }

  facts(reader: Reader = this.#deps.database.db): Promise<DirectoryFacts> {
    return this.#deps.directory.facts(reader);
  }

  /** @throws Fault `invalid` for somebody or something that does not exist */
  put(audience: Audience, actor: Actor): Promise<void> {
    return this.#deps.database.transaction((tx) => this.putIn(tx, audience, actor));
  }

  async putIn(tx: Tx, audience: Audience, actor: Actor): Promise<void> {
    const { people, teams } = await this.facts(tx);
    for (const [index, id] of audience.people.entries())
      if (people.get(id)?.active !== true)
        throw invalid(`people.${index}`, 'Person not found or deactivated.');
    for (const [index, id] of audience.teams.entries())
      if (teams.get(id)?.archived !== false) throw invalid(`teams.${index}`, `Team "${id}" not found.`);
    if ((BUILT_IN as readonly string[]).includes(audience.id))
      throw invalid('id', `"${audience.id}" is always there. Choose another ID.`);
    await store.saveAudience(tx, audience, this.#deps.clock.now());
    await this.#record(tx, actor, 'audience.saved', audience.id, { name: audience.name });
  }

  /** @throws Fault `not_found` */
  remove(id: string, actor: Actor): Promise<void> {
    return this.#deps.database.transaction((tx) => this.removeIn(tx, id, actor));
  }

  async removeIn(tx: Tx, id: string, actor: Actor): Promise<void> {
    if (!(await store.deleteAudience(tx, id))) throw notFound('audience');
    await this.#record(tx, actor, 'audience.removed', id, {});
  }

  /** What somebody subscribed to; null when to nothing. */
  async subscription(personId: string): Promise<Subscription | null> {
    return (await store.subscriptionOf(this.#deps.database.db, personId)) ?? null;
  }

  subscribe(subscription: Subscription): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      const { systems } = await this.facts(tx);
      for (const [index, id] of subscription.systems.entries())
        if (systems.get(id)?.archived !== false)
          throw invalid(`systems.${index}`, `System "${id}" not found.`);
      await store.saveSubscription(tx, subscription, this.#deps.clock.now());
    });
  }

  /** Leaving twice is a double click. */
  unsubscribe(personId: string): Promise<void> {
    return this.#deps.database.transaction(async (tx) => {
      await store.deleteSubscription(tx, personId);
    });
  }

  async #record(tx: Tx, actor: Actor, action: string, subjectId: string, details: JsonObject): Promise<void> {
    await this.#deps.audit(tx, { actor, action, subjectKind: 'audience', subjectId, details });
    await publishLive(tx, { topic: 'directory' });
  }
}

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
