import { type Actor, Fault, type JsonObject } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { randomHexKey, sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { invalid, type Settings } from './model.ts';
import type { ReportPorts } from './ports.ts';
import * as store from './store.ts';

export type FormSettings = Omit<Settings, 'ticketKeyHash' | 'ticketKeyHint'>;

/** How reports come in: the public form, which is off until an administrator turns it on, and the help desk's key. */
export class ReportSettings {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  read(reader: Reader = this.#ports.database.db): Promise<Settings> {
    return store.readSettings(reader);
  }

  /** @throws Fault `invalid` for a system that is not there, or a label that stands twice */
  change(form: FormSettings, actor: Actor): Promise<Settings> {
    const { database, directory, audit } = this.#ports;
    return database.transaction(async (tx) => {
      const { systems } = await directory.facts(tx);
      const labels = new Set<string>();
      form.formChoices.forEach(({ label, systemId }, index) => {
        if (labels.has(label)) throw invalid(`formChoices.${index}.label`, 'Use each label once.');
        labels.add(label);
        if (systemId !== null && systems.get(systemId)?.archived !== false)
          throw invalid(`formChoices.${index}.systemId`, `System "${systemId}" not found.`);
      });
      const before = await store.lockSettings(tx);
      const after = { ...before, ...form };
      await store.saveSettings(tx, after);
      await publishLive(tx, { topic: 'report' });
      await audit(tx, {
        ...{ actor, subjectKind: 'report_settings', subjectId: 'form', action: 'report_settings.changed' },
        details: { ...form, formChoices: form.formChoices.map((choice) => ({ ...choice })) } as JsonObject,
      });
      return after;
    });
  }

  /** A new key for the help desk; the one before it stops. It is shown once and stored as a hash. */
  newKey(actor: Actor): Promise<string> {
    const key = randomHexKey();
    return this.#setKey(key, actor).then(() => key);
  }

  revokeKey(actor: Actor): Promise<void> {
    return this.#setKey(null, actor);
  }

  #setKey(key: string | null, actor: Actor): Promise<void> {
    return this.#ports.database.transaction(async (tx) => {
      const before = await store.lockSettings(tx);
      const ticketKeyHash = key === null ? null : sha256(key);
      const ticketKeyHint = key === null ? null : key.slice(-4);
      await store.saveSettings(tx, { ...before, ticketKeyHash, ticketKeyHint });
      await publishLive(tx, { topic: 'report' });
      await this.#ports.audit(tx, {
        ...{ actor, subjectKind: 'report_settings', subjectId: 'ticket_key' },
        ...{
          action: key === null ? 'report_settings.key_revoked' : 'report_settings.key_rotated',
          details: {},
        },
      });
    });
  }

  /** @throws Fault `unauthenticated` for a key that is not the help desk's */
  async checkKey(key: string): Promise<void> {
    const { ticketKeyHash } = await this.read();
    if (ticketKeyHash === null || sha256(key) !== ticketKeyHash)
      throw new Fault('unauthenticated', 'unknown_key', 'This key is unknown or was revoked.');
  }
}
