import { expect, test } from 'vitest';
import { outcomeOfError } from './outcome.ts';

const said = (command: string, response: string) =>
  outcomeOfError({ command, response, responseCode: Number(response.slice(0, 3)), code: 'EENVELOPE' }, []);

test.each([
  ['RCPT TO', '550 5.1.1 No such user', 'rejected', 'bad_address'],
  ['RCPT TO', '550-5.1.1 The account does not exist.\n550 5.1.1 See the help', 'rejected', 'bad_address'],
  ['RCPT TO', '553 5.1.3 Bad address syntax', 'rejected', 'bad_address'],
  ['RCPT TO', '556 5.1.10 Recipient domain has a null MX', 'rejected', 'bad_address'],
  ['DATA', '550 5.1.1 No such user', 'rejected', 'bad_address'],
  // The sender's address, not the recipient's.
  ['RCPT TO', '550 5.1.8 Bad sender', 'retry', 'refused'],
  ['RCPT TO', '550 No such user', 'retry', 'bad_address'],
  ['RCPT TO', '550 5.1.0 Address rejected', 'retry', 'bad_address'],
  ['RCPT TO', '553 Not here', 'retry', 'bad_address'],
  ['RCPT TO', '550 5.7.1 Relaying denied', 'retry', 'refused'],
  ['RCPT TO', '554 Relay access denied', 'retry', 'refused'],
  ['MAIL FROM', '550 5.7.1 Sender not allowed', 'retry', 'refused'],
  ['RCPT TO', '552 5.2.2 Mailbox full', 'retry', 'mailbox_full'],
  ['RCPT TO', '552 Over quota', 'retry', 'mailbox_full'],
  ['DATA', '552 5.2.2 Mailbox full', 'retry', 'mailbox_full'],
  ['DATA', '552 5.3.4 Message too big', 'rejected', 'too_large'],
  ['MAIL FROM', '552 Size exceeds the maximum', 'rejected', 'too_large'],
  ['DATA', '554 Looks like spam', 'rejected', 'refused'],
  ['RCPT TO', '451 Greylisted', 'retry', 'temporarily_refused'],
  ['EHLO', '550 Go away', 'retry', 'server_error'],
])('%s answered with %j: %s %s', (command, response, kind, reason) => {
  expect(said(command, response)).toMatchObject({ kind, reason });
});
