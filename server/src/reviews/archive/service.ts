import { actorName, type Incident, namesFrom, referenceOf } from '../../incidents/index.ts';
import { plainName } from '../../investigation/index.ts';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_LOG,
  ARCHIVE_MANIFEST,
  type ArchiveFile,
  type ArchiveManifest,
  type ChainEntry,
  Fault,
  tarEnd,
  tarHeader,
  tarPadding,
  type Viewer,
} from '../../kernel/index.ts';
import { again, asOfOneMoment, type Reader, type Tx } from '../../platform/db/index.ts';
import { sha256 } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import type { ReviewDraft } from '../entries/index.ts';
import type { ReviewDeps } from '../ports.ts';
import { reportHtml } from '../report/render-html.ts';
import { reportMarkdown } from '../report/render-markdown.ts';
import type { Reports } from '../report/service.ts';
import { messagesText, readme, type TellingMessage, timelineText } from './decide-words.ts';

export interface ArchiveDeps extends Pick<ReviewDeps, 'database' | 'clock' | 'incidents' | 'directory'> {
  readonly reports: Pick<Reports, 'document'>;
  /** Every message about an incident, oldest first. */
  readonly messages: (reader: Reader, incident: Incident) => Promise<readonly TellingMessage[]>;
  /** What a pinned query result or error says; undefined when it is gone. */
  readonly pinned: (reader: Reader, evidenceId: string) => Promise<string | undefined>;
  /** The content of an attached file. */
  readonly fileContent: (fileId: string) => AsyncIterable<Buffer>;
}

/** A file of the archive: made here, or read when it is its turn. */
interface Part extends ArchiveFile {
  readonly content: Buffer | (() => AsyncIterable<Buffer>);
}

export interface SealedArchive {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its manifest. */
  readonly seal: string;
  readonly content: () => AsyncGenerator<Uint8Array>;
}

const made = (path: string, text: string): Part => {
  const content = Buffer.from(text);
  return { path, bytes: content.length, sha256: sha256(text), content };
};

interface Evidence {
  readonly seq: number;
  readonly part: Part | null;
}

type ReportDocument = Awaited<ReturnType<Reports['document']>>;

/** At a time, in this process: each holds the record of an incident in memory. */
const MOST_EXPORTS = 2;

/** An incident as one file that proves itself: log, words, messages, evidence and report, with all their hashes (TYP-3). */
export class Archives {
  readonly #deps: ArchiveDeps;
  #exports = 0;

  constructor(deps: ArchiveDeps) {
    this.#deps = deps;
  }

  /**
   * Makes the archive; that it was made is an entry of the log, with its seal. Read and rendered as of one moment, while
   * the incident goes on; it is locked only for that entry.
   * @throws Fault `not_found`, `exports_busy`
   */
  async export(ref: string, viewer: Viewer): Promise<SealedArchive> {
    if (this.#exports >= MOST_EXPORTS)
      throw new Fault('rate_limited', 'exports_busy', 'Other exports are being made. Try again in a moment.');
    this.#exports += 1;
    try {
      return await this.#export(ref, viewer);
    } finally {
      this.#exports -= 1;
    }
  }

  async #export(ref: string, viewer: Viewer): Promise<SealedArchive> {
    const { database, clock, incidents, reports } = this.#deps;
    const report = await reports.document(ref, 'latest', viewer);
    const archive = await database.transaction(async (tx) => {
      await asOfOneMoment(tx);
      return this.#make(tx, ref, report, viewer);
    });
    await again(() =>
      database.transaction(async (tx) => {
        // Who could see it when the export began need not be one who can now.
        await incidents.lock(tx, await incidents.idOf(tx, ref, viewer));
        await incidents.append(tx, archive.id, viewer.actor, [archive.entry]);
        await publishLive(tx, { topic: 'incident', id: archive.id });
      }),
    );
    return archiveOf(archive.name, archive.parts, clock.now().epochMilliseconds);
  }

  async #make(tx: Tx, ref: string, report: ReportDocument, viewer: Viewer) {
    const { clock, incidents, directory, messages } = this.#deps;
    const incident = await incidents.get(tx, await incidents.idOf(tx, ref, viewer), viewer);
    const { id, number, title } = incident;
    const reference = referenceOf(number);
    const names = namesFrom({ directory: await directory.facts(tx), integrations: new Map() });
    const log = await incidents.log(tx, id, viewer);
    const told = await messages(tx, incident);
    const evidence = await this.#evidence(tx, log);
    const pieces = evidence.flatMap(({ part }) => part ?? []);
    const [exportedAt, exportedBy] = [clock.now().toString(), actorName(viewer.actor, names)];
    const record = await incidents.record(tx, incident, viewer);
    const parts: readonly Part[] = [
      made('README.txt', readme(reference, exportedAt, exportedBy)),
      made(ARCHIVE_LOG, log.map((entry) => `${JSON.stringify(entry)}\n`).join('')),
      made('timeline.md', timelineText(reference, title, record, log.length)),
      made('messages.md', messagesText(reference, told)),
      made('messages.json', `${JSON.stringify(told, null, 2)}\n`),
      made('report.md', reportMarkdown(report)),
      made('report.html', reportHtml(report)),
      ...pieces,
    ];
    const last = log.at(-1);
    const manifest: ArchiveManifest = {
      ...{ format: ARCHIVE_FORMAT, version: 1, reference, incidentId: id, exportedAt, exportedBy },
      head: { seq: last?.seq ?? 0, hash: last?.hash ?? '' },
      withheld: log.flatMap(({ seq, withheld }) => (withheld === true ? [seq] : [])),
      files: parts.map(({ path, bytes, sha256: hash }) => ({ path, bytes, sha256: hash })),
      evidence: evidence.map(({ seq, part }) => ({ seq, path: part?.path ?? null })),
    };
    const first = made(ARCHIVE_MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
    const entry: ReviewDraft = {
      kind: 'incident_exported',
      data: { seal: first.sha256, throughSeq: manifest.head.seq, files: pieces.length },
    };
    return { id, entry, name: `${reference}-${exportedAt.slice(0, 10)}.tar`, parts: [first, ...parts] };
  }

  /** What the log has the hash of, and was not removed. The hash in the manifest is the log's: what was altered since shows. */
  async #evidence(reader: Reader, log: readonly ChainEntry[]): Promise<readonly Evidence[]> {
    const removed = new Set(log.flatMap(({ kind, data }) => (kind === 'file_removed' ? [data.fileId] : [])));
    const found: Evidence[] = [];
    for (const { seq, kind, data } of log) {
      const hash = String(data.sha256);
      if (kind === 'file_attached') {
        const id = String(data.fileId);
        const path = `evidence/${seq}-${plainName(String(data.name))}`;
        const content = () => this.#deps.fileContent(id);
        const part = { path, bytes: Number(data.bytes), sha256: hash, content };
        found.push({ seq, part: removed.has(id) ? null : part });
      }
      if (kind === 'evidence_pinned') {
        const text = await this.#deps.pinned(reader, String(data.evidenceId));
        const part =
          text === undefined ? null : { ...made(`evidence/${seq}-pinned.json`, text), sha256: hash };
        found.push({ seq, part });
      }
    }
    return found;
  }
}

function archiveOf(name: string, parts: readonly Part[], now: number): SealedArchive {
  const modified = now / 1000;
  const size = ({ bytes }: Part) => 512 + bytes + tarPadding(bytes);
  return {
    name,
    bytes: parts.reduce((sum, part) => sum + size(part), tarEnd().length),
    seal: parts[0]?.sha256 ?? '',
    content: async function* () {
      for (const part of parts) {
        yield tarHeader(part.path, part.bytes, modified);
        yield* exactly(part);
        yield new Uint8Array(tarPadding(part.bytes));
      }
      yield tarEnd();
    },
  };
}

/** As many bytes as the header says, whatever is stored by now: what is short or long has another hash, and that shows. */
async function* exactly({ bytes, content }: Part): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const piece of typeof content === 'function' ? content() : [content]) {
    yield piece.subarray(0, left);
    left -= Math.min(left, piece.length);
  }
  while (left > 0) {
    const filling = new Uint8Array(Math.min(left, 65_536));
    yield filling;
    left -= filling.length;
  }
}
