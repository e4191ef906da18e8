import type { Audit } from '../directory/index.ts';
import { type Actor, type Clock, Fault, notFound } from '../kernel/index.ts';
import type { Seal } from '../platform/auth/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { AlertmanagerClient, type Answered } from './client.ts';
import type { Settings } from './model.ts';
import { allSettings, deleteSettings, saveSettings } from './store.ts';

interface Ports {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  readonly allowed: (url: URL) => boolean;
  /** @throws Fault `not_found` */
  readonly integration: (
    reader: Reader,
    id: string,
  ) => Promise<{ readonly kind: string; readonly perAlert: boolean }>;
}

export interface Wanted {
  readonly url: string;
  /** The whole value of the header; left out: as before. null: none. */
  readonly authorization?: string | null | undefined;
}

const faulty = (path: string, message: string): Fault =>
  new Fault('invalid', 'write_back_invalid', message, [{ path, message }]);

/** Whether acknowledging writes back to an integration's Alertmanager, and where that is. */
export function createSettings({ clock, database, audit, allowed, integration }: Ports, seal: Seal) {
  const find = async (reader: Reader, id: string): Promise<Settings | undefined> =>
    (await allSettings(reader)).find(({ integrationId }) => integrationId === id);

  /** A fault when the kept header cannot be decrypted. */
  function clientOf({ url, sealedAuthorization }: Settings): Answered<AlertmanagerClient> {
    try {
      const header = sealedAuthorization === null ? null : seal.open(sealedAuthorization);
      return { ok: new AlertmanagerClient(url, header, allowed) };
    } catch {
      return {
        fault: 'The stored header cannot be decrypted: TOCSIN_SECRET has changed. Enter it again.',
      };
    }
  }

  /** A kept header goes only where it was entered for: with another URL, whoever may edit could send it to themselves. */
  function sealed(before: Settings | undefined, { url, authorization }: Wanted): string | null {
    if (authorization === null) return null;
    if (authorization !== undefined) return seal.close(authorization);
    const kept = before?.sealedAuthorization ?? null;
    if (before !== undefined && kept !== null && new URL(before.url).origin !== new URL(url).origin)
      throw faulty(
        'authorization',
        'Enter the header again: it is kept only for the address it was entered for.',
      );
    return kept;
  }

  return {
    clientOf,
    all: allSettings,
    /** @throws Fault `not_found` for an unknown integration */
    get: async (id: string): Promise<Settings | null> => {
      await integration(database.db, id);
      return (await find(database.db, id)) ?? null;
    },
    /** Once it was seen to work. @throws Fault `write_back_failed` with what went wrong */
    save: async (id: string, wanted: Wanted, actor: Actor): Promise<Settings> => {
      const { kind, perAlert } = await integration(database.db, id);
      if (kind !== 'alertmanager' || !perAlert)
        throw faulty(
          'url',
          'Silences are made for integrations of Alertmanager that take each alert separately.',
        );
      const before = await find(database.db, id);
      const settings = { integrationId: id, url: wanted.url, sealedAuthorization: sealed(before, wanted) };
      const client = clientOf(settings);
      if ('fault' in client) throw faulty('authorization', client.fault);
      const tested = await client.ok.probe();
      if ('fault' in tested)
        throw new Fault('invalid', 'write_back_failed', tested.fault, [
          { path: 'url', message: tested.fault },
        ]);
      await database.transaction(async (tx) => {
        await saveSettings(tx, settings, clock.now());
        const details = { url: wanted.url, authorizationChanged: wanted.authorization !== undefined };
        await audit(tx, {
          ...{ actor, action: 'write_back.changed', subjectKind: 'integration', subjectId: id, details },
        });
        await publishLive(tx, { topic: 'integration', id });
      });
      return settings;
    },
    /** @throws Fault `not_found` */
    remove: (id: string, actor: Actor): Promise<void> =>
      database.transaction(async (tx) => {
        if (!(await deleteSettings(tx, id))) throw notFound('write-back of this integration');
        const subject = { subjectKind: 'integration', subjectId: id, details: {} };
        await audit(tx, { actor, action: 'write_back.removed', ...subject });
        await publishLive(tx, { topic: 'integration', id });
      }),
  };
}
