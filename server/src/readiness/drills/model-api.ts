import { z } from 'zod';
import { instantText, optionalText, requiredText } from '../../incidents/index.ts';
import { SEVERITIES } from '../../policy/index.ts';
import { DRILL_STATUSES, scorecardSchema } from './model.ts';

const instant = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });
const named = z.object({ id: z.string(), name: z.string() });

export const scenarioId = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/);

export const createBody = z.strictObject({
  scenario: scenarioId,
  title: requiredText(200).optional().describe('Default: that of the scenario'),
  system: z.string().max(60).nullish().describe('The system whose alerts are simulated'),
  team: z.string().max(60).nullish().describe('Whose drill it is, when there is no system'),
  people: z.array(z.uuid()).min(1).max(100).describe('Who takes part'),
  everyone: z
    .boolean()
    .default(false)
    .describe('Notify everyone the policy names, as in a real incident; default: those who take part only'),
  startsAt: instantText.nullish().describe('Default: now'),
  occurrence: z.uuid().nullish().describe('The due date of the programme that this drill is held for'),
});
export const reasonBody = z.strictObject({ reason: requiredText(500).optional() }).nullish();
export const improveBody = z.strictObject({ text: optionalText(10_000) });
export const scenarioBody = z.strictObject({
  source: z.string().min(1).max(65_536).describe('The scenario as YAML'),
});

const injectReply = z.object({
  seq: z.int(),
  kind: z.enum(['alert', 'worsens', 'clears', 'customer', 'fact']),
  at: instant,
  text: z.string().describe('Of a fact: where it is to be found'),
  found: z
    .object({ by: person.nullable(), at: instant, finds: z.string(), matters: z.boolean() })
    .nullable()
    .describe('Of a fact that somebody has looked for'),
});

export const drillReply = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(DRILL_STATUSES),
  brief: z.string(),
  minutes: z.int(),
  system: named.nullable(),
  team: named.nullable(),
  people: z.array(person),
  everyone: z.boolean(),
  startsAt: instant,
  startedAt: instant.nullable(),
  endsBy: instant.nullable().describe('When it ends by itself'),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  reason: z.string().nullable(),
  incident: z
    .object({ reference: z.string(), title: z.string(), severity: z.enum(SEVERITIES) })
    .nullable()
    .describe('null before the first alert, and for those who may not see it'),
  heldBecause: z
    .string()
    .nullable()
    .describe('The real incident that takes precedence; null when a person holds it, or may not see it'),
  heldAt: instant.nullable(),
  injects: z.array(injectReply).describe('What has happened so far, oldest first'),
  toCome: z.int().describe('How many things are still to happen'),
  maySteer: z.boolean().describe('Whether you may hold, end or abort it'),
  improvements: z.string(),
  scorecard: scorecardSchema
    .omit({ attended: true })
    .extend({ attended: z.array(person) })
    .nullable(),
});
export const drillsReply = z.object({
  items: z.array(
    drillReply
      .pick({
        ...{
          id: true,
          title: true,
          status: true,
          startsAt: true,
          startedAt: true,
          endedAt: true,
          team: true,
        },
        ...{ system: true, people: true, incident: true },
      })
      .extend({ met: z.int().nullable(), counted: z.int().nullable() }),
  ),
});
export const scenariosReply = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      brief: z.string(),
      minutes: z.int(),
      type: z.string().nullable(),
      expects: z.array(z.enum(SEVERITIES)),
      injects: z.int(),
      ships: z.boolean().describe('Comes with Tocsin'),
    }),
  ),
});
export const scenarioReply = z.object({ id: z.string(), source: z.string(), ships: z.boolean() });
