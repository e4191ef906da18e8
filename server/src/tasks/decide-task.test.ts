import { describe, expect, test } from 'vitest';
import { type Actor, type Instant, Temporal } from '../kernel/index.ts';
import { addTask, decideTask, dueNow, nextLook, type TaskFacts } from './decide-task.ts';
import { MOST_TASKS, type Owner, type Task, type TaskCommand } from './model.ts';

const at = (time: string): Instant => Temporal.Instant.from(`2031-03-03T${time}:00Z`);
const ana: Actor = { kind: 'person', personId: 'ana', via: 'web' };
const own: Owner = { kind: 'person', personId: 'ana' };
const bens: Owner = { kind: 'person', personId: 'ben' };
const scribe: Owner = { kind: 'role', role: 'scribe' };
const facts = (over: Partial<TaskFacts> = {}): TaskFacts => ({
  incident: { id: 'i', number: 1, status: 'investigating' },
  ...{ actor: ana, now: at('09:00'), open: 0 },
  isActive: (id) => ['ana', 'ben'].includes(id),
  hasRole: (role) => role === 'scribe',
  ...over,
});
const task = (over: Partial<Task> = {}): Task => ({
  ...{
    id: 't',
    incidentId: 'i',
    title: 'Check the replica',
    owner: bens,
    dueAt: at('09:10'),
    status: 'open',
  },
  ...{ note: null, createdAt: at('09:00'), settledAt: null, remindedAt: null, escalatedAt: null },
  ...over,
});
const adding = (owner: Owner | null) => ({ type: 'add', title: 'x', owner, dueAt: null }) as const;
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('adding', () => {
  test.each<[string, Owner | null, boolean]>([
    ['one’s own by default, which one need not be told of', null, false],
    ['one’s own by name', own, false],
    ['somebody else’s', bens, true],
    ['of a role, whoever has it', scribe, true],
  ])('%s', (_what, owner, given) => {
    const decision = addTask('t', adding(owner), facts());
    expect(decision).toMatchObject({ given, task: { status: 'open', owner: owner ?? own } });
    expect(decision.entries).toMatchObject([{ kind: 'task_added', data: { owner: owner ?? own } }]);
  });

  test.each<[string, Owner | null, Partial<TaskFacts>]>([
    ['invalid_request', { kind: 'person', personId: 'gone' }, {}],
    ['invalid_request', { kind: 'role', role: 'nobody' }, {}],
    ['invalid_request', null, { actor: { kind: 'system' } }],
    ['incident_merged', null, { incident: { id: 'i', number: 1, status: 'merged' } }],
    ['too_many_tasks', null, { open: MOST_TASKS }],
    ['none', null, { incident: { id: 'i', number: 1, status: 'resolved' } }],
  ])('%s', (expected, owner, over) => {
    expect(code(() => addTask('t', adding(owner), facts(over)))).toBe(expected);
  });
});

const settled = { status: 'done', settledAt: at('09:05') } as const;

describe('what becomes of a task', () => {
  type Change = Exclude<TaskCommand, { type: 'add' }>;
  test.each<[string, Partial<Task>, Change, Partial<Task>, string[], boolean]>([
    ['done', {}, { type: 'done', note: 'Fine' }, { status: 'done', note: 'Fine' }, ['task_done'], false],
    ['done twice', settled, { type: 'done', note: null }, settled, [], false],
    [
      'dropped',
      {},
      { type: 'drop', reason: 'No' },
      { status: 'dropped', note: 'No' },
      ['task_dropped'],
      false,
    ],
    [
      'reopened, and told to its owner',
      settled,
      { type: 'reopen' },
      { status: 'open', settledAt: null },
      ['task_reopened'],
      true,
    ],
    [
      'handed on: whoever has it now is reminded anew',
      { remindedAt: at('09:10') },
      { type: 'change', owner: scribe },
      { owner: scribe, remindedAt: null },
      ['task_changed'],
      true,
    ],
    [
      'taken over, of which nobody is told',
      {},
      { type: 'change', owner: own },
      { owner: own },
      ['task_changed'],
      false,
    ],
    [
      'moved: another time is another promise',
      { remindedAt: at('09:10'), escalatedAt: at('09:25') },
      { type: 'change', dueAt: at('09:40') },
      { dueAt: at('09:40'), remindedAt: null, escalatedAt: null },
      ['task_changed'],
      false,
    ],
    ['changed to what it was', {}, { type: 'change', title: 'Check the replica' }, {}, [], false],
  ])('%s', (_what, before, command, after, kinds, given) => {
    const decision = decideTask(task(before), command, facts());
    expect(decision.task).toMatchObject(after);
    expect(decision.entries.map(({ kind }) => kind)).toEqual(kinds);
    expect(decision.given).toBe(given);
  });

  const merged = { incident: { id: 'i', number: 1, status: 'merged' } } as const;
  const gone: Owner = { kind: 'person', personId: 'gone' };
  const reopen: Change = { type: 'reopen' };
  test.each<[string, string, Task | undefined, Change, Partial<TaskFacts>]>([
    ['dropping what is settled', 'task_settled', task(settled), { type: 'drop', reason: 'No' }, {}],
    ['changing what is settled', 'task_settled', task(settled), { type: 'change', title: 'x' }, {}],
    ['what went to another incident', 'incident_merged', undefined, { type: 'done', note: null }, merged],
    ['one of another incident', 'not_found', undefined, { type: 'done', note: null }, {}],
    ['reopening for who has left', 'invalid_request', task({ ...settled, owner: gone }), reopen, {}],
    ['reopening one too many', 'too_many_tasks', task(settled), reopen, { open: MOST_TASKS }],
    ['giving it to who has left', 'invalid_request', task(), { type: 'change', owner: gone }, {}],
    ['a title, its owner having left', 'none', task({ owner: gone }), { type: 'change', title: 'x' }, {}],
    ['the same owner again', 'none', task({ owner: gone }), { type: 'change', owner: gone, title: 'x' }, {}],
  ])('%s: %s', (_what, expected, of, command, over) => {
    expect(code(() => decideTask(of, command, facts(over)))).toBe(expected);
  });
});

describe('when it is looked at', () => {
  test.each<[string, Partial<Task>, string | null]>([
    ['at its time', {}, '09:10'],
    ['then 15 minutes later', { remindedAt: at('09:10') }, '09:25'],
    ['then never again', { remindedAt: at('09:10'), escalatedAt: at('09:25') }, null],
    ['never without a time', { dueAt: null }, null],
    ['never when it is done', settled, null],
  ])('%s', (_what, over, expected) => {
    expect(nextLook(task(over))?.toString() ?? null).toBe(expected && at(expected).toString());
  });

  test('a stale or early look does nothing, and after an outage both words are said, one after the other', () => {
    expect(dueNow(task(), at('09:09'))).toBeNull();
    expect(dueNow(task(), at('12:00'))).toBe('remind');
    expect(dueNow(task({ remindedAt: at('12:00') }), at('12:00'))).toBe('escalate');
  });
});
