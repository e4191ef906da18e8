import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

let shop: Response;
afterEach(() => shop.close());

test('a webhook’s signing secret is rotated without losing a message', async () => {
  shop = await Response.begin();
  const receiver = await shop.harness.webhookReceiver();
  const path = `/api/v1/people/${shop.idOf('ana')}/contact-methods`;
  const added = await shop.must('POST', path, { kind: 'webhook', label: 'Pager', address: receiver.url() });
  const { id } = added.body.contactMethods.at(-1);
  const secret = async (generation: number): Promise<string> => {
    const query = `address=${encodeURIComponent(receiver.url())}&generation=${generation}`;
    return (await shop.must('GET', `/api/v1/channels/webhook/secret?${query}`)).body.secret;
  };
  const rotated = await shop.must('PATCH', `${path}/${id}`, { rotateSecret: true });
  expect(rotated.body.contactMethods.at(-1)).toMatchObject({
    label: 'Pager',
    secretGeneration: 2,
    secretRotatedAt: '2031-03-03T09:00:00Z',
  });
  const [before, after] = [await secret(1), await secret(2)];
  expect(after).not.toBe(before);

  await shop.declare();
  await shop.harness.settle();
  // The receiver knows the old secret only, and has taken it: a forged call would fail the scenario.
  const [call] = receiver.calls;
  const signatures = String(call?.headers['webhook-signature']).split(' ');
  expect(signatures).toHaveLength(2);
  const sentAt = new Date(Number(call?.headers['webhook-timestamp']) * 1000);
  const sign = (key: string) =>
    new Webhook(key).sign(String(call?.headers['webhook-id']), sentAt, JSON.stringify(call?.body));
  expect(signatures).toEqual([sign(after), sign(before)]);
  const { items } = (await shop.must('GET', '/api/v1/audit')).body;
  expect(items.map(({ action }: { action: string }) => action)).toContain(
    'person.contact_method_secret_rotated',
  );
  for (const seen of receiver.calls) seen.expected = true;
  shop.harness.othersMayWrite();
});
