import { type Actor, type Clock, Fault, type JsonObject, notFound, theSystem } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { type ParsedRunbook, parseRunbook } from './decide-parse.ts';
import type { Runbook } from './model.ts';
import * as store from './store.ts';

interface RepositoryPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: (
    tx: Tx,
    entry: {
      readonly actor: Actor;
      readonly action: string;
      readonly subjectKind: string;
      readonly subjectId: string;
      readonly details: JsonObject;
    },
  ) => Promise<void>;
}

/** A runbook in one of its versions. */
export interface Version {
  readonly stored: store.StoredVersion;
  readonly runbook: Runbook;
}

export type Repository = ReturnType<typeof createRepository>;

/** Versions never change, so what was read of one is kept. */
const KEPT = 200;

const asFault = (parsed: ParsedRunbook): Fault => {
  const errors = parsed.problems.filter(({ level }) => level === 'error');
  return new Fault(
    'invalid',
    'runbook_invalid',
    `The runbook has ${errors.length === 1 ? '1 error' : `${errors.length} errors`} and was not saved.`,
    errors.map(({ line, message }) => ({ path: 'text', message, line, column: 1 })),
  );
};

/** @throws Fault `runbook_invalid`, `runbook_id`, `runbook_changed` */
async function saveIn(
  { clock, audit }: RepositoryPorts,
  tx: Tx,
  text: string,
  by: {
    readonly actor: Actor;
    readonly reason: string | null;
    readonly base: number | null;
    /** An org.yaml brought it. */
    readonly applied?: boolean;
  },
  id: string | null,
): Promise<string> {
  const parsed = parseRunbook(text);
  const { runbook } = parsed;
  if (runbook === null) throw asFault(parsed);
  if (id !== null && runbook.id !== id)
    throw new Fault(
      'invalid',
      'runbook_id',
      `The text says id: ${runbook.id}. Keep ${id}, or save it as a new runbook.`,
      [{ path: 'text', message: `The ID must stay ${id}.` }],
    );
  await store.lockRunbooks(tx);
  const before = await store.currentVersion(tx, runbook.id);
  if (before !== undefined && before.text === text && !before.archived) return runbook.id;
  if (by.base !== null && by.base !== (before?.version ?? 0))
    throw new Fault(
      'conflict',
      'runbook_changed',
      `“${runbook.title}” has been changed meanwhile: version ${before?.version ?? 0} is current. Compare, then save again.`,
    );
  await store.insertVersion(tx, {
    ...{ runbookId: runbook.id, version: (before?.version ?? 0) + 1, text, title: runbook.title },
    ...{ author: by.actor, reason: by.reason, createdAt: clock.now(), applied: by.applied ?? false },
  });
  // What ships is nobody's act.
  if (by.actor.kind !== 'system')
    await audit(tx, {
      ...{ actor: by.actor, action: 'runbook.saved', subjectKind: 'runbook', subjectId: runbook.id },
      details: { title: runbook.title },
    });
  await publishLive(tx, { topic: 'runbook' });
  return runbook.id;
}

/** The versioned repository of runbooks (DOC-3). */
export function createRepository(ports: RepositoryPorts) {
  const { database, clock, audit } = ports;
  const known = new Map<string, Runbook>();
  const read = (stored: store.StoredVersion): Version | null => {
    const key = `${stored.runbookId} ${stored.version} ${stored.createdAt.epochMilliseconds}`;
    let runbook = known.get(key);
    if (runbook === undefined) {
      const parsed = parseRunbook(stored.text, true).runbook;
      // Written under rules that have changed since: shown as text, and never matched.
      if (parsed === null) return null;
      if (known.size >= KEPT) known.delete([...known.keys()][0] ?? '');
      known.set(key, parsed);
      runbook = parsed;
    }
    return { stored, runbook };
  };

  const get = async (reader: Reader, id: string) => {
    const stored = await store.currentVersion(reader, id);
    if (stored === undefined || stored.archived) throw notFound(`runbook ${id}`);
    return stored;
  };

  /** Its versions stay: incidents work on them. @throws Fault not_found */
  const archiveIn = async (tx: Tx, id: string, actor: Actor): Promise<void> => {
    await store.lockRunbooks(tx);
    const { title } = await get(tx, id);
    await store.archive(tx, id, clock.now());
    await audit(tx, {
      ...{ actor, action: 'runbook.archived', subjectKind: 'runbook', subjectId: id },
      details: { title },
    });
    await publishLive(tx, { topic: 'runbook' });
  };

  return {
    /** Those that can be read, by title. */
    current: async (reader: Reader): Promise<readonly Version[]> =>
      (await store.currentVersions(reader)).flatMap((stored) => read(stored) ?? []),
    /** Whoever decides by what there is keeps others from writing until the transaction ends. */
    lock: store.lockRunbooks,
    list: (reader: Reader = database.db) => store.currentVersions(reader),
    get: (id: string) => get(database.db, id),
    history: (id: string) => store.historyOf(database.db, id),
    /** @throws Fault not_found */
    version: async (
      reader: Reader | undefined,
      id: string,
      version: number,
    ): Promise<store.StoredVersion> => {
      const stored = await store.versionOf(reader ?? database.db, id, version);
      if (stored === undefined) throw notFound(`version ${version} of runbook ${id}`);
      return stored;
    },
    read,
    /**
     * @param base the version that the text was made from; null to save whatever is there
     * @throws Fault `runbook_invalid`, `runbook_changed`
     */
    save: (
      text: string,
      by: { readonly actor: Actor; readonly reason: string | null; readonly base: number | null },
      id: string | null = null,
    ): Promise<string> => database.transaction((tx) => saveIn(ports, tx, text, by, id)),
    /** Saves what a file has, in the caller's transaction. @returns the version that is current then */
    applied: async (
      tx: Tx,
      text: string,
      by: { readonly actor: Actor; readonly reason: string | null; readonly base: null },
    ): Promise<number> => {
      const id = await saveIn(ports, tx, text, { ...by, applied: true }, null);
      return (await get(tx, id)).version;
    },
    /** Whether somebody has edited it here since a file brought it, if one did. What ships nobody has. */
    isEdited: async (reader: Reader, { runbookId, version, author }: store.StoredVersion): Promise<boolean> =>
      author.kind !== 'system' && !(await store.isApplied(reader, runbookId, version)),
    /** A file has this very text: the next one may replace it. */
    adopt: async (tx: Tx, { runbookId, version, author }: store.StoredVersion): Promise<void> => {
      if (author.kind !== 'system') await store.markApplied(tx, runbookId, version);
    },
    archiveIn,
    archive: (id: string, actor: Actor): Promise<void> =>
      database.transaction((tx) => archiveIn(tx, id, actor)),
    /** What ships comes in at the first start, and again when it has changed and nobody here has edited it. */
    install: (texts: readonly string[]): Promise<void> =>
      database.transaction(async (tx) => {
        for (const text of texts) {
          const { runbook } = parseRunbook(text);
          if (runbook === null) throw new Error('A runbook that ships cannot be read.');
          const before = await store.currentVersion(tx, runbook.id);
          if (before === undefined || (before.author.kind === 'system' && !before.archived))
            await saveIn(ports, tx, text, { actor: theSystem, reason: null, base: null }, runbook.id);
        }
      }),
  };
}
