import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';

/** The entries that this chapter writes into an incident's log, besides `report_joined`, which is bad news and so incidents' own. */
export const reportEntries = {
  name: 'reports',
  projection: 1,
  kinds: {
    /** The incident was declared because of it; by a person, or by its answers alone. */
    report_declared: kind({
      data: z.strictObject({
        reportId: z.string().min(1).max(100),
        number: z.int().positive(),
        title: z.string().max(1_000),
      }),
      tone: 'quiet',
      sentence: ({ number, title }) => `Declared because of the report REP-${number}: “${title}”`,
      changes: null,
      event: null,
    }),
  },
};

export type ReportDraft = Draft<ContentOf<typeof reportEntries>>;
