import type { Audit, DirectoryFacts } from '../../directory/index.ts';
import { type Actor, type Clock, Fault, notFound } from '../../kernel/index.ts';
import { createSeal } from '../../platform/auth/index.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import type { Statement } from '../../platform/outbound/index.ts';
import { ConnectorClient, type Queried, type Reachable } from './client.ts';
import { decideSecret, LOCKED_SECRET } from './decide-secret.ts';
import { whyInUse } from './decide-use.ts';
import type { Connector, Found, Labelled, Read, Span } from './model.ts';
import { type ConnectorBody, connectorFault } from './model-api.ts';
import {
  deleteConnector,
  findConnector,
  listConnectors,
  type StoredConnector,
  saveConnector,
  setWarning,
} from './store-connectors.ts';

export interface ConnectorsPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  readonly secret: string;
  /** Whether a URL in a private network may be asked. */
  readonly allowed: (url: URL) => boolean;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  /** The built-in checks that ask a connector. */
  readonly checks: (reader: Reader) => Promise<readonly CheckOfConnector[]>;
}

interface CheckOfConnector extends Named {
  readonly connector: string;
}
interface Named {
  readonly id: string;
  readonly name: string;
}

/** Where metrics, logs and databases are asked: Prometheus, Loki, Elasticsearch, PostgreSQL, MySQL. */
export class Connectors {
  readonly #ports: ConnectorsPorts;
  readonly #client: ConnectorClient;
  readonly #seal: ReturnType<typeof createSeal>;

  constructor(ports: ConnectorsPorts) {
    this.#ports = ports;
    this.#client = new ConnectorClient(ports.allowed, ports.clock);
    this.#seal = createSeal(ports.secret, 'secrets of connectors');
  }

  /** By name. A system that is gone is none of theirs any more. */
  async list(reader: Reader = this.#ports.database.db): Promise<readonly StoredConnector[]> {
    const { systems } = await this.#ports.directory.facts(reader);
    const isLive = (id: string) => systems.get(id)?.archived === false;
    return (await listConnectors(reader)).map((each) => ({
      ...each,
      systemIds: each.systemIds.filter(isLive),
    }));
  }

  /** @throws Fault `not_found` */
  async get(id: string, reader: Reader = this.#ports.database.db): Promise<StoredConnector> {
    const found = (await this.list(reader)).find((each) => each.id === id);
    if (found === undefined) throw notFound(`connector "${id}"`);
    return found;
  }

  /** Systems by name. */
  async systemsOf(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    const { systems } = await this.#ports.directory.facts(this.#ports.database.db);
    return ids.map((id) => ({ id, name: systems.get(id)?.name ?? id }));
  }

  /** The systems whose queries ask it, and the checks that do. */
  async usedBy(
    id: string,
    reader: Reader = this.#ports.database.db,
  ): Promise<{ readonly systems: readonly Named[]; readonly checks: readonly Named[] }> {
    const { systems } = await this.#ports.directory.facts(reader);
    const named = (each: Named): Named => ({ id: each.id, name: each.name });
    return {
      systems: [...systems.values()]
        .filter(({ archived, queries }) => !archived && queries.some(({ connector }) => connector === id))
        .map(named),
      checks: (await this.#ports.checks(reader)).filter(({ connector }) => connector === id).map(named),
    };
  }

  /**
   * Adds a connector or changes one, once it was seen to work.
   * @param untested saves one that does not work now
   * @throws Fault `connector_failed` with what went wrong
   */
  async save(id: string, body: ConnectorBody, actor: Actor, untested: boolean): Promise<Connector> {
    const { database } = this.#ports;
    const before = await findConnector(database.db, id);
    const secret = this.#secretOf(before, body);
    const { systems } = await this.#ports.directory.facts(database.db);
    const unknown = body.systems.find((system) => systems.get(system)?.archived !== false);
    if (unknown !== undefined) throw faulty('systems', `System "${unknown}" not found.`);
    let warning: string | null | undefined;
    if (!untested) {
      const tested = await this.#client.probe({ ...body, secret });
      if ('fault' in tested)
        throw new Fault('invalid', 'connector_failed', tested.fault, [
          { path: 'url', message: tested.fault },
        ]);
      warning = tested.ok;
    }
    await database.transaction((tx) => this.saveIn(tx, id, body, actor, warning));
    return this.get(id);
  }

  /** The same for org.yaml, which is applied in one transaction and waits for nobody. @throws Fault `invalid` */
  async saveIn(
    tx: Tx,
    id: string,
    body: ConnectorBody,
    actor: Actor,
    warning?: string | null,
  ): Promise<void> {
    const before = await findConnector(tx, id);
    const secret = this.#secretOf(before, body);
    const { secret: _, systems: systemIds, ...rest } = body;
    const sealedSecret = secret === null ? null : this.#seal.close(secret);
    // What another user may do was not looked at.
    const same = before?.username === body.username && before?.url === body.url;
    const known = warning === undefined ? (same ? (before?.warning ?? null) : null) : warning;
    const row = { id, ...rest, systemIds, sealedSecret, warning: known };
    await saveConnector(tx, row, this.#ports.clock.now());
    const action = before === undefined ? 'connector.created' : 'connector.changed';
    const details = { kind: body.kind, url: body.url, secretChanged: body.secret !== undefined };
    await this.#ports.audit(tx, { actor, action, subjectKind: 'connector', subjectId: id, details });
  }

  /** @throws Fault `connector_in_use` */
  remove(id: string, actor: Actor): Promise<void> {
    return this.#ports.database.transaction(async (tx) => {
      const { checks } = await this.usedBy(id, tx);
      await this.removeIn(tx, id, actor, checks);
    });
  }

  /** For org.yaml, where the checks that use it may go after it: see `orphans`. @throws Fault `connector_in_use` */
  async removeIn(tx: Tx, id: string, actor: Actor, checks: readonly Named[] = []): Promise<void> {
    await this.get(id, tx);
    const why = whyInUse((await this.usedBy(id, tx)).systems, checks);
    if (why !== undefined) throw new Fault('conflict', 'connector_in_use', why);
    await deleteConnector(tx, id);
    const what = { action: 'connector.removed', subjectKind: 'connector', subjectId: id, details: {} };
    await this.#ports.audit(tx, { actor, ...what });
  }

  /** Checks whose connector does not exist. */
  async orphans(reader: Reader): Promise<readonly CheckOfConnector[]> {
    const known = new Set((await listConnectors(reader)).map(({ id }) => id));
    return (await this.#ports.checks(reader)).filter(({ connector }) => !known.has(connector));
  }

  /** @throws Fault `not_found` */
  async test(id: string): Promise<Read<string | null>> {
    const tested = await this.#ask(await this.get(id), (reachable) => this.#client.probe(reachable));
    if ('ok' in tested) await setWarning(this.#ports.database.db, id, tested.ok);
    return tested;
  }

  /** For steps of runbooks. */
  async labelled(connector: StoredConnector, query: string): Promise<Read<readonly Labelled[]>> {
    return this.#ask(connector, (reachable) => this.#client.labelled(reachable, query));
  }

  /** The same of a database. */
  async sql(
    connector: StoredConnector,
    statements: readonly Statement[],
    timeoutMs: number,
  ): Promise<Queried> {
    const secret = connector.sealedSecret === null ? null : this.#open(connector.sealedSecret);
    if (secret === null) return { fault: LOCKED_SECRET, trouble: 'denied' };
    return this.#client.sql({ ...connector, secret }, statements, timeoutMs);
  }

  async query(id: string, query: string, span: Span): Promise<Read<Found>> {
    const connector = await findConnector(this.#ports.database.db, id);
    if (connector === undefined) return missing(id);
    return this.#ask(connector, (reachable) => this.#client.query(reachable, query, span));
  }

  /** For checks. */
  async instant(id: string, query: string): Promise<Read<readonly (number | null)[]>> {
    const connector = await findConnector(this.#ports.database.db, id);
    if (connector === undefined) return missing(id);
    return this.#ask(connector, (reachable) => this.#client.instant(reachable, query));
  }

  /** Whether a secret of a file is another than the stored one. */
  isOther(stored: StoredConnector | undefined, secret: string | undefined): boolean {
    if (secret === undefined) return false;
    const before = stored?.sealedSecret ?? null;
    return before === null || this.#open(before) !== secret;
  }

  async #ask<T>(
    connector: StoredConnector,
    work: (reachable: Reachable) => Promise<Read<T>>,
  ): Promise<Read<T>> {
    const { sealedSecret } = connector;
    if (sealedSecret === null) return work({ ...connector, secret: null });
    const secret = this.#open(sealedSecret);
    return secret === null ? { fault: LOCKED_SECRET } : work({ ...connector, secret });
  }

  /** @returns null when it was sealed with another secret of the installation */
  #open(sealed: string): string | null {
    try {
      return this.#seal.open(sealed);
    } catch {
      return null;
    }
  }

  #secretOf(before: StoredConnector | undefined, body: ConnectorBody): string | null {
    const wrong = connectorFault(body.kind, body.url, body.auth);
    if (wrong !== undefined) throw faulty(wrong.path, wrong.message);
    const step = decideSecret(before, body);
    switch (step.kind) {
      case 'none':
        return null;
      case 'entered':
        return step.secret;
      case 'fault':
        throw faulty(step.path, step.message);
      case 'kept': {
        const secret = this.#open(step.sealed);
        if (secret === null) throw faulty('secret', LOCKED_SECRET);
        return secret;
      }
    }
  }
}

const missing = (id: string) => ({ fault: `The connector "${id}" no longer exists.` });

const faulty = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_connector', message, [{ path, message }]);
