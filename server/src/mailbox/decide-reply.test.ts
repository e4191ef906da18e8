import { expect, test } from 'vitest';
import { saidIn } from './decide-reply.ts';

/* Replies as programs write them. The quoted page says "Reply ACK to acknowledge", so reading too far acknowledges by mistake. */

const PAGE = ['Page: [P1] Checkout is down', '', 'Reply ACK to acknowledge.'];
const quoted = PAGE.map((line) => `> ${line}`).join('\n');
const bare = PAGE.join('\n');
const ADDRESS = 'tocsin+0123456789abcdefghijklmnopqrstuvwxyz01234@example.com';

test.each([
  ['Gmail', `ack\n\nOn Tue, Dec 1, 2026 at 10:11 AM Tocsin <${ADDRESS}> wrote:\n\n${quoted}`],
  [
    'Gmail, attribution broken before the address',
    `ack\n\nOn Tue, Dec 1, 2026 at 10:11 AM Tocsin <\n${ADDRESS}> wrote:\n\n${quoted}`,
  ],
  ['Gmail in German', `ack\n\nAm Di., 1. Dez. 2026 um 10:11 Uhr schrieb Tocsin <\n${ADDRESS}>:\n\n${quoted}`],
  ['Gmail in French', `ack\n\nLe mar. 1 déc. 2026 à 10:11, Tocsin <${ADDRESS}> a\nécrit :\n\n${quoted}`],
  [
    'Outlook',
    `ack\r\n\r\n________________________________\r\nFrom: Tocsin <${ADDRESS}>\r\nSent: Tuesday, December 1, 2026 10:11\r\nTo: Ana\r\nSubject: Page\r\n\r\n${bare}`,
  ],
  [
    'Outlook in German',
    `ack\r\n\r\nVon: Tocsin <${ADDRESS}>\r\nGesendet: Dienstag, 1. Dezember 2026 10:11\r\nAn: Ana\r\nBetreff: Page\r\n\r\n${bare}`,
  ],
  [
    'Outlook in French',
    `ack\r\n\r\nDe : Tocsin <${ADDRESS}>\r\nEnvoyé : mardi 1 décembre 2026 10:11\r\nÀ : Ana\r\nObjet : Page\r\n\r\n${bare}`,
  ],
  ['Apple Mail', `ack\n\n> On 1. Dec 2026, at 10:11, Tocsin <${ADDRESS}> wrote:\n> \n${quoted}`],
  ['Apple Mail in German', `ack\n\n> Am 01.12.2026 um 10:11 schrieb Tocsin <${ADDRESS}>:\n> \n${quoted}`],
  ['a telephone with a signature', `Ack.\n\nSent from my iPhone\n\n> On Dec 1, 2026\n${quoted}`],
  [
    'Exchange with names alone',
    `ack\n\nFrom: Tocsin\nSent: Tuesday, December 1, 2026 10:11\nTo: Ana\nSubject: Page\n\n${bare}`,
  ],
  [
    'Exchange in German, without a blank line',
    `ack\nVon: Tocsin\nGesendet: Dienstag, 1. Dezember 2026 10:11\nAn: Ana\nBetreff: Page\n${bare}`,
  ],
  ['Exchange in French', `ack\nDe : Tocsin\nEnvoyé : mardi 1 décembre 2026\nÀ : Ana\nObjet : Page\n${bare}`],
  ['below a very long quote', `${`${quoted}\n`.repeat(200)}\nACK`],
  ['below the quote', `${quoted}\n\nACK`],
  ['another word for it', `\n\n  OK!  \n`],
])('%s: acknowledges, and nothing else', (_program, text) => {
  expect(saidIn(text, true)).toEqual({ acknowledges: true, note: null });
});

test('anything else is a note, without the quote and the signature', () => {
  const text = `The replica lags by 40 s.\nRestarting it.\n\n-- \nAna Ruiz\nSRE\n\nOn Tue, Dec 1, 2026 at 10:11 AM Tocsin <${ADDRESS}> wrote:\n\n${quoted}`;
  expect(saidIn(text, true)).toEqual({
    acknowledges: false,
    note: 'The replica lags by 40 s.\nRestarting it.',
  });
  expect(saidIn('Not ok\nack', true)).toEqual({ acknowledges: false, note: 'Not ok\nack' });
  expect(saidIn('ack\n\nI am on the train, back in ten.', true)).toEqual({
    ...{ acknowledges: true, note: 'I am on the train, back in ten.' },
  });
});

test('a reply that only quotes says nothing', () => {
  for (const text of [
    '',
    ' \n\n',
    quoted,
    `On Tue, Dec 1, 2026 at 10:11 AM Tocsin <${ADDRESS}> wrote:\n\n${quoted}`,
  ])
    expect(saidIn(text, true)).toEqual({ acknowledges: false, note: null });
});

// Minutes, when all of such a text is looked at; a loaded machine takes a few seconds.
test('a text made to be slow is read all the same', { timeout: 60_000 }, () => {
  const before = performance.now();
  for (const text of [
    'Op schreef\n'.repeat(1_800),
    'Dnia pisze\n'.repeat(1_800),
    'abc. skrev x\n'.repeat(1_500),
    'x2000from'.repeat(2_200),
    'On '.repeat(7_000),
    'On a b '.repeat(2_800),
    'Op a b \n'.repeat(2_500),
    '> '.repeat(10_000),
  ])
    saidIn(text.slice(0, 20_000), true);
  expect(performance.now() - before).toBeLessThan(30_000);
});

test.each([
  ['ACK, on it', 'on it'],
  ['Ok – looking', 'looking'],
  ['ack - looking\nThe replica lags.', 'looking\nThe replica lags.'],
  ['Yes. Restarting.', 'Restarting.'],
])('“%s” acknowledges, and the rest is a note', (text, note) => {
  expect(saidIn(text, true)).toEqual({ acknowledges: true, note });
});

test.each(['ok?', 'Ok-ish, not yet', 'Acknowledged by whom?', 'yes and no', 'Ack'.repeat(2)])(
  '“%s” is a note alone',
  (text) => {
    expect(saidIn(text, true)).toEqual({ acknowledges: false, note: text });
  },
);

test('to a message that asks for nothing “ok” is a note', () => {
  expect(saidIn('Ok', false)).toEqual({ acknowledges: false, note: 'Ok' });
});

test('of a very long text the beginning is the note, and says that it goes on', () => {
  const { note } = saidIn('A line of a report that somebody pasted.\n'.repeat(500), true);
  expect(note).toMatch(/^A line .*…$/s);
  expect(note?.length).toBeLessThanOrEqual(4_001);
});
