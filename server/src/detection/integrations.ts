import type { Audit } from '../directory/index.ts';
import {
  type Actor,
  type Clock,
  Fault,
  type Instant,
  type Json,
  millisBetween,
  notFound,
} from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { randomHexKey, sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { type IntegrationKind, type IntegrationRef, integrationOptions } from './model.ts';
import {
  findByKeyHash,
  findIntegration,
  type Integration,
  idsInUse,
  listIntegrations,
  removeIntegration,
  saveIntegration,
  touchIntegration,
} from './store-integrations.ts';

/** How long a key found (or not found) is believed without asking again, in milliseconds. */
const BELIEVED_MS = 5_000;
/** Unknown keys remembered at a time: somebody trying keys must not fill the memory. */
const MOST_KEYS = 10_000;
const TOUCH_MS = 60_000;
export const KEY = /^[0-9a-f]{32}$/;

export interface IntegrationChange {
  readonly name?: string | undefined;
  readonly systemId?: string | null | undefined;
  readonly options?: unknown;
  readonly enabled?: boolean | undefined;
}

export interface NewIntegration extends IntegrationChange {
  /** Absent: made from the name. */
  readonly id?: string | undefined;
  readonly kind: IntegrationKind;
  readonly name: string;
  /** Absent: a random one. */
  readonly key?: string | undefined;
}

export interface IntegrationsOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  /** Whether there is such a system (in use, not archived). */
  readonly systemExists: (reader: Reader, systemId: string) => Promise<boolean>;
}

interface Believed {
  readonly ref: IntegrationRef | undefined;
  readonly since: Instant;
}

/** Monitors' ways in: made, changed and removed by people; looked up by key for every request. */
export class Integrations {
  readonly #options: IntegrationsOptions;
  readonly #byKey = new Map<string, Believed>();
  readonly #touched = new Map<string, Instant>();

  constructor(options: IntegrationsOptions) {
    this.#options = options;
  }

  list(): Promise<Integration[]> {
    return listIntegrations(this.#options.database.db);
  }

  /** @throws Fault `not_found` */
  async get(id: string, reader: Reader = this.#options.database.db): Promise<Integration> {
    const found = await findIntegration(reader, id);
    if (found === undefined) throw notFound(`integration ${id}`);
    return found;
  }

  /**
   * The enabled integration behind a key, if it is of that kind. Kept for five seconds, so that a storm asks nothing: a
   * key turned off in another process may be taken that much longer; in this one it is refused at once.
   */
  async byKey<K extends IntegrationKind>(
    kind: K,
    key: string,
  ): Promise<Extract<IntegrationRef, { kind: K }> | undefined> {
    const ref = await this.byAnyKey(key);
    return ref?.kind === kind ? (ref as Extract<IntegrationRef, { kind: K }>) : undefined;
  }

  /** The same of whatever kind. */
  async byAnyKey(key: string): Promise<IntegrationRef | undefined> {
    if (!KEY.test(key)) return undefined;
    const now = this.#options.clock.now();
    let believed = this.#byKey.get(key);
    if (believed === undefined || millisBetween(believed.since, now) > BELIEVED_MS) {
      const found = await findByKeyHash(this.#options.database.db, sha256(key));
      believed = { ref: found === undefined ? undefined : refOf(found), since: now };
      if (this.#byKey.size >= MOST_KEYS) this.#byKey.clear();
      this.#byKey.set(key, believed);
    }
    return believed.ref;
  }

  /** Notes that an integration was used, at most once a minute; never holds up the request that used it. */
  async touch(id: string): Promise<void> {
    const now = this.#options.clock.now();
    const last = this.#touched.get(id);
    if (last !== undefined && millisBetween(last, now) < TOUCH_MS) return;
    this.#touched.set(id, now);
    await touchIntegration(this.#options.database.db, id, now);
  }

  /** @returns the key, which is nowhere to be seen afterwards. @throws Fault `invalid`, `conflict` */
  create(wanted: NewIntegration, actor: Actor): Promise<{ integration: Integration; key: string }> {
    return this.#transaction((tx) => this.createIn(tx, wanted, actor));
  }

  async createIn(
    tx: Tx,
    wanted: NewIntegration,
    actor: Actor,
  ): Promise<{ integration: Integration; key: string }> {
    const key = wanted.key ?? randomHexKey();
    const id = wanted.id ?? freeId(wanted.name, await idsInUse(tx));
    if ((await findIntegration(tx, id)) !== undefined)
      throw new Fault('conflict', 'id_taken', `Integration ${id} already exists.`);
    const now = this.#options.clock.now();
    const row = {
      id,
      kind: wanted.kind,
      name: wanted.name,
      keyHash: await this.#freeKeyHash(tx, key, id),
      keyHint: key.slice(-4),
      systemId: await this.#knownSystem(tx, wanted.systemId ?? null),
      options: readOptions(wanted.kind, wanted.options ?? {}),
      enabled: wanted.enabled ?? true,
    };
    await saveIntegration(tx, row, now);
    await this.#record(tx, actor, 'integration.created', id, { kind: row.kind, name: row.name });
    return { integration: { ...row, createdAt: now, lastUsedAt: null }, key };
  }

  change(id: string, change: IntegrationChange, actor: Actor): Promise<Integration> {
    return this.#transaction((tx) => this.changeIn(tx, id, change, actor));
  }

  /** @param key a new key, for org.yaml, which may fix it */
  async changeIn(
    tx: Tx,
    id: string,
    change: IntegrationChange,
    actor: Actor,
    key?: string,
  ): Promise<Integration> {
    const before = await this.get(id, tx);
    const after: Integration = {
      ...before,
      name: change.name ?? before.name,
      systemId:
        change.systemId === undefined ? before.systemId : await this.#knownSystem(tx, change.systemId),
      options: change.options === undefined ? before.options : readOptions(before.kind, change.options),
      enabled: change.enabled ?? before.enabled,
      ...(key === undefined ? {} : { keyHash: await this.#freeKeyHash(tx, key, id), keyHint: key.slice(-4) }),
    };
    await saveIntegration(tx, after, this.#options.clock.now());
    const { name, systemId, options, enabled } = change;
    const changed = Object.entries({ name, systemId, options, enabled, key }).flatMap(([field, value]) =>
      value === undefined ? [] : [field],
    );
    await this.#record(tx, actor, 'integration.changed', id, { fields: changed });
    return after;
  }

  /** Gives it a new key; the old one opens nothing from now on. */
  rotate(id: string, actor: Actor): Promise<{ integration: Integration; key: string }> {
    return this.#transaction(async (tx) => {
      const key = randomHexKey();
      const integration = await this.changeIn(tx, id, {}, actor, key);
      return { integration, key };
    });
  }

  remove(id: string, actor: Actor): Promise<void> {
    return this.#transaction((tx) => this.removeIn(tx, id, actor));
  }

  async removeIn(tx: Tx, id: string, actor: Actor): Promise<void> {
    await this.get(id, tx);
    await removeIntegration(tx, id, this.#options.clock.now());
    await this.#record(tx, actor, 'integration.removed', id, {});
  }

  /** Makes this process ask again for every key. */
  forget(): void {
    this.#byKey.clear();
  }

  async #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.#options.database.transaction(work);
    } finally {
      this.forget();
    }
  }

  async #knownSystem(tx: Tx, systemId: string | null): Promise<string | null> {
    if (systemId !== null && !(await this.#options.systemExists(tx, systemId)))
      throw new Fault('invalid', 'no_such_system', `System ${systemId} not found.`, [
        { path: 'systemId', message: 'not found' },
      ]);
    return systemId;
  }

  /** A key must tell integrations apart. The answer does not say whose it is. */
  async #freeKeyHash(tx: Tx, key: string, id: string): Promise<string> {
    const keyHash = sha256(key);
    const taken = (await listIntegrations(tx)).some((other) => other.keyHash === keyHash && other.id !== id);
    if (taken)
      throw new Fault(
        'conflict',
        'key_taken',
        'This key is already used by another integration. Use a different one.',
      );
    return keyHash;
  }

  async #record(
    tx: Tx,
    actor: Actor,
    action: string,
    id: string,
    details: { [key: string]: Json },
  ): Promise<void> {
    await this.#options.audit(tx, { actor, action, subjectKind: 'integration', subjectId: id, details });
    await publishLive(tx, { topic: 'integration', id });
  }
}

/** The options as the kind wants them, defaults filled in. @throws Fault `invalid` with each faulty field */
export function readOptions(kind: IntegrationKind, options: unknown): Json {
  const read = integrationOptions[kind].safeParse(options);
  if (read.success) return read.data as Json;
  throw new Fault(
    'invalid',
    'invalid_options',
    `Invalid options for an integration of kind ${kind}.`,
    read.error.issues.map((issue) => ({
      path: ['options', ...issue.path].join('.'),
      message: issue.message,
    })),
  );
}

const refOf = ({ id, name, systemId, kind, options }: Integration): IntegrationRef =>
  ({ id, name, systemId, kind, options: integrationOptions[kind].parse(options) }) as IntegrationRef;

/** `checkout-alerts`, or `checkout-alerts-2` when that is taken. */
function freeId(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '') || 'integration';
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}
