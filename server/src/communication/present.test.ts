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
    'Handed to the mail server at 14:14:03 UTC, 0.8 s after it was due.',
  ],
  [
    { state: 'accepted', handedAt: at('14:14:03'), promisedAt: at('14:10:00'), deadline: at('14:15:03') },
    'Handed to the mail server at 14:14:03 UTC, 60 s before its deadline.',
  ],
  [
    { state: 'accepted', handedAt: at('15:14:03'), deadline: at('14:14:03') },
    'Handed to the mail server at 15:14:03 UTC, 1 h after its deadline.',
  ],
  [
    { state: 'retrying', reason: 'connection_refused', nextAt: at('14:15:00') },
    'Not handed over yet, because it refuses connections. Next try at 14:15:00 UTC.',
  ],
  [
    { state: 'dead', reason: 'bad_address', attempts: 1 },
    'Given up after 1 try, because there is no such address. It can be sent again.',
  ],
  [{ state: 'suppressed', reason: 'already_told' }, 'Not sent: this person had been told the same.'],
  [{ state: 'stopped', reason: 'acknowledged' }, 'Not sent any more: somebody acknowledged first.'],
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
