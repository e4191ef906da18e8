import { z } from 'zod';
import { watchedUntil } from '../incidents/index.ts';
import { type Actor, type Instant, isBefore } from '../kernel/index.ts';
import { RESOLUTION_LISTS } from '../policy/index.ts';
import { openFor } from './decide-checklist.ts';
import { CHECK_ACTS, CHECK_STATES, type Check } from './model.ts';
import type { Case } from './service.ts';

const time = z.string().describe('ISO 8601, UTC');
const mark = z.object({
  by: z.string(),
  at: time,
  note: z.string().nullable().describe('The evidence, or the reason of a waiver'),
  link: z.string().nullable(),
  author: z.string().nullable(),
  reviewer: z.string().nullable(),
});
const openItem = z.object({ item: z.string(), text: z.string(), sentence: z.string() });

export const resolutionReply = z
  .object({
    asked: z.array(z.enum(RESOLUTION_LISTS)).describe('What the policy asks of this severity'),
    items: z.array(
      z.object({
        id: z.string(),
        list: z.enum(RESOLUTION_LISTS),
        text: z.string(),
        goal: z.enum(['resolved', 'closed']).describe('The state in front of which it stands'),
        required: z.boolean(),
        state: z.enum(CHECK_STATES),
        act: z.enum(CHECK_ACTS).describe('What completes it'),
        sentence: z.string().nullable().describe('What is open'),
        mark: mark.nullable(),
        plan: z.object({ text: z.string(), by: z.string(), at: time }).nullable(),
        question: z
          .object({
            people: z.array(z.string()),
            askedAt: time,
            answer: z
              .object({ works: z.boolean(), comment: z.string().nullable(), by: z.string(), at: time })
              .nullable(),
          })
          .nullable(),
      }),
    ),
    toResolve: z.array(openItem).describe('What is open in front of "resolved"'),
    toClose: z.array(openItem).describe('What is open in front of "closed"'),
    noChange: z.object({ reason: z.string(), by: z.string(), at: time }).nullable(),
    rootCause: z
      .object({
        cause: z.string().nullable().describe('null: unknown, left to the review'),
        findings: z.array(z.int()),
        by: z.string(),
        at: time,
      })
      .nullable(),
    findings: z
      .array(z.object({ seq: z.int(), text: z.string(), by: z.string(), at: time }))
      .describe('What a root cause can rest on'),
    watch: z
      .object({ until: time, over: z.boolean() })
      .nullable()
      .describe('The stability watch: a new alert before its end reopens the incident'),
  })
  .meta({ id: 'Resolution' });

/** How an incident's resolution stands. */
export function presentResolution({ incident, checks, facts }: Case): z.input<typeof resolutionReply> {
  const { record, policy, nameOf, now } = facts;
  const said = <T extends { readonly by: Actor; readonly at: Instant }>(it: T) => ({
    by: nameOf(it.by),
    at: it.at.toString(),
  });
  const until = watchedUntil(incident, policy);
  const open = (goal: 'resolved' | 'closed') =>
    openFor(goal, checks, record).map(({ id, rule, sentence }) => ({
      ...{ item: id, text: rule.text, sentence: sentence ?? rule.text },
    }));
  return {
    asked: [...policy.resolution.asked[incident.severity]],
    items: checks.map((check) => presentCheck(check, facts)),
    toResolve: open('resolved'),
    toClose: open('closed'),
    noChange: record.noChange && { reason: record.noChange.reason, ...said(record.noChange) },
    rootCause: record.rootCause && {
      ...{ cause: record.rootCause.cause, findings: [...record.rootCause.findings] },
      ...said(record.rootCause),
    },
    findings: record.findings.map((finding) => ({ seq: finding.seq, text: finding.text, ...said(finding) })),
    watch: until && { until: until.toString(), over: !isBefore(now, until) },
  };
}

function presentCheck(check: Check, { nameOf, personName }: Case['facts']) {
  const { id, list, rule, goal, state, act, sentence, mark: made, plan, question } = check;
  const person = (of: string | null) => (of === null ? null : personName(of));
  return {
    ...{ id, list, text: rule.text, goal, required: rule.required, state, act, sentence },
    mark: made && {
      ...{ by: nameOf(made.by), at: made.at.toString(), note: made.note, link: made.link },
      ...{ author: person(made.authorId), reviewer: person(made.reviewerId) },
    },
    plan: plan && { text: plan.text, by: nameOf(plan.by), at: plan.at.toString() },
    question: question && {
      people: question.personIds.map(personName),
      askedAt: question.askedAt.toString(),
      answer: question.answer && {
        ...{ works: question.answer.works, comment: question.answer.comment },
        ...{ by: nameOf(question.answer.by), at: question.answer.at.toString() },
      },
    },
  };
}
