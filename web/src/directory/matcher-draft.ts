import type { System } from './api.ts';

type Matcher = System['matchers'][number];
type Condition = Matcher[number];
export type Operator = 'equals' | 'in' | 'regex';

/** One condition as it is typed: the values of `in` are separated by commas. */
export interface ConditionDraft {
  label: string;
  operator: Operator;
  value: string;
}

export const operators: ReadonlyArray<{ value: Operator; label: string }> = [
  { value: 'equals', label: 'is' },
  { value: 'in', label: 'is one of' },
  { value: 'regex', label: 'matches' },
];

export const blankCondition = (): ConditionDraft => ({ label: '', operator: 'equals', value: '' });

export function draftOf(condition: Condition): ConditionDraft {
  const { label } = condition;
  if (condition.in !== undefined) return { label, operator: 'in', value: condition.in.join(', ') };
  if (condition.regex !== undefined) return { label, operator: 'regex', value: condition.regex };
  return { label, operator: 'equals', value: condition.equals ?? '' };
}

/** What the server is told of a condition. */
export function conditionOf({ label, operator, value }: ConditionDraft) {
  const name = label.trim();
  switch (operator) {
    case 'equals':
      return { label: name, equals: value.trim() };
    case 'in':
      return {
        label: name,
        in: value
          .split(',')
          .map((each) => each.trim())
          .filter((each) => each !== ''),
      };
    case 'regex':
      return { label: name, regex: value };
  }
}
