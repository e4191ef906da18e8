import { expect, test } from 'vitest';
import type { WorkedStep } from './api.ts';
import { currentStep, progressWords } from './steps.ts';

const step = (id: string, state: WorkedStep['state'], optional = false): WorkedStep => ({
  ...{ id, title: id, text: '', missing: [], checks: [], branches: [], optional, state },
  ...{ note: null, link: null, by: null, at: null, owner: null },
});

test('optional steps are neither next nor counted until somebody works on them', () => {
  const steps = [step('a', 'done'), step('b', 'open', true), step('c', 'open'), step('d', 'skipped')];
  expect(currentStep({ steps })?.id).toBe('c');
  expect(progressWords({ steps })).toBe('2 of 3 steps');
  expect(progressWords({ steps: [...steps, step('e', 'failed', true)] })).toBe('3 of 4 steps');
  expect(currentStep({ steps: [step('a', 'failed')] })).toBeUndefined();
});
