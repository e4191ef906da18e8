import { expect, test } from 'vitest';
import { chooseTargets } from './decide-address.ts';
import type { ContactMethod, Recipient } from './model.ts';

const mail: ContactMethod = { id: 'm1', channel: 'email', address: 'ana@example.org', usable: true };
const hook: ContactMethod = {
  id: 'm2',
  channel: 'webhook',
  address: 'https://ana.example.org/hook',
  usable: true,
};
const second: ContactMethod = { id: 'm3', channel: 'email', address: 'ana@home.example', usable: true };
const ana: Recipient = {
  personId: 'ana',
  name: 'Ana',
  active: true,
  zone: 'UTC',
  quietHours: null,
  methods: [hook, mail],
  rules: [],
};
const channels = new Set(['email', 'webhook']);

const addressesFor = (
  draft: Parameters<typeof chooseTargets>[0],
  recipient: Recipient | undefined,
): readonly string[] | string => {
  const addressing = chooseTargets(draft, recipient, channels);
  return addressing.kind === 'to' ? addressing.targets.map(({ address }) => address) : addressing.reason;
};

const page = { purpose: 'page', personId: 'ana' } as const;
const notice = { purpose: 'notice', personId: 'ana' } as const;

test('without rules a page goes everywhere and a notice by e-mail', () => {
  expect(addressesFor(page, ana)).toEqual([hook.address, mail.address]);
  expect(addressesFor(notice, ana)).toEqual([mail.address]);
});

test('a notice to somebody without e-mail goes the first way there is', () => {
  expect(addressesFor(notice, { ...ana, methods: [hook] })).toEqual([hook.address]);
});

test('rules choose, and only those that apply first', () => {
  const rules = [
    { purpose: 'page', afterSeconds: 300, contactMethodId: 'm3' },
    { purpose: 'page', afterSeconds: 0, contactMethodId: 'm2' },
    { purpose: 'notice', afterSeconds: 60, contactMethodId: 'm3' },
  ] as const;
  const person = { ...ana, methods: [mail, hook, second], rules };
  expect(addressesFor(page, person)).toEqual([hook.address]);
  expect(addressesFor(notice, person)).toEqual([second.address]);
});

test('later rules of a notice are kept for later; a page walks its own', () => {
  const rules = [
    { purpose: 'notice', afterSeconds: 360, contactMethodId: 'm3' },
    { purpose: 'notice', afterSeconds: 60, contactMethodId: 'm1' },
    { purpose: 'notice', afterSeconds: 60, contactMethodId: 'm2' },
    { purpose: 'page', afterSeconds: 0, contactMethodId: 'm1' },
    { purpose: 'page', afterSeconds: 60, contactMethodId: 'm2' },
  ] as const;
  const person = { ...ana, methods: [mail, hook, second], rules };
  const ways = (draft: typeof page | typeof notice) => {
    const to = chooseTargets(draft, person, channels);
    if (to.kind !== 'to') return to.reason;
    return [
      ...to.targets.map(({ address }) => `${address} at once`),
      ...to.later.map(({ address, afterSeconds }) => `${address} after ${afterSeconds} s`),
    ];
  };
  expect(ways(notice)).toEqual([
    `${mail.address} at once`,
    `${hook.address} at once`,
    `${second.address} after 300 s`,
  ]);
  expect(ways(page)).toEqual([`${mail.address} at once`]);
});

test('an address that bounced is used only when nothing else is left', () => {
  const broken = { ...mail, usable: false };
  expect(addressesFor(notice, { ...ana, methods: [broken, second] })).toEqual([second.address]);
  expect(addressesFor(notice, { ...ana, methods: [broken] })).toEqual([broken.address]);
  const signIn = { ...second, usable: false };
  expect(addressesFor(notice, { ...ana, methods: [broken, signIn] })).toEqual([
    broken.address,
    signIn.address,
  ]);
  expect(addressesFor(notice, { ...ana, methods: [hook, signIn] })).toEqual([hook.address]);
});

test('a named method is used whatever the rules say', () => {
  const rules = [{ purpose: 'page', afterSeconds: 0, contactMethodId: 'm2' }] as const;
  expect(addressesFor({ ...page, contactMethodId: 'm1' }, { ...ana, rules })).toEqual([mail.address]);
});

test.each([
  ['no_address', page, undefined],
  ['no_address', notice, { ...ana, methods: [] }],
  ['person_inactive', page, { ...ana, active: false }],
  ['contact_method_gone', { ...page, contactMethodId: 'm9' }, ana],
  ['channel_unknown', { purpose: 'page', channel: 'pigeon', address: 'roof' }, undefined],
] as const)('nobody is reached: %s', (reason, draft, recipient) => {
  expect(addressesFor(draft, recipient)).toBe(reason);
});

test('an address without a person is used as it is', () => {
  expect(
    addressesFor({ purpose: 'system', channel: 'email', address: 'ops@example.org' }, undefined),
  ).toEqual(['ops@example.org']);
});
