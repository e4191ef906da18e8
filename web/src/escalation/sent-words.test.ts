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
  [{ handedAt: '2031-03-03T09:14:00Z' }, 'Notified AT, on time'],
  [{ handedAt: '2031-03-03T09:16:00Z', late: 'outage' }, 'Notified AT, late: Tocsin was down'],
  [delivery('queued'), 'Notifying: queued, not sent yet'],
  [delivery('trying', 'connection_refused'), 'Notifying: not sent yet, retrying (connection refused)'],
  [delivery('failed', 'no_address'), 'Not notifiedSending failed: no contact method is configured.'],
  [delivery('stopped', 'resolved'), 'Not notified: resolved before it was sent'],
  [{ mode: 'page', ...delivery('queued') }, 'Paging: queued, not sent yet'],
])('a sent step claims no more than its messages do: %o', (over, expected) => {
  expect(sentence(over)).toBe(expected);
});

test('who was not reached is named although somebody was', () => {
  const handedAt = '2031-03-03T09:14:00Z';
  const words = sentence({ handedAt, ...delivery('handed', 'refused', [{ id: 'a', name: 'Ana Ruiz' }]) });
  expect(words).toBe('Notified AT, on time. Not reached: Ana Ruiz (refused)');
});
