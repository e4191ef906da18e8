import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';
import { messageIn } from '../errors/decide-errors.ts';
import { sizeInWords } from '../files/decide-name.ts';
import { VERDICTS } from '../model.ts';

const id = z.string().min(1).max(100);

const SAID = {
  suspect: (who: string, what: string) => `${who} marked a change as suspect: ${what}`,
  ruled_out: (who: string, what: string) => `${who} ruled out a change: ${what}`,
} as const;

/** The entries that this chapter writes into an incident's log. */
export const investigationEntries = {
  name: 'investigation',
  projection: 1,
  kinds: {
    change_judged: kind({
      data: z.strictObject({
        changeId: id,
        /** In the words of then: a change goes on, the log does not. */
        summary: z.string().max(2_000),
        systemId: id.nullable(),
        happenedAt: z.iso.datetime(),
        /** null: whatever was thought of it is taken back. */
        verdict: z.enum(VERDICTS).nullable(),
      }),
      tone: 'strong',
      sentence: ({ summary, verdict }, { who }) =>
        verdict === null ? `${who} removed the mark from a change: ${summary}` : SAID[verdict](who, summary),
      changes: () => ({}),
      event: null,
    }),
    evidence_pinned: kind({
      data: z.strictObject({
        evidenceId: id,
        title: z.string().max(200),
        systemId: id.nullable(),
        /** What it is, in words: "3 series". */
        found: z.string().max(200),
        from: z.iso.datetime(),
        to: z.iso.datetime(),
        bytes: z.int().nonnegative(),
        /** Of the content, which is kept beside the log: altering either shows. */
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        note: z.string().max(2_000).nullable(),
        /** Of an error. */
        fingerprint: z.string().max(400).nullable().default(null),
      }),
      tone: 'strong',
      sentence: ({ title, found, systemId, sha256, note }, { who, names }) =>
        `${who} pinned evidence: ${title}${systemId === null ? '' : ` of ${names.system(systemId)}`} (${found}, SHA-256 ${sha256.slice(0, 12)}…)${note === null ? '' : `: ${note}`}`,
      changes: null,
      event: null,
    }),
    file_attached: kind({
      data: z.strictObject({
        fileId: id,
        name: z.string().min(1).max(300),
        /** What the content is, in words: "PNG image". Not what its name says. */
        type: z.string().max(100),
        /** The media type of a picture that can be shown as one. */
        picture: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']).nullable(),
        bytes: z.int().positive(),
        /** Of the content, which is kept beside the log: altering either shows. */
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        note: z.string().max(2_000).nullable(),
        /** The step of a runbook that it belongs to. */
        step: z.strictObject({ runbookId: id, stepId: id, title: z.string().max(20_000) }).nullable(),
        /** The entry of this log that it belongs to. */
        entry: z.int().positive().nullable(),
      }),
      tone: 'strong',
      sentence: ({ name, type, bytes, sha256, note, step, entry }, { who }) => {
        const to = step !== null ? ` to “${step.title}”` : entry !== null ? ` to entry ${entry}` : '';
        const about = `${type}, ${sizeInWords(bytes)}, SHA-256 ${sha256.slice(0, 12)}…`;
        return `${who} attached ${name}${to} (${about})${note === null ? '' : `: ${note}`}`;
      },
      changes: null,
      event: null,
    }),
    /** Its content is gone; its name, its hash and who attached it stay on the record. */
    file_removed: kind({
      data: z.strictObject({
        fileId: id,
        name: z.string().min(1).max(300),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        reason: z.string().min(1).max(2_000),
      }),
      tone: 'bad',
      sentence: ({ name, sha256, reason }, { who }) =>
        `${who} removed the file ${name} (SHA-256 ${sha256.slice(0, 12)}…): ${reason}`,
      changes: null,
      event: null,
    }),
    error_noted: kind({
      data: z.strictObject({ text: z.string().min(1).max(10_000) }),
      tone: 'strong',
      sentence: ({ text }, { who }) => `${who} noted an error: ${messageIn(text).slice(0, 300)}`,
      changes: null,
      event: null,
    }),
  },
};

export type InvestigationDraft = Draft<ContentOf<typeof investigationEntries>>;
