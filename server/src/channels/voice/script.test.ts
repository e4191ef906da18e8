import { expect, test } from 'vitest';
import { readTwiml } from '../../../test/fakes/twiml.ts';
import type { Envelope } from '../../communication/index.ts';
import { Temporal } from '../../kernel/index.ts';
import { MAX_BYTES, scriptFor, spelled } from './script.ts';

const callOf = (title: string): Envelope => ({
  messageId: 'm',
  purpose: 'page',
  to: { address: '+351210000000', name: 'Ana' },
  content: {
    kind: 'page',
    subject: `P1 ${title} — INC-12`,
    headline: `${title}. Please acknowledge.`,
    facts: [],
    paragraphs: ['If you do not acknowledge, Ben Okafor will be paged at 14:05.'],
    actions: [{ label: 'Acknowledge', url: 'https://tocsin.test/a/abc', kind: 'acknowledge' }],
    thread: { id: 'i', title },
  },
  bundled: [],
  drill: false,
  late: undefined,
  attempt: 1,
  now: Temporal.Instant.from('2031-03-03T09:00:00Z'),
});

test('[COM-6] a call says what is broken three times, spells the number, names who is next and how to acknowledge', () => {
  const script = scriptFor(callOf('Checkout is down'), 'https://tocsin.test/callbacks/voice/keys/m');
  const { said, gather } = readTwiml(script);
  expect(script).toContain('<Say loop="3">');
  expect(said).toContain('Checkout is down');
  expect(said).toContain('I N C, 1 2');
  expect(said).toContain('Ben Okafor will be paged at 14:05.');
  expect(said.match(/Press 1 to acknowledge\./g)).toHaveLength(2);
  expect(said).not.toContain('https://');
  expect(gather).toBe('https://tocsin.test/callbacks/voice/keys/m');
});

test.each([
  '</Say></Gather><Dial>+19005550100</Dial>',
  '"><Redirect>https://evil.example</Redirect>',
  'a\u0000\u000B\uFFFE\uD800b]]>&#0;',
  `${'&'.repeat(4_000)}`,
  '"\''.repeat(2_000),
])('a hostile title is only said, and never too long: %#', (title) => {
  const script = scriptFor(callOf(title), 'https://tocsin.test/callbacks/voice/keys/m');
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(MAX_BYTES);
  expect(readTwiml(script).gather).toBe('https://tocsin.test/callbacks/voice/keys/m');
});

test('codes and numbers are dictated', () => {
  expect(spelled('Code: 482913, call +351210000000 about INC-7 at 14:05')).toBe(
    'Code: 4 8 2 9 1 3, call + 3 5 1 2 1 0 0 0 0 0 0 0 about I N C, 7 at 14:05',
  );
});
