import { expect, test } from 'vitest';
import { dueProblem, stepSentence } from './step-words.ts';

const titles: Record<string, string> = { lead: 'Team Lead', product_owner: 'Product Owner', cto: 'CTO' };
const titleOf = (role: string) => titles[role] ?? role;

test.each([
  [{ notify: 'lead', by: 'immediately', mode: 'page' }, 'Team Lead is paged immediately'],
  [
    { notify: ['product_owner', 'cto'], by: 'within 2h30m' },
    'Product Owner and CTO are notified within 2 hours 30 minutes',
  ],
  [
    { notify: 'cto', by: 'within 1h', when: 'customer_facing', unless: 'acknowledged' },
    'CTO is notified within 1 hour, if customers are affected, unless acknowledged by then',
  ],
  [
    { notify: 'lead', by: 'next business day at 10:00' },
    'Team Lead is notified on the next business day at 10:00',
  ],
  [
    { notify: 'lead', by: 'weekly review on Monday at 11:00' },
    'Team Lead is notified at the weekly review on Monday at 11:00',
  ],
  [{ notify: 'lead', by: 'weekly review', mode: 'inform' }, 'Team Lead is notified at the weekly review'],
  // Whatever cannot be read yet is shown as it is written.
  [{ notify: 'lead', by: 'soon' }, 'Team Lead is notified “soon”'],
  [{ notify: 'lead', by: 'within later' }, 'Team Lead is notified within later'],
  [{ by: 'immediately' }, 'No one is notified immediately'],
  [null, 'No one is notified …'],
])('%j is said as one sentence', (step, sentence) => {
  expect(stepSentence(step, titleOf)).toBe(sentence);
});

test('what is wrong with a moment is said without the grammar of the text', () => {
  const grammar = 'Expected: immediately | within 15m | next business day [at 10:00].';
  expect(dueProblem('within later', grammar)).toBe('Expected a time such as 15m, 1h or 2h30m.');
  expect(dueProblem('weekly review at noon', grammar)).toBe('Expected a time of day such as 10:00.');
  expect(dueProblem('within 15m', 'The step before is later.')).toBe('The step before is later.');
  expect(dueProblem('within 15m', undefined)).toBeUndefined();
});
