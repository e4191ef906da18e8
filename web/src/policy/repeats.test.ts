import { expect, test } from 'vitest';
import { condensed } from './repeats.ts';

const page = (name: string) => ({ kind: 'page', sentence: `${name} is paged` });
const notice = (name: string) => ({ kind: 'notice', sentence: `${name} is notified` });

test('what only repeats is folded where it stands, what is new is not', () => {
  const [ana, ben, theo] = [page('Ana'), page('Ben'), notice('Theo')];
  expect(condensed([ana, ben, ana, ben, ana, theo, ana, ben])).toEqual([
    { event: ana },
    { event: ben },
    { repeats: [ana, ben, ana] },
    { event: theo },
    { event: ana },
    { event: ben },
  ]);
  expect(condensed([])).toEqual([]);
});
