import { afterEach, beforeEach, expect, test } from 'vitest';
import { ImapServer } from '../fakes/imap-server.ts';
import type { Mail } from '../fakes/mail-server.ts';
import { acknowledgePath } from '../harness/mailbox.ts';
import { someone } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* Mail that comes in, by a real IMAP server: what people reply, report and answer, and what mail servers return. */

let imap: ImapServer;
let shop: Response;
beforeEach(async () => {
  imap = await ImapServer.start();
  shop = await Response.begin(undefined, undefined, { IMAP_URL: imap.url });
  shop.harness.othersMayWrite();
  await shop.harness.app.beginHousekeeping();
  await expect.poll(async () => (await mailbox()).checkedAt, { timeout: 20_000 }).not.toBeNull();
});
afterEach(async () => {
  await shop.close();
  await imap.close();
});

const mailbox = async () => (await shop.must('GET', '/api/v1/mailbox')).body;
const incident = async () => (await shop.must('GET', '/api/v1/incidents/INC-1')).body;
const notes = async (): Promise<string[]> =>
  (await shop.must('GET', '/api/v1/incidents/INC-1/timeline')).body.items.flatMap(
    ({ kind, data }: { kind: string; data: { text?: string } }) =>
      /^note/.test(kind) ? [data.text ?? ''] : [],
  );
const handled = async () => {
  const { lately } = await mailbox();
  return lately.reduce(
    (sum: number, { acted, ignored }: Record<string, number>) => sum + (acted ?? 0) + (ignored ?? 0),
    0,
  );
};

let mails = 0;
/** A mail arrives and everything that it leads to has happened. */
async function arrives(
  to: string,
  lines: readonly string[],
  headers: readonly string[] = [],
  from = 'ana@example.com',
) {
  const before = await handled();
  mails += 1;
  imap.deliver([
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: <${mails}@example.com>`,
    ...headers,
    '',
    ...lines,
  ]);
  await expect
    .poll(
      async () => {
        await shop.harness.settle();
        return handled();
      },
      { timeout: 20_000 },
    )
    .toBe(before + 1);
}

/** What a program writes who replies to a mail: its own text, and the mail below. */
const reply = (mail: Mail, text: string, ...headers: string[]) =>
  arrives(
    mail.parsed.replyTo?.value[0]?.address ?? '',
    [
      text,
      '',
      'On Mon, Mar 3, 2031 at 10:00 AM Tocsin <tocsin@tocsin.test> wrote:',
      ...mail.text.split('\n').map((line) => `> ${line}`),
    ],
    headers,
  );
const pageTo = (name: string) => shop.person(name).expectMail(/^Page: /);

test('[IMM-1] [COM-6] a page is acknowledged by replying ACK; other replies become notes, a program’s reply and a late one do not count', async () => {
  await shop.declare();
  const page = await pageTo('ana');
  expect(page.text).toContain('Reply ACK to acknowledge.');
  await reply(page, 'Ok', 'Auto-Submitted: auto-replied');
  await arrives('tocsin+nobody@tocsin.test', ['ack']);
  // Nobody can make up an address: another secret behind the same name.
  const address = page.parsed.replyTo?.value[0]?.address ?? '';
  await arrives(
    address.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@')),
    ['ack'],
  );
  expect((await incident()).acknowledgedBy).toBeNull();

  // The connection is lost between keeping a mail and marking it: it is read again, and acts once.
  imap.loseConnectionBeforeMarking();
  await reply(page, 'Orders fail since 09:50.\n\n-- \nAna');
  await expect.poll(() => imap.allRead, { timeout: 20_000 }).toBe(true);
  await shop.harness.settle();
  expect(await notes()).toEqual(['Orders fail since 09:50.']);
  expect((await incident()).acknowledgedBy).toBeNull();
  const only = await shop.person('ana').expectMail(/^Your reply: INC-1/);
  expect(only.text).toContain('Added to the timeline. INC-1 is not acknowledged: reply ACK.');

  const link = acknowledgePath(page);
  await reply(page, `ACK, on it. From the page: http://tocsin.test${link}`);
  expect(await notes()).toEqual(['on it. From the page: [link removed]', 'Orders fail since 09:50.']);
  expect((await incident()).acknowledgedBy).toMatchObject({ name: 'Ana' });
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.settle();
  await reply(page, 'ack');
  const late = await shop.person('ana').expectMail(/^Your reply: INC-1/);
  expect(late.text).toContain('INC-1 is resolved. There is nothing to acknowledge.');
  expect((await mailbox()).lately).toContainEqual({ kind: 'reply', acted: 2, ignored: 1 });
});

test('[COM-7] a page that comes back is recorded as not delivered, and goes on as one that failed', async () => {
  await shop.declare();
  const page = await pageTo('ana');
  const proof = page.parsed.headers.get('x-tocsin-return');
  await arrives(
    'tocsin@tocsin.test',
    [
      ...['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.com', ''],
      ...['Final-Recipient: rfc822; ana@example.com', 'Action: failed', 'Status: 5.1.1'],
      ...[
        'Diagnostic-Code: smtp; 550 5.1.1 no such user',
        '',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
      ],
      ...[`Subject: ${page.subject}`, `X-Tocsin-Return: ${proof}`, '', '--b--'],
    ],
    ['Return-Path: <>', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
    'MAILER-DAEMON@mx.example.com',
  );
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/messages')).body;
  const returned = items.find(
    ({ subject, person }: { subject: string; person: { name: string } | null }) =>
      person?.name === 'Ana' && /INC-1/.test(subject),
  );
  expect(returned).toMatchObject({ state: 'dead', reason: 'bad_address' });
  expect(returned.attempts.at(-1).detail).toBe('The mail was returned: 550 5.1.1 no such user');
});

test('[DET-3] a mail to the report address is a report once that is turned on, and a flood of them is not', async () => {
  const { reportAddress } = await mailbox();
  const report = (subject: string, ...headers: string[]) =>
    arrives(
      reportAddress,
      ['Nothing loads since lunch.'],
      [`Subject: ${subject}`, ...headers],
      'stranger@example.net',
    );
  const reports = async () => (await shop.must('GET', '/api/v1/reports?state=new')).body.items;
  await report('Off');
  expect(await reports()).toEqual([]);
  const {
    ticketUrl: _,
    ticketKey: __,
    formUrl: ___,
    mailAddress,
    ...settings
  } = (await shop.must('GET', '/api/v1/reports/settings')).body;
  expect(mailAddress).toBe(reportAddress);
  await shop.must('PUT', '/api/v1/reports/settings', { ...settings, mailOn: true });
  await report('Away', 'Auto-Submitted: auto-replied');
  const encoded = `=?utf-8?B?${Buffer.from('Fwd: Cannot pay 支付失败').toString('base64')}?=`;
  for (const subject of [encoded, 'Two', 'Three', 'Four', 'Five', 'Six']) await report(subject);
  const items = await reports();
  expect(items.map(({ title }: { title: string }) => title)).toEqual([
    'Cannot pay 支付失败',
    'Two',
    'Three',
    'Four',
    'Five',
  ]);
  expect(items[0]).toMatchObject({ source: 'mail', description: 'Nothing loads since lunch.' });
  expect((await shop.must('GET', '/api/v1/incidents')).body.items).toEqual([]);
});

test('[REV-2] a calendar’s answer to the invitation stands at the participant, until the meeting is moved', async () => {
  await shop.declare();
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.settle();
  const schedule = (startsAt: string) =>
    shop.must('POST', '/api/v1/incidents/INC-1/review/meeting', { startsAt });
  await schedule('2031-03-04T14:00:00Z');
  const invitation = await shop.person('mia').expectMail(/^Review: INC-1/);
  const calendar = String(invitation.parsed.attachments[0]?.content);
  expect(calendar.replaceAll('\r\n ', '')).toContain('RSVP=TRUE;CN="Mia":mailto:mia@example.com');
  const uid = /^UID:(.*)$/m.exec(calendar)?.[1]?.trim();
  const answers = (from: string) =>
    arrives(
      'tocsin@tocsin.test',
      [
        ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REPLY', 'BEGIN:VEVENT', `UID:${uid}`, 'SEQUENCE:0'],
        ...['ATTENDEE;PARTSTAT=DECLINED:mailto:mia@example.com', 'END:VEVENT', 'END:VCALENDAR'],
      ],
      ['Content-Type: text/calendar; method=REPLY'],
      from,
    );
  const answer = async () => {
    const { participants } = (await shop.must('GET', '/api/v1/incidents/INC-1/review')).body;
    return participants.find(({ name }: { name: string }) => name === 'Mia')?.answer;
  };
  await answers('mallory@example.net');
  expect(await answer()).toBeNull();
  await answers('mia@example.com');
  expect(await answer()).toBe('declined');
  await schedule('2031-03-05T14:00:00Z');
  expect(await answer()).toBeNull();
});

test('a mailbox that does not answer is shown, told to administrators after a while, and delays no page', async () => {
  await someone(shop.harness, 'root@example.com', 'administrator');
  await imap.close();
  await expect
    .poll(async () => (await mailbox()).failing?.problem, { timeout: 20_000 })
    .toMatch(/mail server/);
  await shop.declare();
  await pageTo('ana');
  const tell = async (duration: string) => {
    await shop.harness.advance(duration);
    await shop.harness.app.watchdog.run();
    await shop.harness.settle();
  };
  const told = () =>
    shop.harness.mail.mails.filter(({ subject }) => subject === 'Tocsin cannot read its mailbox');
  await tell('PT5M');
  expect(told()).toEqual([]);
  await tell('PT11M');
  await tell('PT1H');
  expect(told()).toHaveLength(1);
});
