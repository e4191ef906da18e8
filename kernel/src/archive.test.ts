import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_LOG,
  ARCHIVE_MANIFEST,
  isArchivePath,
  tarEnd,
  tarHeader,
  tarPadding,
  tarSum,
} from './archive.ts';
import { ArchiveCheck, type ArchiveReport } from './archive-check.ts';
import { type ChainEntry, GENESIS, hashOfEntry } from './chain.ts';

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

interface Member {
  readonly path: string;
  readonly content: string;
}

const tarOf = (members: readonly Member[]): Buffer =>
  Buffer.concat([
    ...members.flatMap(({ path, content }) => {
      const bytes = Buffer.from(content);
      return [tarHeader(path, bytes.length, 0), bytes, new Uint8Array(tarPadding(bytes.length))];
    }),
    tarEnd(),
  ]);

const EVIDENCE = 'a heap dump';

function log(evidence = EVIDENCE): ChainEntry[] {
  const entries: ChainEntry[] = [];
  const kinds = [
    ['declared', {}],
    ['file_attached', { fileId: 'one', name: 'dump.bin', sha256: sha256(evidence), bytes: evidence.length }],
    ['note', { text: 'naïve' }],
  ] as const;
  for (const [kind, data] of kinds) {
    const at = '2031-03-03T09:00:00Z';
    const unhashed = {
      ...{
        incidentId: 'an-incident',
        seq: entries.length + 1,
        at,
        happenedAt: at,
        actor: { kind: 'system' },
      },
      ...{
        commandId: null,
        kind,
        version: 1,
        data,
        format: 2,
        prevHash: entries.at(-1)?.hash ?? GENESIS.hash,
      },
    };
    entries.push({ ...unhashed, hash: hashOfEntry(unhashed, sha256) ?? '' });
  }
  return entries;
}

const jsonl = (entries: readonly unknown[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

/** An archive whose manifest agrees with whatever is in it, as somebody would make it who can make hashes. */
function archive(
  entries: readonly ChainEntry[] = log(),
  { evidence = EVIDENCE, head = entries.at(-1) }: { evidence?: string; head?: ChainEntry | undefined } = {},
): Member[] {
  const members = [
    { path: ARCHIVE_LOG, content: jsonl(entries) },
    { path: 'evidence/2-dump.bin', content: evidence },
  ];
  const manifest = {
    ...{ format: ARCHIVE_FORMAT, version: 1, reference: 'INC-1', incidentId: 'an-incident' },
    ...{ exportedAt: '2031-03-03T10:00:00Z', exportedBy: 'Ana', withheld: [] },
    head: { seq: head?.seq ?? 0, hash: head?.hash ?? '' },
    files: members.map(({ path, content }) => ({
      path,
      bytes: Buffer.byteLength(content),
      sha256: sha256(content),
    })),
    evidence: [{ seq: 2, path: 'evidence/2-dump.bin' }],
  };
  return [{ path: ARCHIVE_MANIFEST, content: JSON.stringify(manifest) }, ...members];
}

function check(content: Uint8Array, seal?: string, size = 700): ArchiveReport {
  const checking = new ArchiveCheck(() => createHash('sha256'));
  for (let at = 0; at < content.length; at += size) checking.push(content.subarray(at, at + size));
  return checking.end(seal);
}

const said = (report: ArchiveReport) => report.faults.map(({ message }) => message);

test.each([1, 511, 512, 100_000])('a whole archive is whole, read %d bytes at a time', (size) => {
  const members = archive();
  expect(check(tarOf(members), sha256(members[0]?.content ?? ''), size)).toEqual({
    ...{ ok: true, seal: sha256(members[0]?.content ?? ''), reference: 'INC-1', faults: [] },
    ...{ exportedAt: '2031-03-03T10:00:00Z', exportedBy: 'Ana', entries: 3, withheld: 0, files: 3 },
  });
});

const whole = archive();
const [manifest, , dump] = whole as [Member, Member, Member];
const [declared, attached, note] = log() as [ChainEntry, ChainEntry, ChainEntry];
const changed = (path: string, content: string) =>
  whole.map((member) => (member.path === path ? { path, content } : member));

/** A header that our own writer refuses to write. */
function forged(path: string, type = '0'): Buffer {
  const block = Buffer.from(tarHeader('x', 0, 0));
  block.fill(0, 0, 100);
  block.write(path, 0, 'latin1');
  block.write(type, 156);
  block.write(`${tarSum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
const beginning = (members: readonly Member[]) => tarOf(members).subarray(0, -tarEnd().length);

test.each<[string, Uint8Array, string]>([
  [
    'a byte of a file was altered',
    tarOf(changed('evidence/2-dump.bin', 'a heap dumb')),
    'evidence/2-dump.bin was altered: its SHA-256 is not the one in the manifest.',
  ],
  ['a file is missing', tarOf(whole.slice(0, -1)), 'evidence/2-dump.bin is missing.'],
  [
    'a file was added',
    tarOf([...whole, { path: 'evidence/9-planted.txt', content: 'x' }]),
    'evidence/9-planted.txt was added: the manifest does not list it.',
  ],
  ['a file is there twice', tarOf([...whole, dump]), 'evidence/2-dump.bin is in the archive twice.'],
  [
    'entries were reordered, and the manifest made anew',
    tarOf(archive([declared, note, attached], { head: note })),
    'The order was changed: entry 3 stands where entry 2 was.',
  ],
  [
    'an entry was left out, and the manifest made anew',
    tarOf(archive([declared, attached], { head: note })),
    'Entry 3 and later entries are missing.',
  ],
  [
    'the words of an entry were changed, and the manifest made anew',
    tarOf(archive([declared, attached, { ...note, data: { text: 'nothing' } }])),
    'Entry 3 was altered after it was written.',
  ],
  [
    'evidence was replaced, and the manifest made anew',
    tarOf(archive(log(), { evidence: 'another dump' })),
    'evidence/2-dump.bin is not what entry 2 (dump.bin) has the hash of.',
  ],
  [
    'the evidence is not listed any more',
    tarOf(
      changed(ARCHIVE_MANIFEST, manifest.content.replace('"path":"evidence/2-dump.bin"}]', '"path":null}]')),
    ),
    'The evidence of entry 2 (dump.bin) is missing.',
  ],
  [
    'an entry says that it is withheld, and the manifest does not',
    tarOf(archive([declared, attached, { ...note, withheld: true }])),
    'Entries are withheld that the manifest does not name.',
  ],
  ['the log is no log', tarOf(changed(ARCHIVE_LOG, 'x\n')), 'Line 1 of the log is no entry.'],
  [
    'an entry nests deeper than a stack',
    tarOf(changed(ARCHIVE_LOG, `{"data":${'['.repeat(200_000)}`)),
    'Line 1 of the log is no entry.',
  ],
  ['it is cut off', tarOf(whole).subarray(0, 700), 'The archive is cut off: it ends within manifest.json.'],
  ['its end is missing', beginning(whole), 'The archive is cut off: it ends after 3 files.'],
  ['it is empty', new Uint8Array(0), 'The archive is cut off: it ends after 0 files.'],
  [
    'something stands behind its end',
    Buffer.concat([tarOf(whole), Buffer.alloc(512, 1)]),
    'There is something behind the end of the archive.',
  ],
  [
    'it is packed, and would fill the disk',
    gzipSync(Buffer.alloc(10_000_000)),
    'This is a gzip file. Archives of Tocsin are plain tar files; it was not unpacked.',
  ],
  [
    'a path leads out of it',
    Buffer.concat([beginning(whole), forged('../../root/.ssh/authorized_keys'), tarEnd()]),
    'The path "../../root/.ssh/authorized_keys" leads out of the archive. Nothing was unpacked.',
  ],
  [
    'a path is absolute',
    Buffer.concat([beginning(whole), forged('/etc/passwd'), tarEnd()]),
    'The path "/etc/passwd" leads out of the archive. Nothing was unpacked.',
  ],
  [
    'a file is a link',
    Buffer.concat([beginning(whole), forged('evidence/link', '2'), tarEnd()]),
    'evidence/link is no plain file, but a link or a device.',
  ],
  [
    'it is no archive at all',
    Buffer.alloc(2_048, 'text '),
    'This is no archive of Tocsin, or a part of it was altered where a file begins.',
  ],
  [
    'it is somebody else’s tar',
    tarOf([{ path: 'holiday.jpg', content: 'x' }]),
    'The archive begins with holiday.jpg and not with its manifest.',
  ],
  [
    'its manifest is none of ours',
    tarOf([
      { path: ARCHIVE_MANIFEST, content: '{"format":"tocsin-incident-archive","version":1,"files":7}' },
    ]),
    'The manifest is none of an archive of Tocsin, version 1.',
  ],
])('%s: it is named', (_, content, message) => {
  const report = check(content);
  expect(report.ok).toBe(false);
  expect(said(report)).toContain(message);
});

test('an archive that was made anew as a whole has another seal', () => {
  const seal = sha256(manifest.content);
  const remade = archive(log('another dump'), { evidence: 'another dump' });
  expect(check(tarOf(remade)).ok).toBe(true);
  expect(said(check(tarOf(remade), seal))).toEqual([
    `The seal is not ${seal}: this is not the archive that was exported then.`,
  ]);
});

test('only paths that every system takes are written', () => {
  expect(['a/b.txt', '1-x', 'a_b/c-d.tar'].every(isArchivePath)).toBe(true);
  expect(
    ['', '/a', 'a/', 'a//b', '../a', 'a/..', '.a', 'a b', 'a\\b', 'ä', 'a\0', 'x'.repeat(101)].some(
      isArchivePath,
    ),
  ).toBe(false);
  expect(() => tarHeader('a', 8 ** 11, 0)).toThrow(RangeError);
});
