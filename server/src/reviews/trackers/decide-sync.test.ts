import { expect, test } from 'vitest';
import { Temporal } from '../../kernel/index.ts';
import type { ActionState } from '../actions/model.ts';
import { afterTrouble, askedToWait, decideSync, nextPoll } from './decide-sync.ts';

const at = (minute: number) => Temporal.Instant.from(`2031-03-03T10:${String(minute).padStart(2, '0')}:00Z`);
const says = (state: ActionState, dueOn: string | null = '2031-03-31', title = 'Grow the pool') => ({
  ...{ title, state, dueOn },
});
const agreed = says('open');
const here = (said: ReturnType<typeof says>, minute = 0) => ({ ...said, changedAt: at(minute) });

test.each<[string, ReturnType<typeof here>, ReturnType<typeof here>, object | null, object | null]>([
  ['nothing', here(says('open'), 5), here(says('open'), 9), null, null],
  ['closed there', here(says('open'), 5), here(says('done'), 1), { state: 'done' }, null],
  ['done here, a comment there after it', here(says('done'), 5), here(says('open'), 9), null, says('done')],
  ['both, theirs newer', here(says('done'), 5), here(says('dropped'), 9), { state: 'dropped' }, null],
  ['both, ours newer', here(says('done'), 9), here(says('dropped'), 5), null, says('done')],
  ['moved there', here(says('open')), here(says('open', '2031-04-30')), { dueOn: '2031-04-30' }, null],
  ['moved here', here(says('open', '2031-04-30')), here(says('open')), null, says('open', '2031-04-30')],
  ['no deadline there any more', here(says('open')), here(says('open', null)), null, says('open')],
  [
    'closed there, moved here',
    here(says('open', '2031-04-30')),
    here(says('done')),
    { state: 'done' },
    says('done', '2031-04-30'),
  ],
  [
    'renamed here',
    here(says('open', '2031-03-31', 'New')),
    here(says('open')),
    null,
    says('open', '2031-03-31', 'New'),
  ],
  ['renamed there', here(says('open')), here(says('open', '2031-03-31', 'Theirs')), null, null],
])('%s', (_name, ours, theirs, change, tell) => {
  const decision = decideSync(agreed, ours, theirs, true);
  expect([decision.here, decision.there]).toEqual([change, tell]);
});

test('a tracker without stages says "open" of what is in progress; one with them says which', () => {
  const [ours, theirs] = [here(says('in_progress')), here(says('open'))];
  expect(decideSync(says('in_progress'), ours, theirs, false)).toMatchObject({ here: null, there: null });
  expect(decideSync(says('in_progress'), ours, theirs, true)).toMatchObject({ here: { state: 'open' } });
});

test('what came from there counts also when what goes there is refused', () => {
  const [ours, theirs] = [here(says('open', '2031-04-30', 'New')), here(says('done'))];
  expect(decideSync(agreed, ours, theirs, true).heard).toEqual(says('done'));
  expect(decideSync(null, here(says('done'), 9), here(says('open'), 1), true).heard).toEqual(says('open'));
});

test('an issue that was only linked: the newer side counts', () => {
  expect(decideSync(null, here(says('open'), 1), here(says('done'), 5), true)).toMatchObject({
    here: { state: 'done' },
  });
  expect(decideSync(null, here(says('done'), 5), here(says('open'), 1), true)).toMatchObject({
    here: null,
    there: { state: 'done' },
  });
});

test('a tracker that is down is tried ever less often and never given up; what is refused waits for somebody', () => {
  const link = { key: null, attempts: 0 };
  const later = (attempts: number, after: number | null = null) =>
    afterTrouble({ ...link, attempts }, { kind: 'later', after }, at(0))
      .nextAt?.since(at(0))
      .total('seconds');
  expect([later(0), later(1), later(6), later(50)]).toEqual([30, 60, 1_920, 3_600]);
  expect(later(0, 7_200)).toBe(7_200);
  const of = (kind: 'denied' | 'gone' | 'refused', key: string | null = 'A-1') =>
    afterTrouble({ key, attempts: 0 }, { kind, after: null }, at(0));
  expect(of('refused', null)).toMatchObject({ state: 'stopped', nextAt: null });
  // What is refused there does not keep back what is changed there.
  expect(of('refused').state).toBe('stopped');
  expect(of('refused').nextAt?.since(at(0)).total('hours')).toBe(1);
  expect(of('gone')).toMatchObject({ state: 'gone', nextAt: null });
  // No such project: somebody may create it, or give the account access.
  expect(of('gone', null).state).toBe('creating');
  expect(of('denied').nextAt?.since(at(0)).total('hours')).toBe(1);
  expect(nextPoll('open', at(0)).since(at(0)).total('minutes')).toBe(5);
});

test.each([
  ['1800', false, 1_800],
  ['999999', true, 3_600],
  ['86400000', false, 3_600],
  [null, true, 60],
  ['soon', true, 60],
  [null, false, null],
])('told to wait for %j s, a tracker is left alone for an hour at most', (said, tooMuch, seconds) => {
  expect(askedToWait(said, tooMuch)).toBe(seconds);
});
