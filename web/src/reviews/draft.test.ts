import { expect, test } from 'vitest';
import { afterSave, type Draft, merged, shownDraft, type Values, type Written } from './draft.ts';

const TEXT: Values<string> = {
  of: (written) => written?.text ?? '',
  same: (one, other) => one === other,
  together: (one, other) => [one, other].filter((text) => text !== '').join('|'),
};
const written = (revision: number, text: string): Written => ({
  ...{ revision, text, by: 'Ana', at: '2031-03-03T10:00:00Z' },
  whys: null,
});
const section = (revision: number, text: string, aside: Written[] = []) => ({
  current: revision === 0 ? null : written(revision, text),
  aside,
});
const draft = (value: string, base: number, more: Partial<Draft<string>> = {}): Draft<string> => ({
  ...{ value, base, settles: [], saved: false },
  ...more,
});

test('the field keeps what was typed until it is left or somebody else has written', () => {
  const saved = draft('the pool ', 2, { saved: true });
  const stored = section(2, 'the pool');
  expect(shownDraft(saved, section(1, 'the'), false)).toBe(saved);
  expect(shownDraft(saved, stored, false)).toBe(saved);
  expect(shownDraft(saved, stored, true)).toBeNull();
  expect(shownDraft(saved, section(3, 'theirs'), false)).toBeNull();
  const typed = draft('the pool was', 2);
  expect(shownDraft(typed, section(3, 'theirs'), true)).toBe(typed);
});

test('what stands aside is put together with what is being typed, and nothing stored since is lost', () => {
  const now = section(2, 'stored', [written(3, 'aside')]);
  const result = { base: 2, settles: [3], saved: false };
  expect(merged(TEXT, null, now)).toEqual({ value: 'stored|aside', ...result });
  expect(merged(TEXT, draft('stored and typed', 2), now)).toEqual({
    value: 'stored and typed|aside',
    ...result,
  });
  expect(merged(TEXT, draft('typed before', 1), now)).toEqual({
    value: 'stored|typed before|aside',
    ...result,
  });
});

test('after a save, what was typed on and what was put together meanwhile are left to be saved', () => {
  const sent = draft('a', 0);
  const stored = section(1, 'a');
  expect(afterSave(TEXT, sent, sent, false, stored)).toEqual(draft('a', 1, { saved: true }));
  expect(afterSave(TEXT, draft('ab', 0), sent, false, stored)).toEqual(draft('ab', 1));
  const both = draft('a|b', 0, { settles: [4] });
  expect(afterSave(TEXT, both, sent, false, stored)).toEqual(draft('a|b', 1, { settles: [4] }));
  const settled = draft('a', 0, { settles: [4] });
  expect(afterSave(TEXT, settled, sent, false, stored)).toEqual(draft('a', 1, { settles: [4] }));
  expect(afterSave(TEXT, settled, settled, false, stored)).toEqual(draft('a', 1, { saved: true }));
  const second = section(2, 'theirs', [written(3, 'a')]);
  expect(afterSave(TEXT, sent, sent, true, second)).toBeNull();
  expect(afterSave(TEXT, draft('ab', 0, { settles: [1] }), sent, true, second)).toEqual(
    draft('theirs|ab', 2, { settles: [1, 3] }),
  );
});
