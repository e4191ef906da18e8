import { expect, test } from 'vitest';
import { draftedMessage } from '../../test/harness/message.ts';
import { methodOf } from './decide-method.ts';
import type { Recipient } from './model.ts';

const method = (id: string, address: string) => ({ id, channel: 'email', address, usable: true });
const ana: Recipient = {
  personId: 'ana',
  name: 'Ana',
  active: true,
  zone: 'UTC',
  quietHours: null,
  methods: [method('work', 'ana@example.com'), method('ana', 'ana@home.example')],
  rules: [],
};
const to = (address: string, contactMethodId: string | null = null) =>
  methodOf(draftedMessage({ personId: 'ana', address, contactMethodId }), ana)?.id;

test('the method that is named, or the one at the same address; the address to sign in with is none', () => {
  expect(to('elsewhere@example.com', 'work')).toBe('work');
  expect(to('ana@example.com')).toBe('work');
  expect(to('ana@example.com', 'gone')).toBeUndefined();
  expect(to('ana@home.example')).toBeUndefined();
});
