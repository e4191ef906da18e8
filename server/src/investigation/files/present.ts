import { z } from 'zod';
import type { Actor } from '../../kernel/index.ts';
import type { AttachedFile, FilesOfIncident } from './service.ts';

const named = z.string().nullable().describe('Who; null for Tocsin itself');
const fileBody = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().describe('What the content is, such as "PNG image", whatever its name says'),
  picture: z.boolean().describe('Whether it can be shown as a picture'),
  bytes: z.int(),
  sha256: z.string().describe('Of the content; also in the incident’s hash-chained log'),
  note: z.string().nullable(),
  step: z
    .object({ runbook: z.string(), step: z.string(), title: z.string() })
    .nullable()
    .describe('The step of a runbook that it belongs to'),
  entry: z.int().nullable().describe('The entry of the timeline that it belongs to'),
  seq: z.int().describe('The entry that says that it was attached'),
  by: named,
  at: z.string(),
  removed: z.object({ by: named, at: z.string(), reason: z.string() }).nullable(),
  looks: z
    .array(z.object({ by: named, what: z.enum(['opened', 'downloaded']), at: z.string() }))
    .describe('Of a private incident: who has had it, newest first'),
});

export const filesReply = z
  .object({
    items: z.array(fileBody).describe('Oldest first'),
    kept: z.string().nullable().describe('Why nobody can remove a file of this incident; null when they can'),
    restricted: z.boolean(),
    room: z
      .object({ used: z.int(), of: z.int(), largest: z.int() })
      .describe('Bytes of all files of the organisation, how many there may be, and of the largest file'),
  })
  .meta({ id: 'Files' });

export function presentFiles(
  { files, looks, kept, restricted, used, directory }: FilesOfIncident,
  room: { readonly ofFile: number; readonly ofAll: number },
): z.input<typeof filesReply> {
  const nameOf = (by: Actor): string | null =>
    by.kind === 'person'
      ? (directory.people.get(by.personId)?.name ?? 'Deleted user')
      : by.kind === 'token'
        ? by.name
        : null;
  const present = (file: AttachedFile): z.input<typeof fileBody> => ({
    ...{ id: file.fileId, name: file.name, type: file.type, picture: file.picture !== null },
    ...{ bytes: file.bytes, sha256: file.sha256, note: file.note, entry: file.entry, seq: file.seq },
    step: file.step && { runbook: file.step.runbookId, step: file.step.stepId, title: file.step.title },
    ...{ by: nameOf(file.by), at: file.at.toString() },
    removed: file.removed && { ...file.removed, by: nameOf(file.removed.by), at: file.removed.at.toString() },
    looks: looks
      .filter(({ fileId }) => fileId === file.fileId)
      .map(({ actor, what, at }) => ({ by: nameOf(actor), what, at: at.toString() })),
  });
  return {
    ...{ items: files.map(present), kept, restricted },
    room: { used, of: room.ofAll, largest: room.ofFile },
  };
}
