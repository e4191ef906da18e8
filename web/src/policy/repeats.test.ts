import { expect, test } from 'vitest';
import { condensed } from './repeats.ts';

const told = (kind: string) => (id: string) => ({ kind, person: { id }, channel: 'email', address: id });
const [page, notice] = [told('page'), told('notice')];

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
