import type { DirectoryFacts } from '../../directory/index.ts';
import { type Actor, type Clock, Fault, type Instant } from '../../kernel/index.ts';
import type { Database, Reader } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { indexable } from '../ingest.ts';
import type { IntegrationRef, RawPayload } from '../model.ts';
import { summaryOf } from './decide-summary.ts';
import { systemOf } from './decide-system.ts';
import type { Change, StoredChange } from './model.ts';
import { type ChangePosition, changesBetween, findChange, listChanges, saveChange } from './store-changes.ts';

export { CHANGE_KINDS, CHANGE_STATES, type Change, type ChangeKind, type ChangeState } from './model.ts';
export type { ChangePosition, StoredChange };

interface ChangePorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
}

/** What has changed lately: kept for whoever looks for a cause, told to nobody. */
export class Changes {
  readonly #ports: ChangePorts;

  constructor(ports: ChangePorts) {
    this.#ports = ports;
  }

  /** As an integration reports it. */
  report(integration: IntegrationRef, change: Change, payload: RawPayload): Promise<StoredChange> {
    const labels = { integration: integration.id, ...change.labels };
    const payloadId = newId(this.#ports.clock);
    return this.#save(change, labels, integration.systemId, {
      ...{ integrationId: integration.id, recordedBy: null, payload: { ...payload, id: payloadId } },
    });
  }

  /**
   * As a person, a pipeline or a script records it with a token.
   * @param change without a summary, one is made of what it says
   * @param systemId the system it is about; null: by its labels
   * @throws Fault `invalid` for a system that there is not
   */
  async record(
    change: Omit<Change, 'summary'> & { readonly summary?: string | undefined },
    systemId: string | null,
    actor: Actor,
  ): Promise<StoredChange> {
    const { database, directory } = this.#ports;
    const system = systemId === null ? undefined : (await directory.facts(database.db)).systems.get(systemId);
    if (systemId !== null && system?.archived !== false)
      throw new Fault('invalid', 'unknown_system', `System "${systemId}" not found.`, [
        { path: 'system', message: 'Not found.' },
      ]);
    const summary = change.summary ?? summaryOf(change, system?.name);
    return this.#save({ ...change, summary }, change.labels ?? {}, systemId, {
      ...{ integrationId: null, recordedBy: actor, payload: null },
    });
  }

  /** Newest first; after `after`, those before it. */
  list(after: ChangePosition | undefined, limit: number): Promise<readonly StoredChange[]> {
    return listChanges(this.#ports.database.db, after, limit);
  }

  find(reader: Reader, id: string): Promise<StoredChange | undefined> {
    return findChange(reader, id);
  }

  /** In a span of time, newest first, at most `limit`. @param systemIds null: what is about no known system */
  between(
    reader: Reader,
    systemIds: readonly string[] | null,
    span: { readonly from: Instant; readonly until: Instant },
    limit: number,
  ): Promise<readonly StoredChange[]> {
    return changesBetween(reader, systemIds, span, limit);
  }

  async #save(
    change: Change,
    labels: Readonly<Record<string, string>>,
    fixed: string | null,
    from: Pick<Parameters<typeof saveChange>[1], 'integrationId' | 'recordedBy' | 'payload'>,
  ): Promise<StoredChange> {
    const { clock, database, directory } = this.#ports;
    return database.transaction(async (tx) => {
      const systemId = systemOf(labels, fixed, await directory.facts(tx));
      const made = { id: newId(clock), systemId, receivedAt: clock.now() };
      const key = change.key === undefined ? undefined : indexable(change.key);
      return saveChange(tx, { ...change, ...made, ...from, key });
    });
  }
}
