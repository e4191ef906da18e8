import { z } from 'zod';
import { type ContentOf, type Draft, kind, type Names, referenceOf } from '../../incidents/index.ts';
import { andList, plural } from '../../kernel/index.ts';

const id = z.string().min(1).max(100);
const text = z.string().max(20_000);
const instant = z.iso.datetime();
const named = { taskId: id, title: text };
const owner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: id }),
  z.strictObject({ kind: z.literal('role'), role: id }),
]);

const ownerName = (whose: z.output<typeof owner>, names: Names): string =>
  whose.kind === 'person' ? names.person(whose.personId) : names.role(whose.role);

const quiet = { changes: null, event: null } as const;
const told = (ids: readonly string[], names: Names): string =>
  ids.length === 0
    ? 'no one was notified'
    : `${andList(ids.map(names.person))} ${ids.length === 1 ? 'is' : 'are'} notified`;

/** The entries that this chapter writes into an incident's log. Times are in the data: each reader has a zone. */
export const taskEntries = {
  name: 'tasks',
  projection: 1,
  kinds: {
    task_added: kind({
      data: z.strictObject({ ...named, owner, dueAt: instant.nullable() }),
      tone: 'strong',
      sentence: ({ title, owner: whose }, { who, names }) => {
        const name = ownerName(whose, names);
        return `${who} added the task “${title}”${name === who ? '' : ` for ${name}`}`;
      },
      ...quiet,
    }),
    task_changed: kind({
      data: z.strictObject({
        ...named,
        /** Its title before; null when that stayed. */
        was: text.nullable(),
        /** Who has it by now; null when that stayed. */
        owner: owner.nullable(),
        /** When it is due by now; null when that stayed, or when it is no longer due at any time. */
        dueAt: instant.nullable(),
        undated: z.boolean(),
      }),
      tone: 'quiet',
      sentence: ({ title, was, owner: whose, dueAt, undated }, { who, names }) => {
        const said = [
          ...(whose === null ? [] : [`handed it to ${ownerName(whose, names)}`]),
          ...(dueAt === null ? [] : ['changed when it is due']),
          ...(undated ? ['removed its due time'] : []),
          ...(was === null ? [] : [`renamed it from “${was}”`]),
        ];
        return `Task “${title}”: ${who} ${andList(said)}`;
      },
      ...quiet,
    }),
    task_done: kind({
      data: z.strictObject({ ...named, note: text.nullable() }),
      tone: 'strong',
      sentence: ({ title, note }, { who }) =>
        `${who} completed “${title}”${note === null ? '' : `: ${note}`}`,
      ...quiet,
    }),
    task_dropped: kind({
      data: z.strictObject({ ...named, reason: text }),
      tone: 'strong',
      sentence: ({ title, reason }, { who }) => `${who} dropped the task “${title}”: ${reason}`,
      ...quiet,
    }),
    task_reopened: kind({
      data: z.strictObject(named),
      tone: 'strong',
      sentence: ({ title }, { who }) => `${who} reopened the task “${title}”`,
      ...quiet,
    }),
    task_reminded: kind({
      data: z.strictObject({
        ...named,
        personIds: z.array(id),
        /** Its owners, none of whom could be told, so that somebody else was; left out when they were told. */
        insteadOf: z.array(id).optional(),
      }),
      tone: 'quiet',
      sentence: ({ title, personIds, insteadOf = [] }, { names }) => {
        if (insteadOf.length === 0) return `The task “${title}” is due; ${told(personIds, names)}`;
        const missed = `${andList(insteadOf.map(names.person))} could not be notified`;
        return `The task “${title}” is due; ${missed}, ${personIds.length === 0 ? 'and' : 'so'} ${told(personIds, names)}`;
      },
      ...quiet,
    }),
    task_overdue: kind({
      data: z.strictObject({ ...named, personIds: z.array(id) }),
      tone: 'strong',
      sentence: ({ title, personIds }, { names }) =>
        `The task “${title}” is overdue; ${told(personIds, names)}`,
      ...quiet,
    }),
    /** What was open when the incident was resolved: nothing is dropped by that. */
    tasks_left: kind({
      data: z.strictObject({ titles: z.array(text) }),
      tone: 'strong',
      sentence: ({ titles }) =>
        `${plural(titles.length, 'task')} ${titles.length === 1 ? 'is' : 'are'} still open: ${andList(titles.map((title) => `“${title}”`))}`,
      ...quiet,
    }),
    /** They came with an incident that was merged into this one. */
    tasks_joined: kind({
      data: z.strictObject({ from: z.int().positive(), tasks: z.array(z.strictObject(named)) }),
      tone: 'strong',
      sentence: ({ from, tasks }) =>
        `${plural(tasks.length, 'open task')} came from ${referenceOf(from)}: ${andList(tasks.map(({ title }) => `“${title}”`))}`,
      ...quiet,
    }),
  },
};

/** An entry of this chapter, to be written. */
export type TaskDraft = Draft<ContentOf<typeof taskEntries>>;
