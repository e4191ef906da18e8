import { z } from 'zod';
import { plural } from '../../kernel/index.ts';
import { severity } from '../../policy/index.ts';
import { referenceOf } from '../model.ts';
import { alerts, because, id, kind, text, UNACKNOWLEDGED } from './kind.ts';

export const merging = {
  merged_into: kind({
    data: z.strictObject({ incidentId: id, number: z.int().positive(), reason: text.nullable() }),
    tone: 'quiet',
    sentence: ({ number, reason }, { who }) =>
      `${who} merged this incident into ${referenceOf(number)}${because(reason)}`,
    otherIncident: ({ incidentId }) => incidentId,
    changes: (_, { incidentId }, { at }) => ({
      status: 'merged',
      mergedIntoId: incidentId,
      mergedAt: at,
      alertCount: 0,
    }),
    event: ({ incidentId }) => ({ type: 'incidents.merged', intoId: incidentId }),
  }),
  merged_from: kind({
    data: z.strictObject({
      incidentId: id,
      number: z.int().positive(),
      alerts: z.int().nonnegative(),
      /** It was worse than this and nobody had answered: the acknowledgement of this no longer counts. */
      unanswered: z.literal(true).optional(),
      /** What was wrong there while it was open: whoever works on this has not heard of it. */
      unheard: z.strictObject({ title: text, severity, alerts: alerts.optional() }).optional(),
    }),
    tone: 'quiet',
    sentence: ({ number, alerts: count, unanswered }, { who }) => {
      const along = count > 0 ? `, with ${plural(count, 'alert')}` : '';
      const so = unanswered ? '; it is more severe and was not acknowledged, so paging restarts' : '';
      return `${who} merged ${referenceOf(number)} into this incident${along}${so}`;
    },
    otherIncident: ({ incidentId }) => incidentId,
    changes: ({ alertCount }, data) => ({
      alertCount: alertCount + data.alerts,
      ...(data.unanswered ? UNACKNOWLEDGED : {}),
    }),
    event: ({ unanswered }) => (unanswered ? { type: 'incidents.acknowledgement_void' } : null),
  }),
};
