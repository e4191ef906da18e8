import { expect, test } from 'vitest';
import { sentWords } from './sent-words.ts';

const step = (over: object) => ({
  mode: 'inform' as const,
  sendAt: '2031-03-03T09:14:00Z',
  deadline: '2031-03-03T09:15:00Z',
  handedAt: null,
  late: null,
  early: false,
  delivery: null,
  ...over,
});
const sentence = (over: object) => {
  const { text, at, after } = sentWords(step(over));
  return `${text}${at ? ' AT' : ''}${after}`;
};
const delivery = (state: string, reason: string | null = null, unreached: object[] = []) => ({
  delivery: { state, reason, unreached },
});

test.each([
  [{ handedAt: '2031-03-03T09:14:00Z' }, 'Told AT, in time'],
  [{ handedAt: '2031-03-03T09:16:00Z', late: 'outage' }, 'Told AT, late: Tocsin itself was down'],
  [delivery('queued'), 'Being told: queued, not handed over yet'],
  [
    delivery('trying', 'connection_refused'),
    'Being told: not handed over yet, trying again (connection refused)',
  ],
  [delivery('failed', 'no_address'), 'Not toldNo message was taken: no way to reach them is set up.'],
  [delivery('stopped', 'resolved'), 'Not told: resolved before it could be handed over'],
  [{ mode: 'page', ...delivery('queued') }, 'Being paged: queued, not handed over yet'],
])('a sent step claims no more than its messages do: %o', (over, expected) => {
  expect(sentence(over)).toBe(expected);
});

test('who was not reached is named although somebody was', () => {
  const handedAt = '2031-03-03T09:14:00Z';
  const words = sentence({ handedAt, ...delivery('handed', 'refused', [{ id: 'a', name: 'Ana Ruiz' }]) });
  expect(words).toBe('Told AT, in time. Not reached: Ana Ruiz (refused)');
});
