import { createHash } from 'node:crypto';
import type { DirectoryFacts } from '../../directory/index.ts';
import { type Entry, type Incidents, isOf } from '../../incidents/index.ts';
import { type Clock, Fault, type Instant, notFound, plusSeconds, type Viewer } from '../../kernel/index.ts';
import { Abandoned } from '../../platform/caller.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import { type InvestigationDraft, investigationEntries } from '../entries/index.ts';
import { safeName, sizeInWords } from './decide-name.ts';
import { canShow, typeOf } from './decide-type.ts';
import * as store from './store-files.ts';

export interface FilesPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly incidents: Pick<Incidents, 'idOf' | 'get' | 'lock' | 'append' | 'entries'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  /** The title of a step of a runbook that the incident works on. @throws Fault `not_found` */
  readonly stepTitle: (ref: string, step: StepName, viewer: Viewer) => Promise<string>;
  /** Bytes: of the largest file, and of all together. */
  readonly room: { readonly ofFile: number; readonly ofAll: number };
}

interface StepName {
  readonly runbookId: string;
  readonly stepId: string;
}

type Attached = Extract<InvestigationDraft, { kind: 'file_attached' }>['data'];

/** A file as the record has it. */
export interface AttachedFile extends Attached {
  readonly at: Instant;
  readonly by: Entry['actor'];
  /** The entry that says that it was attached. */
  readonly seq: number;
  readonly removed: { readonly at: Instant; readonly by: Entry['actor']; readonly reason: string } | null;
}

export interface FilesOfIncident {
  readonly files: readonly AttachedFile[];
  readonly looks: readonly store.FileLook[];
  /** Why no file of this incident can be removed; null when they can be. */
  readonly kept: string | null;
  readonly restricted: boolean;
  readonly used: number;
  readonly directory: DirectoryFacts;
}

/** What somebody sends: its name as they say it, how many bytes it is to have, if they know, and its pieces. */
export interface Upload {
  readonly name: string;
  readonly announced: number | null;
  readonly note: string | null;
  readonly step: StepName | null;
  readonly entry: number | null;
  readonly pieces: () => AsyncIterable<Buffer>;
}

const isOwn = isOf(investigationEntries);
/** Of looks at files, the latest. */
const MOST_LOOKS = 500;
/** An incident with more is a store of files. */
const MOST_FILES = 500;
/** At a time, in this process: each holds a piece in memory and asks the database for each. */
const MOST_UPLOADS = 8;
/** Longer than an upload may take. */
const ABANDONED_SECONDS = 3_600;
const KEPT =
  'This incident is, or was, private: its evidence is kept. Nobody can remove it. Strike through what was attached by mistake in a note.';

/** Files attached to an incident: kept in pieces, their hashes on the record (TYP-3, RES-2). */
export class Files {
  readonly #ports: FilesPorts;
  #uploads = 0;

  constructor(ports: FilesPorts) {
    this.#ports = ports;
  }

  get room(): FilesPorts['room'] {
    return this.#ports.room;
  }

  /** @throws Fault `not_found` */
  async list(ref: string, viewer: Viewer): Promise<FilesOfIncident> {
    const { database, incidents, directory } = this.#ports;
    const reader = database.db;
    const id = await incidents.idOf(reader, ref, viewer);
    const { visibility } = await incidents.get(reader, id, viewer);
    return {
      files: await this.#files(reader, id),
      looks: await store.fileLooks(reader, id, MOST_LOOKS),
      kept: await this.#kept(reader, id),
      restricted: visibility === 'restricted',
      used: await store.bytesUsed(reader),
      directory: await directory.facts(reader),
    };
  }

  /**
   * Keeps a file with the incident. It is on the record once all of it is stored, and not there at all before.
   * @throws Fault `not_found`, `file_empty`, `file_too_large`, `no_room_for_files`, `too_many_files`, `uploads_busy`
   */
  async attach(ref: string, upload: Upload, viewer: Viewer): Promise<void> {
    if (this.#uploads >= MOST_UPLOADS)
      throw new Fault('rate_limited', 'uploads_busy', 'Too many uploads at once. Try again in a moment.');
    this.#uploads += 1;
    try {
      await this.#attach(ref, upload, viewer);
    } finally {
      this.#uploads -= 1;
    }
  }

  async #attach(ref: string, upload: Upload, viewer: Viewer): Promise<void> {
    const { clock, database, incidents, room } = this.#ports;
    const reader = database.db;
    const incidentId = await incidents.idOf(reader, ref, viewer);
    const { announced } = upload;
    if (announced === 0) throw empty();
    if (announced !== null && announced > room.ofFile) throw tooLarge(room.ofFile);
    const about = await this.#about(ref, upload, viewer);
    if ((await this.#files(reader, incidentId)).length >= MOST_FILES)
      throw new Fault('conflict', 'too_many_files', `An incident can have ${MOST_FILES} files.`);
    const id = newId(clock);
    await this.#takeRoom(id, incidentId, announced ?? room.ofFile);
    try {
      const content = await this.#store(id, upload.pieces());
      await database.transaction(async (tx) => {
        // Who could see it when the upload began need not be one who can now.
        await incidents.idOf(tx, ref, viewer);
        await incidents.lock(tx, incidentId);
        if (!(await store.finishFile(tx, id, content.bytes, clock.now())))
          throw new Fault(
            'conflict',
            'upload_interrupted',
            'The upload took too long. Upload the file again.',
          );
        const data = { ...about, ...content, fileId: id, name: safeName(upload.name) };
        await this.#append(tx, incidentId, viewer, { kind: 'file_attached', data });
      });
    } catch (error) {
      // What cannot be removed now, because nobody waits or the database is away, is by the next upload.
      await store.dropUnfinished(reader, id).catch((failure: unknown) => {
        if (!(failure instanceof Abandoned)) throw error;
      });
      throw error;
    }
  }

  /** What the file belongs to. @throws Fault `not_found` */
  async #about(ref: string, { note, step, entry }: Upload, viewer: Viewer) {
    const { incidents, database, stepTitle } = this.#ports;
    if (entry !== null) {
      const id = await incidents.idOf(database.db, ref, viewer);
      if (!(await store.hasEntry(database.db, id, entry))) throw notFound(`entry ${entry}`);
    }
    return {
      ...{ note, entry },
      step: step === null ? null : { ...step, title: await stepTitle(ref, step, viewer) },
    };
  }

  async #takeRoom(id: string, incidentId: string, bytes: number): Promise<void> {
    const { clock, database, room } = this.#ports;
    const now = clock.now();
    await store.dropAbandoned(database.db, plusSeconds(now, -ABANDONED_SECONDS));
    const taken = await database.transaction((tx) =>
      store.takeRoom(tx, { id, incidentId, bytes }, { most: room.ofAll, now }),
    );
    if (!taken)
      throw new Fault(
        'conflict',
        'no_room_for_files',
        `There is no room for this file: all files together may have ${sizeInWords(room.ofAll)}. An administrator can raise EVIDENCE_TOTAL_MB.`,
      );
  }

  async #store(id: string, pieces: AsyncIterable<Buffer>) {
    const hash = createHash('sha256');
    let [bytes, number] = [0, 0];
    let head: Buffer | null = null;
    for await (const piece of pieces) {
      head ??= piece;
      hash.update(piece);
      bytes += piece.length;
      await store.insertChunk(this.#ports.database.db, id, number, piece);
      number += 1;
    }
    if (head === null) throw empty();
    const type = typeOf(head);
    const picture = canShow(type, head, bytes) ? type.picture : null;
    return { bytes, sha256: hash.digest('hex'), type: type.label, picture };
  }

  /**
   * A file to hand out. Of a private incident it is noted who had it.
   * @throws Fault `not_found`, `file_removed`
   */
  async open(
    ref: string,
    fileId: string,
    what: 'opened' | 'downloaded',
    viewer: Viewer,
  ): Promise<{ readonly file: AttachedFile; readonly content: AsyncIterable<Buffer> }> {
    const { clock, database, incidents } = this.#ports;
    const reader = database.db;
    const id = await incidents.idOf(reader, ref, viewer);
    const file = await this.#file(reader, id, fileId);
    if (file.removed !== null)
      throw new Fault('not_found', 'file_removed', `${file.name} was removed: ${file.removed.reason}`);
    const { visibility } = await incidents.get(reader, id, viewer);
    if (visibility === 'restricted' && viewer.actor.kind !== 'system')
      await store.noteFileLook(reader, { fileId, actor: viewer.actor, what, at: clock.now() });
    return { file, content: this.content(fileId) };
  }

  /** What is stored of a file, a piece at a time, so that no connection is held while somebody reads slowly. */
  async *content(fileId: string): AsyncGenerator<Buffer> {
    for (let number = 0; ; number += 1) {
      const piece = await store.chunkOf(this.#ports.database.db, fileId, number);
      if (piece === undefined) return;
      yield piece;
    }
  }

  /** Removes the content of a file. @throws Fault `not_found`, `evidence_is_kept` */
  async remove(ref: string, fileId: string, reason: string, viewer: Viewer): Promise<void> {
    const { database, incidents } = this.#ports;
    await database.transaction(async (tx) => {
      const incidentId = await incidents.idOf(tx, ref, viewer);
      await incidents.lock(tx, incidentId);
      const { name, sha256, removed } = await this.#file(tx, incidentId, fileId);
      const kept = await this.#kept(tx, incidentId);
      if (kept !== null) throw new Fault('conflict', 'evidence_is_kept', kept);
      if (removed !== null) return;
      await store.giveUpFile(tx, fileId);
      const data = { fileId, name, sha256, reason };
      await this.#append(tx, incidentId, viewer, { kind: 'file_removed', data });
    });
    // Its pieces may be many: not while others wait for the incident. What a process that dies here leaves, the next upload removes.
    await store.dropUnfinished(database.db, fileId);
  }

  async #file(reader: Reader, incidentId: string, fileId: string): Promise<AttachedFile> {
    const file = (await this.#files(reader, incidentId)).find((each) => each.fileId === fileId);
    if (file === undefined) throw notFound('file');
    return file;
  }

  async #files(reader: Reader, incidentId: string): Promise<AttachedFile[]> {
    const entries = await this.#ports.incidents.entries(reader, incidentId, [
      'file_attached',
      'file_removed',
    ]);
    const files = new Map<string, AttachedFile>();
    for (const entry of entries.filter(isOwn)) {
      const { at, actor: by, seq } = entry;
      if (entry.kind === 'file_attached')
        files.set(entry.data.fileId, { ...entry.data, at, by, seq, removed: null });
      if (entry.kind !== 'file_removed') continue;
      const file = files.get(entry.data.fileId);
      if (file) files.set(file.fileId, { ...file, removed: { at, by, reason: entry.data.reason } });
    }
    return [...files.values()];
  }

  /** Evidence of an incident that was private once is kept, or whoever opens it to everybody could remove it. */
  async #kept(reader: Reader, incidentId: string): Promise<string | null> {
    const changes = await this.#ports.incidents.entries(reader, incidentId, ['visibility_changed']);
    return changes.length > 0 ? KEPT : null;
  }

  async #append(tx: Tx, incidentId: string, viewer: Viewer, entry: InvestigationDraft): Promise<void> {
    await this.#ports.incidents.append(tx, incidentId, viewer.actor, [entry]);
    await publishLive(tx, { topic: 'incident', id: incidentId });
  }
}

const empty = (): Fault => new Fault('invalid', 'file_empty', 'The file is empty. Nothing was saved.');

export const tooLarge = (most: number): Fault =>
  new Fault(
    'too_large',
    'file_too_large',
    `The file is larger than ${sizeInWords(most)}. Attach a part of it, or a link to where it is.`,
  );
