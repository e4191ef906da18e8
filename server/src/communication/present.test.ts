import { expect, test } from 'vitest';
import { draftedMessage } from '../../test/harness/message.ts';
import { Temporal } from '../kernel/index.ts';
import { notSentReasons } from './model.ts';
import { sentenceOf } from './present.ts';

const at = (time: string) => Temporal.Instant.from(`2031-03-03T${time}Z`);
const mail = { handedTo: 'the mail server' };

test.each([
  [
    { state: 'accepted', handedAt: at('14:14:03'), promisedAt: at('14:14:02.2') },
    'Sent to the mail server at 14:14:03 UTC, 0.8 s after it was due.',
  ],
  [
    { state: 'accepted', handedAt: at('14:14:03'), promisedAt: at('14:10:00'), deadline: at('14:15:03') },
    'Sent to the mail server at 14:14:03 UTC, 60 s before its deadline.',
  ],
  [
    { state: 'accepted', handedAt: at('15:14:03'), deadline: at('14:14:03') },
    'Sent to the mail server at 15:14:03 UTC, 1 h after its deadline.',
  ],
  [
    { state: 'retrying', reason: 'connection_refused', nextAt: at('14:15:00') },
    'Not sent yet, because it refuses connections. Next attempt at 14:15:00 UTC.',
  ],
  [
    { state: 'dead', reason: 'bad_address', attempts: 1 },
    'Failed after 1 attempt, because the address does not exist. It can be resent.',
  ],
  [{ state: 'suppressed', reason: 'already_told' }, 'Not sent: already notified.'],
  [{ state: 'stopped', reason: 'acknowledged' }, 'No longer sent: acknowledged before it was sent.'],
] as const)('%j', (message, sentence) => {
  expect(sentenceOf(draftedMessage(message), mail)).toBe(sentence);
});

test('every reason for a silence is told in words', () => {
  for (const reason of notSentReasons) {
    const sentence = sentenceOf(draftedMessage({ state: 'suppressed', reason }), mail);
    expect(sentence).toMatch(/^Not sent: [a-z ]+\.$/);
    expect(sentence).not.toContain(reason.includes('_') ? reason : '_');
  }
});
