import { expect, test } from 'vitest';
import { readTicket } from './decide-ticket.ts';

const plain = {
  id: '1',
  title: 'Down',
  description: '',
  url: null,
  email: null,
  systemId: null,
  answers: {},
};
const read = (fields: object) => readTicket(JSON.stringify({ id: 1, title: 'Down', ...fields }));

test.each([
  ['no more than the two', {}, {}],
  ['fields left empty', { description: '', url: '', email: '', system: '', answers: '' }, {}],
  ['null', { description: null, url: null, email: null, system: null, answers: null }, {}],
  ['a local part with more letters', { email: 'zoë@example.com' }, { email: 'zoë@example.com' }],
  ['answers in words', { answers: { a: 'Yes', b: 'no', c: 1 } }, { answers: { a: true, c: true } }],
  ['answers as text', { answers: '{"a":true}' }, { answers: { a: true } }],
  ['answers as a list in text', { answers: 'a, b' }, { answers: { a: true, b: true } }],
  ['answers as a list', { answers: ['a'] }, { answers: { a: true } }],
  ['lines in the title', { title: ' Down\r\nagain ' }, { title: 'Down again' }],
  ['what has no field here', { priority: 'high', __proto__: { url: 'x' } }, {}],
  [
    'what cannot be used',
    { description: 'It is.', url: 'javascript:alert(1)', email: 'nobody', answers: 7 },
    {
      description:
        'It is.\n\nNot understood: url javascript:alert(1)\nNot understood: email nobody\nNot understood: answers 7',
    },
  ],
])('a ticket with %s is a report', (_, fields, expected) => {
  expect(read(fields)).toEqual({ ticket: { ...plain, ...expected } });
});

test('what is too long is cut, and the whole title is kept with the text', () => {
  const read_ = read({ title: `${'🚒'.repeat(150)}!`, description: 'x'.repeat(9_000) });
  const { title, description } = 'ticket' in read_ ? read_.ticket : plain;
  expect([title.length, title.isWellFormed(), description.length]).toEqual([199, true, 5_000]);
  expect(description).toMatch(/…\n\nWhole title: 🚒+!$/u);
});

test.each([
  ['no JSON', 'title=Down', 'It is not a JSON object'],
  ['a list', '[{"id":1}]', 'It is not a JSON object'],
  ['nothing', '', 'It is not a JSON object'],
  ['no id', '{"title":"Down"}', 'It has no "id"'],
  ['an empty title', '{"id":1,"title":" "}', 'It has no "title"'],
])('a body with %s is a report that says so', (_, body, why) => {
  const found = readTicket(body);
  expect('unreadable' in found && found.unreadable.description).toContain(why);
  expect('unreadable' in found && found.unreadable.description).toContain(body);
});
