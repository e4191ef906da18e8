import { z } from 'zod';
import { SEVERITIES } from '../../policy/index.ts';
import { ACTION_KINDS, ACTION_PRIORITIES, ACTION_STATES, WORKED } from '../actions/model.ts';

/** What people write; everything else in a report comes from the record. */
export const SECTIONS = [
  'summary',
  'impact',
  'root_cause',
  'contributing_factors',
  'five_whys',
  'resolution',
  'went_well',
  'to_improve',
  'communication',
  'lessons',
  'no_actions',
] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  summary: 'Summary',
  impact: 'Impact',
  root_cause: 'Root cause',
  contributing_factors: 'Contributing factors',
  five_whys: 'Five whys',
  resolution: 'Resolution',
  went_well: 'What went well',
  to_improve: 'What could be improved',
  communication: 'Communication effectiveness',
  lessons: 'Lessons learned',
  no_actions: 'Why there are no action items',
};

const EVIDENCE_TYPES = ['finding', 'hypothesis', 'decision', 'workaround', 'change', 'observation'] as const;

export const why = z.object({
  text: z.string(),
  depth: z.int().describe('0 for what is asked first; what answers it is one deeper'),
  seq: z.int().nullable().describe('The entry of the timeline that supports it'),
});

const line = z.object({
  seq: z.int().describe('The entry of the timeline that says it'),
  at: z.string(),
  text: z.string(),
  who: z.string(),
  key: z.boolean().describe('In the report itself; all others are in its annex'),
});
export type ReportLine = z.infer<typeof line>;

/** The report of an incident, as it is exported and published. Its JSON Schema is at /api/v1/schemas/report. */
export const reportSchema = z.object({
  format: z.literal('tocsin.report/1'),
  reference: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  organisation: z.string(),
  zone: z.string().describe('The time zone in which its documents show times'),
  generatedAt: z.string(),
  version: z.int().nullable().describe('null: not published yet'),
  audience: z
    .literal('external')
    .optional()
    .describe('For readers outside: roles stand for people, and versions count by themselves'),
  restricted: z.boolean(),
  drill: z.boolean(),
  facts: z
    .array(z.object({ id: z.string(), title: z.string(), value: z.string().nullable() }))
    .describe('The required information, in the order of the policy; null: missing'),
  missing: z.array(z.string()).describe('Titles of the required facts that are missing'),
  startedAt: z.string().nullable(),
  detectedAt: z.string(),
  endedAt: z.string().nullable(),
  sections: z.array(
    z.object({
      ...{ id: z.enum(SECTIONS), title: z.string(), text: z.string() },
      // Optional here and below: reports that were published before stay as they were.
      from: z
        .array(z.int())
        .optional()
        .describe('The entries of the timeline that it is taken from; empty: people wrote it for the report'),
    }),
  ),
  fiveWhys: z.array(why).optional().describe('The section of that name as a tree, in the order of reading'),
  narrative: z
    .array(z.object({ text: z.string(), seq: z.int() }))
    .describe('Written by rule from the record; each sentence names its entry'),
  timelines: z.object({
    incident: z.array(line),
    response: z.array(line),
    communication: z.array(line),
  }),
  evidence: z
    .array(
      z.object({
        ...{ seq: z.int(), text: z.string(), who: z.string() },
        type: z.enum(EVIDENCE_TYPES).optional(),
        supports: z.boolean().optional().describe('Linked to the recorded root cause'),
      }),
    )
    .describe('What people found, supposed, decided, tried and pinned'),
  checks: z
    .array(
      z.object({
        ...{ seq: z.int(), title: z.string(), state: z.enum(['done', 'waived']) },
        ...{ note: z.string(), who: z.string() },
      }),
    )
    .optional()
    .describe('The resolution checklists as they stood at the end'),
  measures: z.array(
    z.object({
      name: z.string(),
      target: z.string().nullable(),
      actual: z.string(),
      kept: z.boolean().nullable().describe('null: there is no target'),
    }),
  ),
  input: z.array(
    z.object({ kind: z.enum(['went_well', 'to_improve']), text: z.string(), by: z.string().nullable() }),
  ),
  actions: z.array(
    z.object({
      reference: z.string(),
      title: z.string(),
      kind: z.enum(ACTION_KINDS),
      priority: z.enum(ACTION_PRIORITIES),
      state: z.enum(ACTION_STATES),
      owner: z.string(),
      dueOn: z.string(),
      promisedOn: z.string(),
      worked: z.enum(WORKED).nullable(),
    }),
  ),
  participants: z.array(z.object({ name: z.string(), attended: z.boolean().nullable() })),
  signedOff: z.array(z.object({ name: z.string(), at: z.string() })),
});
export type Report = z.infer<typeof reportSchema>;
