import { expect, test } from 'vitest';
import { createMessageOwners, type MessageOwner } from './owner.ts';

const owner = (kind: string): MessageOwner => ({
  kind,
  stillWanted: async () => null,
  refresh: async () => null,
  onEvent: async () => undefined,
});

test('a kind of messages has one owner, and what nobody owns has none', () => {
  const owners = createMessageOwners();
  const pages = owner('page');
  owners.add(pages);
  expect(owners.of('page')).toBe(pages);
  expect(owners.of('system')).toBeUndefined();
  expect(() => owners.add(owner('page'))).toThrow(/two owners/);
});
