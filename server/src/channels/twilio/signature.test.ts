import { expect, test } from 'vitest';
import { isFromTwilio, signatureOf } from './signature.ts';

const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const form = new URLSearchParams({
  To: '+18005551212',
  Digits: '1234',
  CallSid: 'CA1234567890ABCDE',
  From: '+12349013030',
  Caller: '+12349013030',
});
const signature = '0/KCTR6DLpKmkAf8muzZqo1nDgQ=';

test('the vendor’s own example has the vendor’s own signature', () => {
  expect(signatureOf('12345', url, form)).toBe(signature);
});

test('another token, URL, value or no signature at all is not from Twilio', () => {
  const changed = new URLSearchParams(form);
  changed.set('Digits', '1');
  expect(isFromTwilio('12345', { url, form, signature })).toBe(true);
  expect(isFromTwilio('12346', { url, form, signature })).toBe(false);
  expect(isFromTwilio('12345', { url: `${url}3`, form, signature })).toBe(false);
  expect(isFromTwilio('12345', { url, form: changed, signature })).toBe(false);
  expect(isFromTwilio('12345', { url, form, signature: undefined })).toBe(false);
});

test('the standard port may be named or left out', () => {
  const named = url.replace('.com', '.com:443');
  expect(isFromTwilio('12345', { url: named, form, signature: signatureOf('12345', named, form) })).toBe(
    true,
  );
  expect(isFromTwilio('12345', { url, form, signature: signatureOf('12345', named, form) })).toBe(true);
  expect(isFromTwilio('12345', { url: named, form, signature })).toBe(true);
});
