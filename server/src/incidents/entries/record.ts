import { z } from 'zod';
import { andList, Temporal } from '../../kernel/index.ts';
import { NOTE_TYPES, VISIBILITIES } from '../model.ts';
import { quoted } from '../words.ts';
import { because, id, instant, kind, text } from './kind.ts';

const detailsData = z.strictObject({
  title: text.nullable(),
  symptoms: text.nullable(),
  startedAt: instant.nullable(),
  detectedAt: instant.nullable(),
});

const changedDetails = (data: z.output<typeof detailsData>): string[] => [
  ...(data.title === null ? [] : [`the title to ${quoted(data.title)}`]),
  ...(data.symptoms === null ? [] : ['the symptoms']),
  ...(data.startedAt === null ? [] : ['the start time']),
  ...(data.detectedAt === null ? [] : ['the detection time']),
];

export const ofTheRecord = {
  type_changed: kind({
    data: z.strictObject({
      from: id.nullable(),
      to: id.nullable(),
      /** In the policy's words of then. */
      title: text.nullable(),
      because: text.nullable(),
    }),
    tone: 'quiet',
    sentence: ({ title, to, because: why }, { who }) =>
      to === null
        ? `${who} removed the incident type`
        : `${who} set the incident type to ${title ?? to}${because(why)}`,
    changes: (_, { to }) => ({ typeId: to }),
    event: () => ({ type: 'incidents.type_changed' }),
  }),
  customer_facing_changed: kind({
    data: z.strictObject({
      customerFacing: z.boolean(),
      by: z.enum(['systems', 'person']),
      reason: text.nullable(),
    }),
    tone: 'quiet',
    sentence: ({ customerFacing, by, reason }, { who }) => {
      const now = customerFacing ? 'customers are affected' : 'customers are not affected';
      return by === 'systems'
        ? `Based on the affected systems, ${now}`
        : `${who} recorded that ${now}${because(reason)}`;
    },
    changes: (_, { customerFacing, by }) => ({ customerFacing, customerFacingBy: by }),
    event: ({ customerFacing }) => ({ type: 'incidents.customer_facing_changed', customerFacing }),
  }),
  visibility_changed: kind({
    data: z.strictObject({ visibility: z.enum(VISIBILITIES), reason: text.nullable() }),
    tone: 'strong',
    sentence: ({ visibility, reason }, { who }) => {
      const what =
        visibility === 'restricted'
          ? 'restricted the incident to those who take part in it'
          : 'made the incident visible to everyone';
      return `${who} ${what}${because(reason)}`;
    },
    changes: (_, { visibility }) => ({ visibility }),
    event: () => ({ type: 'incidents.visibility_changed' }),
  }),
  systems_changed: kind({
    data: z.strictObject({ added: z.array(id), removed: z.array(id) }),
    tone: 'quiet',
    sentence: ({ added, removed }, { who, names }) => {
      const parts = [
        ...(added.length > 0 ? [`added ${andList(added.map(names.system))}`] : []),
        ...(removed.length > 0 ? [`removed ${andList(removed.map(names.system))}`] : []),
      ];
      return `${who} ${andList(parts)}`;
    },
    changes: ({ systemIds }, { added, removed }) => ({
      systemIds: [...systemIds.filter((system) => !removed.includes(system)), ...added],
    }),
    event: ({ added, removed }) => ({ type: 'incidents.systems_changed', added, removed }),
  }),
  details_changed: kind({
    data: detailsData,
    tone: 'quiet',
    sentence: (data, { who }) => `${who} changed ${andList(changedDetails(data))}`,
    changes: (incident, data) => ({
      title: data.title ?? incident.title,
      symptoms: data.symptoms ?? incident.symptoms,
      startedAt: data.startedAt === null ? incident.startedAt : Temporal.Instant.from(data.startedAt),
      detectedAt: data.detectedAt === null ? incident.detectedAt : Temporal.Instant.from(data.detectedAt),
    }),
    event: () => ({ type: 'incidents.details_changed' }),
  }),
  note: kind({
    data: z.strictObject({ type: z.enum(NOTE_TYPES), text }),
    tone: 'note',
    sentence: (data) => data.text,
    changes: null,
    event: null,
  }),
  /** A correction: the struck note stays readable, struck through. */
  note_struck: kind({
    data: z.strictObject({ seq: z.int().positive(), reason: text.nullable() }),
    tone: 'quiet',
    sentence: ({ seq, reason }, { who }) => `${who} struck through entry ${seq}${because(reason)}`,
    changes: null,
    event: null,
  }),
};
