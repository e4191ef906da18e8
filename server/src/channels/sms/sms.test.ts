import { expect, test } from 'vitest';
import type { Envelope, MessageContent } from '../../communication/index.ts';
import { Temporal } from '../../kernel/index.ts';
import { readReply } from './answer.ts';
import { plainSigns, segmentsOf } from './segments.ts';
import { textFor } from './text.ts';

test.each([
  ['', 1],
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(459), 3],
  ['a'.repeat(460), 4],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['ж'.repeat(70), 1],
  ['ж'.repeat(71), 2],
  ['💥'.repeat(36), 2],
])('an SMS is counted as carriers count it: %#', (text, segments) => {
  expect(segmentsOf(text)).toBe(segments);
});

test('a dash or a curly quote does not halve what an SMS holds', () => {
  expect(plainSigns('P1 “Checkout” is down — INC-12…')).toBe('P1 "Checkout" is down - INC-12...');
});

const LINK = `https://tocsin.example.com/a/${'x'.repeat(71)}`;
const pageOf = (title: string, over: Partial<MessageContent> = {}): Envelope => ({
  messageId: 'm',
  purpose: 'page',
  to: { address: '+351210000000', name: 'Ana' },
  content: {
    kind: 'page',
    subject: `P1 ${title} — INC-12`,
    headline: `${title}. Please acknowledge.`,
    facts: [{ label: 'System', value: 'Checkout' }],
    paragraphs: ['You are paged because you are on call for Payments.'],
    actions: [
      { label: 'Acknowledge', url: LINK, kind: 'acknowledge' },
      { label: 'Open incident', url: 'https://tocsin.example.com/incidents/INC-12', kind: 'open' },
    ],
    thread: { id: 'i', title },
    ...over,
  },
  bundled: [],
  drill: false,
  late: undefined,
  attempt: 1,
  now: Temporal.Instant.from('2031-03-03T09:00:00Z'),
  replyCode: 4,
});

test.each([
  'Checkout is down',
  '支付服务无法使用'.repeat(12),
  'Оплата не работает '.repeat(11),
  '💥🔥'.repeat(90),
  'x'.repeat(220),
  '<Response/>\r\n]]>&amp;',
])(
  '[COM-6] a page is at most three segments, and its number, code and link are always there: %#',
  (title) => {
    const text = textFor(pageOf(title), true);
    expect(segmentsOf(text)).toBeLessThanOrEqual(3);
    expect(text).toContain(LINK);
    expect(text).toContain('Reply 4 to acknowledge, or:');
    expect(text).toContain('INC-12');
  },
);

test('what cannot be answered offers no code, and a restricted incident shows no title', () => {
  expect(textFor(pageOf('Checkout is down'), false)).not.toContain('Reply');
  const text = textFor(pageOf('Layoffs leaked', { discreet: 'Restricted incident INC-12' }), true);
  expect(text).not.toContain('Layoffs');
  expect(text).toContain('Restricted incident INC-12');
});

test.each([
  ['4', { kind: 'acknowledge', code: 4 }],
  [' ack 4. ', { kind: 'acknowledge', code: 4 }],
  ['Reply 12', { kind: 'acknowledge', code: 12 }],
  ['OK', { kind: 'acknowledge', code: null }],
  ['4 on it, driver first', { kind: 'note', code: 4, text: 'on it, driver first' }],
  ['What is this?', { kind: 'note', code: null, text: 'What is this?' }],
  ['482913', { kind: 'test_code' }],
  ['STOP', { kind: 'opt_out' }],
  [' stop ', { kind: 'opt_out' }],
  ['Stop paging Ben', { kind: 'note', code: null, text: 'Stop paging Ben' }],
  ['START', { kind: 'opt_in' }],
  ['HELP', { kind: 'nothing' }],
  ['', { kind: 'nothing' }],
] as const)('the reply "%s" is understood', (text, reply) => {
  expect(readReply(text, null)).toEqual(reply);
});

test('a provider that has understood a word of its own is believed', () => {
  expect(readReply('ARRET', 'STOP')).toEqual({ kind: 'opt_out' });
});
