import { z } from 'zod';
import { instantText, requiredText } from '../incidents/index.ts';
import { NOTE_MAX, SETTLED_SHOWN, TASK_STATUSES, TITLE_MAX } from './model.ts';

const instant = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });

const owner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: z.uuid() }),
  z.strictObject({ kind: z.literal('role'), role: z.string().min(1).max(60) }),
]);
const dueAt = instantText.nullable();

export const addBody = z.strictObject({
  title: requiredText(TITLE_MAX),
  owner: owner
    .optional()
    .describe(
      'A person, or a role of the policy; default: you. Whoever may not see a restricted incident yet is added as a responder',
    ),
  dueAt: dueAt.optional().describe('The owner is reminded then, and the commander hears 15 minutes later'),
});
export const changeBody = z.strictObject({
  title: requiredText(TITLE_MAX).optional(),
  owner: owner.optional(),
  dueAt: dueAt.optional().describe('null removes the due time'),
});
export const doneBody = z.strictObject({ note: requiredText(NOTE_MAX).optional() }).nullish();
export const dropBody = z.strictObject({ reason: requiredText(NOTE_MAX) });

const taskReply = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.object({
    kind: z.enum(['person', 'role']),
    person: person.nullable(),
    role: z.object({ id: z.string(), title: z.string() }).nullable(),
    people: z.array(person).describe('Who has it now; for a role, who holds it'),
  }),
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  status: z.enum(TASK_STATUSES),
  note: z.string().nullable().describe('What came of it, or why it was dropped'),
  createdAt: instant,
  settledAt: instant.nullable(),
});
export const tasksReply = z.object({
  items: z
    .array(taskReply)
    .describe(`Open tasks first, by due time; then the ${SETTLED_SHOWN} that were done or dropped last`),
  open: z.number().describe('How many are open'),
  settled: z.number().describe('How many were done or dropped, listed or not'),
});
