import { expect, test } from 'vitest';
import { phoneNumber } from './phone.ts';

test.each([
  ['+351210000000', '+351210000000'],
  [' +49 (0)30 901820 ', '+4930901820'],
  ['00351 210 000 000', '+351210000000'],
  ['+1 (415) 555-2671', '+14155552671'],
])('%s is %s', (written, number) => {
  expect(phoneNumber(written)).toEqual({ ok: true, value: number });
});

test.each([
  '',
  '0170 1234567',
  '+49 30',
  '+1 415 555 2671 ext. 12',
  '+999 123456789',
  'call me',
  `+49${'1'.repeat(30)}`,
  '+351210000000\r\n+351210000001',
])('%s is none', (written) => {
  expect(phoneNumber(written)).toMatchObject({ ok: false, error: expect.stringMatching(/^This .*\.$/) });
});
