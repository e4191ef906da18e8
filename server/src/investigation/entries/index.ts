import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';
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
  },
};

export type InvestigationDraft = Draft<ContentOf<typeof investigationEntries>>;
