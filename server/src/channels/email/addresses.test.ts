import { expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { isReplyTemplate, mailSecrets } from './addresses.ts';

const secrets = (template?: string, secret = 'a secret') =>
  mailSecrets({ secret, sender: 'tocsin@example.com', template, reports: undefined, ways: ['imap'] });

test('an address says its message, also in capitals; one that is not ours says nothing', () => {
  for (const template of [undefined, '{token}@in.example.com', 'r-{token}-x@example.com']) {
    const ours = secrets(template);
    const id = newId();
    const address = ours.replyTo(id);
    expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(ours.about(address)).toEqual({ messageId: id });
    expect(ours.about(address.toUpperCase())).toEqual({ messageId: id });
    expect(secrets(template, 'another secret').about(address)).toBeUndefined();
    const at = address.indexOf('@') - 3;
    const other = address[at] === 'a' ? 'b' : 'a';
    expect(ours.about(address.slice(0, at) + other + address.slice(at + 1))).toBeUndefined();
    // What proves a returned mail is in the hands of every server on the way, and answers nothing.
    expect(ours.returned(ours.proofOf(id))).toBe(id);
    expect(ours.about(address.replace(/[0-9a-z]{41}/, ours.proofOf(id)))).toBeUndefined();
  }
});

test('the report address is beside the replies, and a sender with too long a name is told so', () => {
  expect(secrets().reports).toBe('tocsin+report@example.com');
  expect(secrets().about('Tocsin+Report@example.com')).toBe('report');
  expect(secrets().fault).toBeNull();
  const long = { secret: 's', sender: `${'a'.repeat(30)}@example.com`, ways: ['imap'] as const };
  expect(mailSecrets({ ...long, template: undefined, reports: undefined }).fault).toMatch(
    /MAIL_REPLY_ADDRESS/,
  );
});

test('a template has one token', () => {
  expect(isReplyTemplate('tocsin+{token}@example.com')).toBe(true);
  for (const wrong of [
    'tocsin@example.com',
    '{token}{token}@example.com',
    'a b{token}@example.com',
    '{token}',
  ])
    expect(isReplyTemplate(wrong)).toBe(false);
});
