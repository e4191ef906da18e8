import { afterEach, expect, test } from 'vitest';
import { NtfyServer } from '../fakes/ntfy-server.ts';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

const TOKEN = 'tk_of_the_test';
let harness: Harness | undefined;
let server: NtfyServer | undefined;
afterEach(async () => {
  await harness?.close();
  await server?.close();
});

/** Ana is paged by ntfy when her incident is declared. */
async function begin(token = TOKEN) {
  server = await NtfyServer.start(TOKEN);
  harness = await Harness.start({ env: { NTFY_URL: server.url, NTFY_TOKEN: token } });
  harness.othersMayWrite();
  const ana = await someone(harness, 'ana@example.com', 'administrator');
  const { http } = harness;
  const added = await http.call(
    harness,
    'POST',
    `/api/v1/people/${ana.id}/contact-methods`,
    { kind: 'ntfy', address: 'tocsin-ana' },
    { as: ana.token },
  );
  expect(added.status).toBe(200);
  await harness.http('POST', '/api/v1/incidents', { title: 'Checkout is down', severity: 'P1' });
  await harness.settle();
  return { harness, server, ana };
}

test('[IMM-1] a page rings at the highest priority, and the phone acknowledges by calling the page’s own link', async () => {
  const { harness: app, server: ntfy } = await begin();
  const page = ntfy.messages[0];
  expect(page).toMatchObject({
    topic: 'tocsin-ana',
    priority: 5,
    click: 'http://tocsin.test/incidents/INC-1',
  });
  expect(page?.title).toContain('Checkout is down');
  const [button] = page?.actions ?? [];
  expect(button).toMatchObject({ action: 'http', method: 'POST', clear: true });
  const called = await app.http('POST', button?.url.replace('http://tocsin.test', '') ?? '', undefined, {
    as: null,
    headers: { ...button?.headers },
  });
  expect(called.status).toBe(200);
  expect((await app.http('GET', '/api/v1/incidents/INC-1')).body.acknowledgedBy.name).toBe('Ana');
  const count = ntfy.messages.length;
  await app.advance('PT1H');
  expect(ntfy.messages).toHaveLength(count);
});

test('[ESC-1] a token that is refused is told to the administrators, and the page goes by mail meanwhile', async () => {
  const { harness: app, server: ntfy } = await begin('tk_expired');
  await app.person('ana@example.com').expectMail(/Checkout is down/);
  await app.advance('PT2M');
  await app.person('ana@example.com').expectMail(/Tocsin cannot send by ntfy/);
  expect(ntfy.messages).toEqual([]);
});
