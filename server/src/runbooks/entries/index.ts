import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';
import { STEP_STATES } from '../model.ts';
import { VERDICTS } from '../model-check.ts';

const id = z.string().min(1).max(100);
const text = z.string().max(20_000);
/** A runbook in the version that the incident works on: versions never change, so this is the snapshot. */
const runbook = { runbookId: id, version: z.int().positive(), title: text };

const SAID = {
  open: 'set back to open',
  done: 'completed',
  skipped: 'skipped',
  failed: 'could not complete',
} as const;

const VERDICT_WORDS = {
  ok: 'OK',
  look: 'look here',
  bad: 'bad',
  unable: 'could not run',
} as const satisfies Record<(typeof VERDICTS)[number], string>;

/** The entries that this chapter writes into an incident's log. */
export const runbookEntries = {
  name: 'runbooks',
  projection: 1,
  kinds: {
    runbook_added: kind({
      data: z.strictObject({ ...runbook, because: text.nullable() }),
      tone: 'quiet',
      sentence: ({ title, because }, { who }) =>
        because === null
          ? `${who} added the runbook “${title}”`
          : `The runbook “${title}” was added: ${because}`,
      changes: null,
      event: null,
    }),
    /** It no longer applies, and nobody has worked on it. */
    runbook_removed: kind({
      data: z.strictObject({ runbookId: id, title: text }),
      tone: 'quiet',
      sentence: ({ title }) => `The runbook “${title}” no longer applies`,
      changes: null,
      event: null,
    }),
    runbook_step: kind({
      data: z.strictObject({
        runbookId: id,
        stepId: id,
        title: text,
        state: z.enum(STEP_STATES),
        /** Of a skipped step the reason, of a failed one what happened. */
        note: text.nullable(),
        link: text.nullable(),
      }),
      tone: 'strong',
      sentence: ({ title, state, note, link }, { who }) => {
        const said = [note, link].filter((each) => each !== null).join(' ');
        return `${who} ${SAID[state]} “${title}”${said === '' ? '' : `: ${said}`}`;
      },
      changes: null,
      event: null,
    }),
    /** What a check of a step found; the product ran it by itself, or because somebody asked. */
    runbook_check: kind({
      data: z.strictObject({
        runbookId: id,
        stepId: id,
        title: text,
        /** Which of the step's checks, from 0. */
        check: z.int().nonnegative(),
        name: text,
        connector: z.strictObject({ id, name: text }).nullable(),
        verdict: z.enum(VERDICTS),
        sentence: text,
        table: z
          .strictObject({
            columns: z.array(text),
            rows: z.array(z.array(text.nullable())),
            more: z.boolean(),
          })
          .nullable(),
      }),
      tone: 'strong',
      sentence: ({ name, connector, verdict, sentence }, { who }) =>
        `${who} ran the check “${name}”${connector === null ? '' : ` on ${connector.name}`}: ${VERDICT_WORDS[verdict]}. ${sentence}`,
      changes: null,
      event: null,
    }),
    runbook_step_owner: kind({
      data: z.strictObject({ runbookId: id, stepId: id, title: text, personId: id.nullable() }),
      tone: 'quiet',
      sentence: ({ title, personId }, { who, names }) =>
        personId === null
          ? `${who} took “${title}” from its owner`
          : `${who} assigned “${title}” to ${names.person(personId)}`,
      changes: null,
      event: null,
    }),
  },
};

export type RunbookDraft = Draft<ContentOf<typeof runbookEntries>>;
