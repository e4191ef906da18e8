import type { Audit, DirectoryFacts } from '../../directory/index.ts';
import { type Actor, type Clock, Fault, notFound } from '../../kernel/index.ts';
import { createSeal } from '../../platform/auth/index.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import { ConnectorClient, type Reachable } from './client.ts';
import type { Connector, Found, Read, Span } from './model.ts';
import type { ConnectorBody } from './model-api.ts';
import {
  deleteConnector,
  findConnector,
  listConnectors,
  type StoredConnector,
  saveConnector,
} from './store-connectors.ts';

export interface ConnectorsPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  readonly secret: string;
  /** Whether a URL in a private network may be asked. */
  readonly allowed: (url: URL) => boolean;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
}

/** Where metrics and logs are asked for: Prometheus, Loki, Elasticsearch. */
export class Connectors {
  readonly #ports: ConnectorsPorts;
  readonly #client: ConnectorClient;
  readonly #seal: ReturnType<typeof createSeal>;

  constructor(ports: ConnectorsPorts) {
    this.#ports = ports;
    this.#client = new ConnectorClient(ports.allowed, ports.clock);
    this.#seal = createSeal(ports.secret, 'secrets of connectors');
  }

  list(reader: Reader = this.#ports.database.db): Promise<readonly Connector[]> {
    return listConnectors(reader);
  }

  /** @throws Fault `not_found` */
  async get(id: string, reader: Reader = this.#ports.database.db): Promise<StoredConnector> {
    const found = await findConnector(reader, id);
    if (found === undefined) throw notFound(`connector "${id}"`);
    return found;
  }

  /** The systems whose queries ask it. */
  async usedBy(
    id: string,
    reader: Reader = this.#ports.database.db,
  ): Promise<readonly { id: string; name: string }[]> {
    const { systems } = await this.#ports.directory.facts(reader);
    return [...systems.values()]
      .filter(({ archived, queries }) => !archived && queries.some(({ connector }) => connector === id))
      .map((system) => ({ id: system.id, name: system.name }));
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
    if (!untested) {
      const tested = await this.#client.probe({ ...body, secret });
      if ('fault' in tested)
        throw new Fault('invalid', 'connector_failed', tested.fault, [
          { path: 'url', message: tested.fault },
        ]);
    }
    await database.transaction((tx) => this.saveIn(tx, id, body, actor));
    return this.get(id);
  }

  /** The same for org.yaml, which is applied in one transaction and waits for nobody. @throws Fault `invalid` */
  async saveIn(tx: Tx, id: string, body: ConnectorBody, actor: Actor): Promise<void> {
    const before = await findConnector(tx, id);
    const secret = this.#secretOf(before, body);
    const { secret: _, ...rest } = body;
    const sealedSecret = secret === null ? null : this.#seal.close(secret);
    await saveConnector(tx, { id, ...rest, sealedSecret }, this.#ports.clock.now());
    const action = before === undefined ? 'connector.created' : 'connector.changed';
    const details = { kind: body.kind, url: body.url, secretChanged: body.secret !== undefined };
    await this.#ports.audit(tx, { actor, action, subjectKind: 'connector', subjectId: id, details });
  }

  remove(id: string, actor: Actor): Promise<void> {
    return this.#ports.database.transaction((tx) => this.removeIn(tx, id, actor));
  }

  async removeIn(tx: Tx, id: string, actor: Actor): Promise<void> {
    await this.get(id, tx);
    const using = await this.usedBy(id, tx);
    if (using.length > 0)
      throw new Fault(
        'conflict',
        'connector_in_use',
        `${using.map(({ name }) => name).join(', ')} has queries for this connector. Remove them first.`,
      );
    await deleteConnector(tx, id);
    const what = { action: 'connector.removed', subjectKind: 'connector', subjectId: id, details: {} };
    await this.#ports.audit(tx, { actor, ...what });
  }

  /** @throws Fault `not_found` */
  async test(id: string): Promise<Read<null>> {
    return this.#client.probe(this.#reachable(await this.get(id)));
  }

  async query(id: string, query: string, span: Span): Promise<Read<Found>> {
    const connector = await findConnector(this.#ports.database.db, id);
    if (connector === undefined) return missing(id);
    return this.#client.query(this.#reachable(connector), query, span);
  }

  /** For checks. */
  async instant(id: string, query: string): Promise<Read<readonly (number | null)[]>> {
    const connector = await findConnector(this.#ports.database.db, id);
    return connector === undefined ? missing(id) : this.#client.instant(this.#reachable(connector), query);
  }

  /** Whether a secret of a file is another than the stored one. */
  isOther(stored: StoredConnector | undefined, secret: string | undefined): boolean {
    if (secret === undefined) return false;
    const before = stored?.sealedSecret ?? null;
    return before === null || this.#seal.open(before) !== secret;
  }

  #reachable(connector: StoredConnector): Reachable {
    const { sealedSecret } = connector;
    return { ...connector, secret: sealedSecret === null ? null : this.#seal.open(sealedSecret) };
  }

  /** A kept secret goes only where it was entered for: with another URL, whoever may edit could send it to themselves. */
  #secretOf(before: StoredConnector | undefined, body: ConnectorBody): string | null {
    if (body.auth === 'none') return null;
    if (body.auth === 'basic' && body.username === null) throw faulty('username', 'Enter a user name.');
    if (body.secret !== undefined) return body.secret;
    const kept = before?.sealedSecret ?? null;
    if (before === undefined || kept === null) throw faulty('secret', 'Enter the secret.');
    if (before.auth !== body.auth || new URL(before.url).origin !== new URL(body.url).origin)
      throw faulty('secret', 'Enter the secret again: it is kept only for the address it was entered for.');
    return this.#seal.open(kept);
  }
}

const missing = (id: string) => ({ fault: `The connector "${id}" no longer exists.` });

const faulty = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_connector', message, [{ path, message }]);
