import { expect, test } from 'vitest';
import { rehearsalPicture } from './rehearsal-picture.ts';

const event = (minutes: number, kind: string, name: string | null) => ({
  at: new Date(Date.parse('2031-03-03T09:00:00Z') + minutes * 60_000).toISOString(),
  kind,
  person: name === null ? null : { name },
});
const picture = (...events: ReturnType<typeof event>[]) =>
  rehearsalPicture({ case: { at: '2031-03-03T09:00:00Z' }, events });

test('a row a person, pages and notices told apart, the first on the left and the last on the right', () => {
  const [ana = '', theo = '', axis = ''] = picture(
    event(0, 'page', 'Ana'),
    event(5, 'page', 'Ana'),
    event(15, 'notice', 'Theodora'),
    event(20, 'acknowledged', null),
  );
  expect(ana.startsWith('Ana       ●')).toBe(true);
  expect([...ana].filter((each) => each === '●')).toHaveLength(2);
  expect(theo.startsWith('Theodora  ·')).toBe(true);
  expect(theo.endsWith('○')).toBe(true);
  expect(axis.trim().split(/ +/)).toEqual(['0', '1m', '5m', '15m']);
});

test('what falls together is counted', () => {
  const [ana = ''] = picture(event(0, 'page', 'Ana'), event(0, 'page', 'Ana'), event(9, 'notice', 'Ana'));
  expect(ana).toContain('Ana  2');
});

test('days and minutes are both to be seen, each label whole', () => {
  const axis = picture(event(0, 'page', 'Ana'), event(10 * 24 * 60, 'notice', 'Ana')).at(-2) ?? '';
  const labels = axis.trim().split(/ +/);
  expect(labels[0]).toBe('0');
  expect(labels).toContain('15m');
  expect(labels).toContain('1d');
  expect(labels.at(-1)).toBe('10d');
});

test('where nobody hears anything there is no picture', () => {
  expect(picture(event(0, 'not_sent', 'Ana'))).toEqual([]);
});
