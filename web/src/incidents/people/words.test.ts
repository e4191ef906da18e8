import { expect, test } from 'vitest';
import type { Involved } from '../../escalation/api.ts';
import { contactText, groupsOf, othersAtWork, standingLine } from './words.ts';

type Contact = Involved['contacts'][number];

const contact = (at: string, over: Partial<Contact> = {}): Contact => ({
  ...{ mode: 'page', at: `2031-03-03T${at}:00Z`, channelLabel: 'e-mail', messageId: at, state: 'sent' },
  ...{ reason: null, ...over },
});
const row = (standing: Involved['standing'], over: Partial<Involved> = {}): Involved => ({
  ...{ id: 'a', person: { id: 'a', name: 'Ana' }, standing, parts: [], acknowledgedAt: null, contacts: [] },
  ...{ upcoming: [], pageIds: [], stepIds: [], gap: false, unavailable: [], number: null },
  ...over,
});
const said = (...given: Parameters<typeof row>) => {
  const line = standingLine(row(...given));
  return (
    line && `${line.bad ? '! ' : ''}${line.text}${line.at ? ` ${line.at.slice(11, 16)}` : ''}${line.after}`
  );
};
const notice = { mode: 'inform' } as const;

test.each<[string | null, ...Parameters<typeof row>]>([
  [
    'Acknowledged 09:03',
    'responding',
    { acknowledgedAt: '2031-03-03T09:03:00Z', contacts: [contact('09:01')] },
  ],
  [null, 'responding', { contacts: [contact('09:01')] }],
  ['Paged by e-mail 09:06, no answer yet', 'paged', { contacts: [contact('09:01'), contact('09:06')] }],
  ['Being paged, nothing sent yet', 'paged', { contacts: [contact('09:01', { state: 'waiting' })] }],
  ['Being paged, nothing sent yet', 'paged', {}],
  [
    '! Could not be paged by SMS (the address does not exist)',
    'paged',
    { contacts: [contact('09:01', { state: 'failed', channelLabel: 'SMS', reason: 'bad_address' })] },
  ],
  [
    'Paged by e-mail 09:01, no answer yet',
    'paged',
    { contacts: [contact('09:01'), contact('09:02', { state: 'failed', channelLabel: 'SMS' })] },
  ],
  ['Paged by e-mail 09:01, did not respond', 'notified', { contacts: [contact('09:01')] }],
  ['Notified by e-mail 09:14', 'notified', { contacts: [contact('09:14', notice)] }],
  [
    '! Not notified: sending failed (no contact method is configured)',
    'notified',
    { contacts: [contact('09:14', { ...notice, state: 'failed', reason: 'no_address' })] },
  ],
  [
    'Notification queued, not sent yet',
    'notified',
    { contacts: [contact('09:14', { ...notice, state: 'waiting' })] },
  ],
  [null, 'upcoming', {}],
])('%s', (expected, ...given) => {
  expect(said(...given)).toBe(expected);
});

test('a try says how it went, and a reason only when it did not arrive', () => {
  expect(contactText(contact('09:01', { state: 'delivered', reason: 'x' }))).toBe(
    'Page by e-mail: delivered',
  );
  expect(contactText(contact('09:01', { ...notice, state: 'stopped', reason: 'already_told' }))).toBe(
    'Notification by e-mail: not sent, already notified',
  );
  expect(contactText(contact('09:01', { channelLabel: null, state: 'failed' }))).toBe(
    'Page: no contact method is configured',
  );
});

test('rows stand in the order of the server, under what is true of them; whoever is silent is not at work', () => {
  const people = [
    row('responding'),
    row('responding', { person: { id: 'c', name: 'Cleo' } }),
    row('paged', { person: { id: 'b', name: 'Ben' } }),
    row('upcoming', { person: null }),
  ];
  const titles = (open: boolean) =>
    groupsOf(people, open).map(({ title, rows }) => `${title} ${rows.length}`);
  expect(titles(true)).toEqual(['Responding 2', 'Paged, no answer yet 1', 'Next 1']);
  expect(titles(false)[0]).toBe('Responders 2');
  expect(othersAtWork(people, 'a')).toEqual(['Cleo']);
});
