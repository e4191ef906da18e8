import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';

const report = {
  reportId: z.string().min(1).max(100),
  number: z.int().positive(),
  title: z.string().max(1_000),
};

/** The entries that this chapter writes into an incident's log. */
export const reportEntries = {
  name: 'reports',
  projection: 1,
  kinds: {
    /** The incident was declared because of it; by a person, or by its answers alone. */
    report_declared: kind({
      data: z.strictObject(report),
      tone: 'quiet',
      sentence: ({ number, title }) => `Declared because of the report REP-${number}: “${title}”`,
      changes: null,
      event: null,
    }),
    report_joined: kind({
      data: z.strictObject({ ...report, toldPersonIds: z.array(z.string().max(100)).max(10) }),
      tone: 'strong',
      sentence: ({ number, title, toldPersonIds }, { who, actor, names }) => {
        const told = toldPersonIds.map((id) => names.person(id)).join(', ');
        const joined = `the report REP-${number}: “${title}”`;
        return `${actor.kind === 'system' ? `Joined by ${joined}` : `${who} added ${joined}`}${told === '' ? '' : `. ${told} notified`}`;
      },
      changes: null,
      event: null,
    }),
  },
};

export type ReportDraft = Draft<ContentOf<typeof reportEntries>>;
