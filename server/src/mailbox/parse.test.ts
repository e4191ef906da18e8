import { expect, test } from 'vitest';
import { isAutomatic } from './decide-automatic.ts';
import { bounceIn, isAbout } from './decide-bounce.ts';
import { calendarAnswerIn } from './decide-calendar.ts';
import { saidIn } from './decide-reply.ts';
import { routeOf } from './decide-route.ts';
import { keyOf, readMail } from './parse.ts';

const lines = (...all: string[]) => Buffer.from(all.join('\r\n'), 'latin1');
const PLAIN = ['From: Ana <Ana@Example.com>', 'To: x@example.com', 'Message-ID: <1@example.com>'];

/** An address is a reply's when it begins with "reply", and the report address is known. */
const addresses = {
  about: (address: string) =>
    address.startsWith('reply+')
      ? { messageId: 'the-message' }
      : address === 'report@example.com'
        ? ('report' as const)
        : undefined,
};

test.each([
  [
    'Gmail',
    '<div dir="ltr">ack</div><br><div class="gmail_quote"><div class="gmail_attr">On Tue, Dec 1, 2026 at 10:11 AM Tocsin &lt;<a href="mailto:t@example.com">t@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote">Reply ACK</blockquote></div>',
  ],
  [
    'Outlook',
    '<html><head><style>p{color:red}</style></head><body><p>ack</p><hr><div id="divRplyFwdMsg"><b>From:</b> Tocsin &lt;t@example.com&gt;<br><b>Sent:</b> Tuesday, December 1, 2026 10:11<br><b>To:</b> Ana<br><b>Subject:</b> Page</div><p>Reply ACK</p></body></html>',
  ],
  [
    'Apple Mail',
    '<div>ack</div><br><blockquote type="cite"><div>On 1. Dec 2026, at 10:11, Tocsin &lt;t@example.com&gt; wrote:</div><div>Reply ACK</div></blockquote>',
  ],
])('a mail of %s that is HTML only is read as its text', async (_program, html) => {
  const mail = await readMail(lines(...PLAIN, 'Content-Type: text/html; charset=utf-8', '', html));
  expect(saidIn(mail.text, true)).toEqual({ acknowledges: true, note: null });
  expect(mail.from).toBe('ana@example.com');
});

test('encodings are decoded, and an unknown one does not lose the mail', async () => {
  const base64 = Buffer.from('Datenbank läuft wieder 🚒').toString('base64');
  const coded = lines(
    ...PLAIN,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64,
  );
  expect((await readMail(coded)).text).toContain('Datenbank läuft wieder 🚒');
  const latin = lines(...PLAIN, 'Content-Type: text/plain; charset=iso-8859-1', '', 'l\xe4uft');
  expect((await readMail(latin)).text).toContain('läuft');
  const klingon = lines(...PLAIN, 'Content-Type: text/plain; charset=klingon', '', 'ack\0');
  expect((await readMail(klingon)).text).toMatch(/^ack/);
});

test('mail made to hurt is refused or cut, and quickly', async () => {
  const before = performance.now();
  const nested = Array.from(
    { length: 400 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}`,
  );
  await expect(readMail(lines(...PLAIN, ...nested))).rejects.toThrow();
  const many = `--b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(40_000)}`;
  await expect(
    readMail(lines(...PLAIN, 'Content-Type: multipart/mixed; boundary=b', '', many)),
  ).rejects.toThrow();
  await expect(readMail(lines(`X-Long: ${'a'.repeat(300_000)}`, '', 'ack'))).rejects.toThrow();
  const deep = `${'<div>'.repeat(40_000)}ack`;
  const html = await readMail(lines(...PLAIN, 'Content-Type: text/html', '', deep));
  expect(html.text.length).toBeLessThan(20_001);
  const to = `To: ${Array.from({ length: 5_000 }, (_, n) => `a${n}@example.com`).join(', ')}`;
  expect((await readMail(lines(to, '', 'ack'))).to).toHaveLength(100);
  for (const odd of ['', '\r\n\r\n', 'no mail at all', '\0\0\0']) await readMail(Buffer.from(odd));
  expect(performance.now() - before).toBeLessThan(10_000);
});

test('the same mail has the same key by whichever way it came, and another one another', () => {
  const mail = (id: string, text: string, ...more: string[]) =>
    keyOf(lines(...more, `Message-ID: <${id}>`, '', text));
  expect(mail('1', 'ack', 'Received: by a')).toBe(mail('1', 'ack', 'Received: by b', 'X-Spam: no'));
  expect(mail('1', 'ack')).not.toBe(mail('2', 'ack'));
  // A scanner gives all its mail one id.
  expect(mail('1', 'ack')).not.toBe(mail('1', 'page 2'));
  // A webhook hands over what a shell makes of it, and IMAP the beginning alone.
  const long = mail('1', 'a line\r\n'.repeat(100_000));
  const raw = lines('Message-ID: <1>', '', 'a line\r\n'.repeat(100_000));
  expect(keyOf(Buffer.from(raw.toString().replaceAll('\r\n', '\n')))).toBe(long);
  expect(keyOf(raw.subarray(0, 512 * 1024))).toBe(long);
  expect(mail('1', 'ack\r\n')).toBe(mail('1', 'ack'));
  // Without an id, "ack" to one page is not "ack" to another.
  const nameless = (to: string) => keyOf(lines(`To: ${to}`, 'Received: by a', '', 'ack'));
  expect(nameless('reply+a@example.com')).not.toBe(nameless('reply+b@example.com'));
});

test.each([
  'Auto-Submitted: auto-replied',
  'Auto-Submitted: auto-generated; owner-email="ana@example.com"',
  'Precedence: bulk',
  'Precedence: auto_reply',
  'Precedence: list',
  'X-Auto-Response-Suppress: All',
  'X-Autoreply: yes',
  'Return-Path: <>',
  'X-Tocsin-Message: 1',
])('a program wrote a mail that says %s: it answers nothing', async (header) => {
  const mail = await readMail(lines(header, 'From: a@example.com', 'To: reply+abc@example.com', '', 'ok'));
  expect(isAutomatic(mail, false)).toBe(true);
  expect(routeOf(mail, addresses)).toEqual({ kind: 'other', reason: 'automatic' });
});

test.each([
  ['To: Tocsin <reply+abc@example.com>', { kind: 'reply', messageId: 'the-message' }],
  // A server on the way wrote the alias into the To.
  [
    'To: on-call@example.com\r\nDelivered-To: reply+abc@example.com',
    { kind: 'reply', messageId: 'the-message' },
  ],
  ['To: report@example.com\r\nCc: reply+abc@example.com', { kind: 'reply', messageId: 'the-message' }],
  ['To: "Report it" <REPORT@example.com>', { kind: 'report' }],
  ['To: report@example.com\r\nPrecedence: list', { kind: 'report' }],
  ['To: report@example.com\r\nPrecedence: bulk', { kind: 'other', reason: 'automatic' }],
  ['To: somebody@example.com', { kind: 'other', reason: 'not_ours' }],
])('%s', async (header, route) => {
  const mail = await readMail(
    lines('From: a@example.com', 'Auto-Submitted: no', 'Return-Path: <a@example.com>', header, '', 'ok'),
  );
  expect(routeOf(mail, addresses)).toEqual(route);
});

const PROOF = '0123456789abcdefghijklmnopqrstuvwxyz01234';
const report = (action: string, status: string, original: string, type = 'text/rfc822-headers') =>
  lines(
    ...[
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example.com',
      'To: tocsin@example.com',
      'Auto-Submitted: auto-replied',
    ],
    ...[
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      '',
      'Sorry.',
      '--b',
    ],
    ...['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.com', ''],
    ...['Final-Recipient: rfc822; ana@example.com', `Action: ${action}`, `Status: ${status}`],
    ...['Diagnostic-Code: smtp; 550 5.1.1 <ana@example.com>:', '    no such user', '', '--b'],
    ...[`Content-Type: ${type}`, '', original, '--b--', ''],
  );
const ORIGINAL = `Subject: Page\r\nX-Tocsin-Return: ${PROOF}\r\n`;

test.each([
  ['its headers', report('failed', '5.1.1', ORIGINAL)],
  ['all of it', report('failed', '5.1.1', `${ORIGINAL}\r\nReply ACK`, 'message/rfc822')],
])('a returned mail that shows %s proves whose it was', async (_what, raw) => {
  const mail = await readMail(raw);
  expect(bounceIn(mail)).toEqual({
    ...{ proof: PROOF, status: '5.1.1' },
    recipients: ['ana@example.com'],
    detail: 'The mail was returned: 550 5.1.1 <ana@example.com>: no such user',
  });
  expect(routeOf(mail, addresses).kind).toBe('bounce');
});

test('a report about the address that somebody has forwarded their mail to says nothing of theirs', async () => {
  const bounce = bounceIn(await readMail(report('failed', '5.1.1', ORIGINAL)));
  if (bounce === undefined) throw new Error('It is a report.');
  expect(isAbout(bounce, 'Ana@example.com')).toBe(true);
  expect(isAbout(bounce, 'ana@corp.example.com')).toBe(false);
  expect(isAbout({ recipients: [] }, 'ana@corp.example.com')).toBe(true);
});

test('a mail that is late has not failed, and a report without our secret proves nothing', async () => {
  const late = await readMail(report('delayed', '4.4.1', ORIGINAL));
  expect(routeOf(late, addresses)).toEqual({ kind: 'other', reason: 'automatic' });
  expect(bounceIn(await readMail(report('failed', '5.0.0', 'Subject: Page')))).toMatchObject({ proof: null });
});

const answer = (partstat: string, more = '') =>
  lines(
    ...[
      'From: ana@example.com',
      'To: tocsin@example.com',
      'Content-Type: multipart/alternative; boundary=b',
      '',
    ],
    ...['--b', 'Content-Type: text/plain', '', 'Ana has answered.', '--b'],
    ...['Content-Type: text/calendar; method=REPLY; charset=utf-8', '', 'BEGIN:VCALENDAR', 'PRODID:-//x//EN'],
    ...[
      'VERSION:2.0',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      'UID:review-1@tocsin.test',
      'SEQUENCE:3',
      'DTSTAMP:20310303T090000Z',
    ],
    ...[
      `ATTENDEE;CN=Ana;PARTSTAT=${partstat}:MAILTO:Ana@Example.com${more}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '--b--',
      '',
    ],
  );

test.each([
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['TENTATIVE', 'tentative'],
])('a calendar answers %s', async (partstat, given) => {
  expect(calendarAnswerIn(await readMail(answer(partstat)))).toEqual({
    ...{ uid: 'review-1@tocsin.test', sequence: 3, attendee: 'ana@example.com', answer: given },
  });
});

test('what is no answer of one person to an invitation is none', async () => {
  const others = ['\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:mia@example.com', '\r\nBEGIN:VALARM'];
  for (const more of others)
    expect(calendarAnswerIn(await readMail(answer('ACCEPTED', more)))).toBeUndefined();
  expect(calendarAnswerIn(await readMail(answer('DELEGATED')))).toBeUndefined();
});
