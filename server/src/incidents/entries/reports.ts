import { z } from 'zod';
import { severity } from '../../policy/index.ts';
import { id, kind } from './kind.ts';

/** Written by the chapter that keeps reports; here because it is bad news (decide-news.ts). */
export const ofReports = {
  /** Somebody who is not a responder says so as well; by itself, or because a responder put it here. */
  report_joined: kind({
    data: z.strictObject({
      reportId: id,
      number: z.int().positive(),
      title: z.string().max(1_000),
      /** What its answers suggest; left out where they suggest nothing, and so of no concern to who has heard what. */
      severity: severity.optional(),
      /** Whom the same transaction told, of entries from before escalation did. */
      toldPersonIds: z.array(z.string().max(100)).max(10).optional(),
    }),
    tone: 'strong',
    sentence: ({ number, title, toldPersonIds = [] }, { who, actor, names }) => {
      const told = toldPersonIds.map((each) => names.person(each)).join(', ');
      const report = `the report REP-${number}: “${title}”`;
      const joined = actor.kind === 'system' ? `Joined by ${report}` : `${who} added ${report}`;
      return told === '' ? joined : `${joined}. ${told} notified`;
    },
    changes: null,
    event: null,
  }),
};
