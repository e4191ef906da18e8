import { expect, test } from 'vitest';
import { draftedMessage } from '../../test/harness/message.ts';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { accountSubject, invitationOf, linkKey, undeliveredContent } from './decide-account.ts';
import { failureReasons, type Message } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const deadline = plusSeconds(now, 72 * 3600);
const stand = (over: Partial<Message>, at = now, email = 'ben@example.com') =>
  invitationOf(
    draftedMessage({ address: 'ben@example.com', deadline, handedAt: null, ...over }),
    email,
    'the mail server',
    at,
  );

test('a mail’s key says which link it carries and who invited', () => {
  const subject = (key: string) => accountSubject({ key });
  expect(subject(linkKey('invitation', 'hash', 'ana'))).toEqual({
    what: 'invitation',
    tokenHash: 'hash',
    invitedBy: 'ana',
  });
  expect(subject(linkKey('invitation', 'hash', null))).toMatchObject({ invitedBy: null });
  expect(subject(linkKey('password_reset', 'hash', null))).toEqual({
    what: 'password_reset',
    tokenHash: 'hash',
  });
  expect(subject('reach:1:0')).toEqual({ what: 'reach' });
});

test.each<[Partial<Message>, string, RegExp]>([
  [{ state: 'queued' }, 'sending', /is being sent/],
  [
    { state: 'retrying', reason: 'temporarily_refused' },
    'sending',
    /because the mail server refuses messages temporarily/,
  ],
  [{ state: 'accepted', handedAt: now }, 'sent', /was sent to ben@example.com\./],
  [{ state: 'dead', reason: 'bad_address' }, 'failed', /does not exist\. Correct the e-mail address/],
  [{ state: 'dead', reason: 'refused' }, 'failed', /the mail server rejects the message\. Find out why/],
  [
    { state: 'stopped', reason: 'link_expired' },
    'failed',
    /before its link expired: .* in time\. Send a new/,
  ],
  [{ state: 'stopped', reason: 'link_void' }, 'failed', /withdrawn before it was sent\. Send a new/],
])('an invitation that is %j: %s', (over, state, sentence) => {
  const invitation = stand(over);
  expect(invitation.state).toBe(state);
  expect(invitation.sentence).toMatch(sentence);
});

test('a sent invitation ends with its link, and with the address that it went to', () => {
  const sent = { state: 'accepted', handedAt: now } as const;
  expect(stand(sent, deadline)).toMatchObject({
    state: 'expired',
    sentence: expect.stringContaining('has expired. Send a new invitation.'),
  });
  expect(stand(sent, now, 'new@example.com')).toMatchObject({
    state: 'expired',
    sentence: expect.stringContaining('their e-mail address changed'),
  });
});

test.each([...failureReasons, 'gave_up', 'link_expired'])('%s is told in whole sentences', (reason) => {
  for (const what of ['invitation', 'password_reset', 'reach'] as const) {
    const { headline, paragraphs } = undeliveredContent(
      {
        what,
        person: { id: 'ben', name: 'Ben' },
        address: 'ben@example.com',
        content: { subject: 'Subject', facts: [] },
        reason,
        handedTo: 'the mail server',
      },
      'http://tocsin.test',
    );
    expect(headline).toMatch(/Ben could not be delivered.*\.$/);
    expect(headline).not.toMatch(/[a-z]_[a-z]|\bit\b.*because it\b/);
    expect(paragraphs).toHaveLength(1);
  }
});
