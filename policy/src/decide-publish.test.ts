import { expect, test } from 'vitest';
import { type Basis, type Origin, wouldOverwrite } from './decide-publish.ts';

const edited = (base: number): Basis => ({ origin: 'edited', base });
const file = (base: number | null): Basis => ({ origin: 'file', base });

test.each<[Origin, Basis, boolean, string]>([
  ['edited', edited(5), false, 'an edit of the newest version'],
  ['edited', edited(4), true, 'an edit of an older one'],
  ['file', edited(4), true, 'an edit begun before a file was applied'],
  ['shipped', file(null), false, 'the first file'],
  ['file', file(null), false, 'a file after a file'],
  ['edited', file(null), true, 'a file that does not know of an edit'],
  ['edited', file(5), false, 'a file that has the edit'],
  ['edited', file(4), true, 'a file that has an older edit'],
  ['file', file(4), true, 'a file made beside another file'],
])('over version 5 (%s), %o overwrites: %s, %s', (origin, basis, lost) => {
  expect(wouldOverwrite({ version: 5, origin }, basis)).toBe(lost);
});
