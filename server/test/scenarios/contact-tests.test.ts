import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { type Someone, someone } from '../harness/people.ts';

let harness: Harness;
let ana: Someone;
beforeEach(async () => {
  harness = await Harness.start();
  ana = await someone(harness, 'ana@example.com');
});
afterEach(() => harness.close());

const methodsOf = async () => {
  const { body } = await harness.http('GET', `/api/v1/people/${ana.id}`, undefined, { as: ana.token });
  return body.contactMethods as { id: string; kind: string; proof: { state: string; sentence: string } }[];
};
const method = async (kind = 'email') => {
  const found = (await methodsOf()).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`Ana has no ${kind}.`);
  return found;
};
const post = async (act: 'test' | 'confirm', body?: object, as = ana.token, kind = 'email') =>
  harness.http('POST', `/api/v1/people/${ana.id}/contact-methods/${(await method(kind)).id}/${act}`, body, {
    as,
  });
const stand = async (kind = 'email') => (await method(kind)).proof;
const codeIn = (text: string) => /Code: (\d{6})/.exec(text)?.[1] ?? 'none';
const linkIn = (text: string) => /http:\/\/tocsin\.test(\/a\/\S+)/.exec(text)?.[1] ?? 'none';

test('a contact method is tested by a code and an acknowledged page, and whichever half is missing is named', async () => {
  expect(await stand()).toMatchObject({ state: 'untested', sentence: 'Not tested yet. Send a test page.' });
  expect((await post('test')).status).toBe(204);
  const { text } = await harness.person('ana@example.com').expectMail(/Test page from Tocsin/);
  expect(text).toContain('This is a test page. Nothing is broken.');
  expect((await post('confirm', { code: codeIn(text) })).status).toBe(204);
  expect(await stand()).toMatchObject({
    state: 'partial',
    sentence: expect.stringContaining('no test page was acknowledged'),
  });
  await harness.advance('PT48H');
  const seen = await harness.http('GET', linkIn(text), undefined, { as: null });
  expect(seen.text).toContain('Test page');
  expect((await stand()).state).toBe('partial');
  expect((await harness.http('POST', linkIn(text), undefined, { as: null })).status).toBe(303);
  expect((await harness.http('GET', linkIn(text), undefined, { as: null })).text).toContain(
    'Test page acknowledged',
  );
  expect(await stand()).toMatchObject({ state: 'tested', sentence: 'Tested today.' });
  await harness.advance('PT2184H');
  expect(await stand()).toMatchObject({
    state: 'stale',
    sentence: 'Last tested 91 days ago. Test it again.',
  });
});

test('the acknowledged half alone asks for the code', async () => {
  await post('test');
  const { text } = await harness.person('ana@example.com').expectMail(/Test page/);
  await harness.http('POST', linkIn(text), undefined, { as: null });
  expect((await stand()).sentence).toContain('the code in it was not entered');
});

test('an address that changes is tested anew, and what was sent to the old one proves nothing', async () => {
  await post('test');
  const { text } = await harness.person('ana@example.com').expectMail(/Test page/);
  await post('confirm', { code: codeIn(text) });
  const { id } = await method();
  const path = `/api/v1/people/${ana.id}/contact-methods/${id}`;
  await harness.http('PATCH', path, { address: 'new@example.com' }, { as: ana.token });
  expect((await stand()).state).toBe('untested');
  await harness.http('POST', linkIn(text), undefined, { as: null });
  await post('confirm', { code: codeIn(text) });
  expect((await stand()).state).toBe('untested');
});

test('codes are not guessed: five wrong ones, half an hour, and only the owner', async () => {
  const manager = await someone(harness, 'mia@example.com', 'manager');
  const stranger = await someone(harness, 'ben@example.com');
  expect((await post('test', undefined, stranger.token)).status).toBe(403);
  expect((await post('confirm', { code: '000000' })).body.detail).toContain('Send a test page first');
  expect((await post('test', undefined, manager.token)).status).toBe(204);
  expect((await post('test')).status).toBe(429);
  const { text } = await harness.person('ana@example.com').expectMail(/Test page/);
  expect((await post('confirm', { code: codeIn(text) }, manager.token)).status).toBe(403);
  const wrong = codeIn(text) === '111111' ? '222222' : '111111';
  for (let tries = 0; tries < 5; tries += 1)
    expect((await post('confirm', { code: wrong })).status).toBe(400);
  expect((await post('confirm', { code: codeIn(text) })).body.detail).toContain('Too many wrong codes');
  await harness.advance('PT1M');
  await post('test');
  const again = await harness.person('ana@example.com').expectMail(/Test page/);
  await harness.advance('PT31M');
  expect((await post('confirm', { code: codeIn(again.text) })).body.detail).toContain('expired');
});

test('where nobody can acknowledge, the code is all there is', async () => {
  const receiver = await harness.webhookReceiver();
  await harness.http(
    'POST',
    `/api/v1/people/${ana.id}/contact-methods`,
    { kind: 'webhook', address: receiver.url() },
    { as: ana.token },
  );
  await post('test', undefined, ana.token, 'webhook');
  const { body } = await harness.expectWebhook(receiver, /Test page/);
  const [message] = body.data.messages;
  expect(message.actions.map(({ kind }: { kind: string }) => kind)).toEqual(['open']);
  const code = message.facts.find(({ label }: { label: string }) => label === 'Code').value;
  await post('confirm', { code }, ana.token, 'webhook');
  expect(await stand('webhook')).toMatchObject({ state: 'tested' });
});
