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
  ['below the quote', `${quoted}\n\nACK`],
  ['another word for it', `\n\n  OK!  \n`],
])('%s: acknowledges, and nothing else', (_program, text) => {
  expect(saidIn(text)).toEqual({ acknowledges: true, note: null });
});

test('anything else is a note, without the quote and the signature', () => {
  const text = `The replica lags by 40 s.\nRestarting it.\n\n-- \nAna Ruiz\nSRE\n\nOn Tue, Dec 1, 2026 at 10:11 AM Tocsin <${ADDRESS}> wrote:\n\n${quoted}`;
  expect(saidIn(text)).toEqual({ acknowledges: false, note: 'The replica lags by 40 s.\nRestarting it.' });
  expect(saidIn('Not ok\nack')).toEqual({ acknowledges: false, note: 'Not ok\nack' });
  expect(saidIn('ack\n\nI am on the train, back in ten.')).toEqual({
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
    expect(saidIn(text)).toEqual({ acknowledges: false, note: null });
});

test('a text made to be slow is read all the same', () => {
  const before = performance.now();
  for (const text of [
    'On '.repeat(7_000),
    'On a b '.repeat(2_800),
    'Op a b \n'.repeat(2_500),
    '> '.repeat(10_000),
  ])
    saidIn(text.slice(0, 20_000));
  expect(performance.now() - before).toBeLessThan(5_000);
});
