import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { ADMIN_TOKEN } from '../harness/index.ts';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
afterEach(() => shop.close());

async function begin(env: Readonly<Record<string, string>> = {}): Promise<string> {
  shop = await Response.begin('2031-03-03T09:00:00Z', undefined, env);
  shop.harness.othersMayWrite();
  await shop.declare({ type: 'database' });
  await shop.harness.settle();
  return tokenOf(shop.harness, shop.idOf('ana'), 'responder');
}

const FILES = '/api/v1/incidents/INC-1/files';
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const attach = (as: string, content: Buffer, query: Readonly<Record<string, string>>) =>
  shop.harness.http('POST', `${FILES}?${new URLSearchParams(query)}`, content, {
    as,
    headers: { 'content-type': 'text/html' },
  });
const list = async (as?: string) => (await shop.harness.http('GET', FILES, undefined, as ? { as } : {})).body;

/** What a browser gets, to the byte. */
async function download(id: string, as: string, query = '') {
  const reply = await shop.harness.app.server.inject({
    method: 'GET',
    url: `${FILES}/${id}/content${query}`,
    headers: { authorization: `Bearer ${as}` },
  });
  return { status: reply.statusCode, headers: reply.headers, content: reply.rawPayload };
}

const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082',
  'hex',
);

test('[TYP-3] [RES-2] a file becomes evidence of an incident: whole, with hash, handler and time, known by its content, and never shown inline', async () => {
  const ana = await begin();
  // More than one piece, and no multiple of one.
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_700_000, 'evidence ')]);
  const name = '../..\\re\u202eport\r\nX-Evil: 1.html';
  const sent = await attach(ana, content, { name, note: 'From the vendor' });
  expect(sent.status).toBe(201);
  const [file] = sent.body.items;
  expect(file).toMatchObject({
    ...{ name: 'reportX-Evil: 1.html', type: 'PDF document', picture: false, bytes: content.length },
    ...{ sha256: sha256(content), note: 'From the vendor', by: 'Ana', at: '2031-03-03T09:00:00Z', looks: [] },
  });
  expect(sent.body.room).toMatchObject({ used: content.length, of: 10_000_000_000, largest: 50_000_000 });
  expect(await shop.story()).toContain(
    `file_attached: Ana attached reportX-Evil: 1.html (PDF document, 1.7 MB, SHA-256 ${sha256(content).slice(0, 12)}…): From the vendor`,
  );
  const got = await download(file.id, ana);
  expect(sha256(got.content)).toBe(sha256(content));
  expect(got.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="reportX-Evil-1.html"; filename\*=UTF-8''/,
    ),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  // Only what is a picture is ever called one; a web page stays bytes, whoever asks for it to be shown.
  await attach(ana, PNG, { name: 'shot.html', runbook: 'database', step: 'pools' });
  const page = Buffer.from('<html><script>alert(1)</script>');
  const { items } = (await attach(ana, page, { name: 'shot.png', entry: '1' })).body;
  expect(items[1]).toMatchObject({
    type: 'PNG image',
    picture: true,
    step: { runbook: 'database', step: 'pools' },
  });
  expect(items[2]).toMatchObject({ type: 'web page', picture: false, entry: 1 });
  const types = await Promise.all(
    items.map(
      async ({ id }: { id: string }) => (await download(id, ana, '?show=true')).headers['content-type'],
    ),
  );
  expect(types).toEqual(['application/octet-stream', 'image/png', 'application/octet-stream']);
  // What it is said to belong to is there.
  expect((await attach(ana, PNG, { runbook: 'database', step: 'no-such' })).status).toBe(404);
  expect((await attach(ana, PNG, { entry: '9999' })).status).toBe(404);
  expect((await attach(ana, PNG, { step: 'pools' })).status).toBe(400);
});

test('[TYP-3] evidence of a private incident cannot be removed by anybody, also once it is open again; who has had it is noted', async () => {
  const ana = await begin();
  const mistake = (await attach(ana, PNG, { name: 'customer.png' })).body.items[0];
  const remove = (id: string, as: string) =>
    shop.harness.http('DELETE', `${FILES}/${id}?reason=Shows+a+customer`, undefined, { as });
  // Of one that was never private the content goes, and its name and hash stay on the record.
  const after = await remove(mistake.id, ana);
  expect(after.body.items[0]).toMatchObject({
    sha256: mistake.sha256,
    removed: { by: 'Ana', reason: 'Shows a customer' },
  });
  expect(after.body.room.used).toBe(0);
  expect(await shop.story()).toContain(
    `file_removed: Ana removed the file customer.png (SHA-256 ${mistake.sha256.slice(0, 12)}…): Shows a customer`,
  );
  expect(await download(mistake.id, ana)).toMatchObject({ status: 404 });

  const { items } = (await attach(ana, PNG, { name: 'leak.png' })).body;
  const { id } = items[1];
  const as = { as: ana };
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/visibility', { visibility: 'restricted' }, as);
  const zoe = await someone(shop.harness, 'zoe@example.com', 'administrator');
  for (const path of [FILES, `${FILES}/${id}/content`])
    expect((await shop.harness.http('GET', path, undefined, { as: zoe.token })).status).toBe(404);
  expect((await attach(zoe.token, PNG, { name: 'x' })).status).toBe(404);
  await download(id, ana, '?show=true');
  shop.harness.clock.set(shop.harness.clock.now().add({ minutes: 1 }));
  await download(id, ana);
  expect((await list(ana)).items[1].looks).toEqual([
    { by: 'Ana', what: 'downloaded', at: '2031-03-03T09:01:00Z' },
    { by: 'Ana', what: 'opened', at: '2031-03-03T09:00:00Z' },
  ]);
  for (const token of [ana, ADMIN_TOKEN])
    expect((await remove(id, token)).body.code).toBe('evidence_is_kept');
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/visibility', { visibility: 'organisation' }, as);
  expect((await remove(id, ana)).body).toMatchObject({ status: 409, code: 'evidence_is_kept' });
  expect(sha256((await download(id, ana)).content)).toBe(sha256(PNG));
});

test('an upload that is empty, too large, too much for the room, or interrupted leaves nothing; two at once share no room', async () => {
  const ana = await begin({ EVIDENCE_FILE_MB: '1', EVIDENCE_TOTAL_MB: '2' });
  expect((await attach(ana, Buffer.alloc(0), { name: 'x' })).body.code).toBe('file_empty');
  expect((await attach(ana, Buffer.alloc(1_000_001), { name: 'x' })).body).toMatchObject({
    ...{ status: 413, code: 'file_too_large' },
    detail: 'The file is larger than 1.0 MB. Attach a part of it, or a link to where it is.',
  });
  const server = await shop.harness.app.server.listen({ host: '127.0.0.1', port: 0 });
  /** An upload that does not say how large it is, over a real line. */
  const upload = () => {
    const sending = request(`${server}${FILES}?name=live.log`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ana}`, 'transfer-encoding': 'chunked' },
    });
    return sending;
  };
  const endless = upload();
  endless.on('error', () => undefined);
  endless.end(Buffer.alloc(3_000_000));
  const [refused] = await once(endless, 'response');
  expect(refused.statusCode).toBe(413);
  refused.resume();

  // One that is under way has taken the room of the largest file; beside it there is room for one more, and no third.
  const slow = upload();
  slow.on('error', () => undefined);
  slow.write(Buffer.alloc(600_000, 'a'));
  const used = async () => (await list()).room.used;
  await expect.poll(used).toBe(1_000_000);
  const [one, two] = await Promise.all(
    ['a', 'b'].map((letter) => attach(ana, Buffer.alloc(900_000, letter), { name: `${letter}.log` })),
  );
  expect([one?.status, two?.status].sort()).toEqual([201, 409]);
  expect([one, two].find((reply) => reply?.status === 409)?.body).toMatchObject({
    ...{ code: 'no_room_for_files' },
    detail:
      'There is no room for this file: all files together may have 2.0 MB. An administrator can raise EVIDENCE_TOTAL_MB.',
  });
  slow.destroy();
  await expect.poll(used).toBe(900_000);
  expect((await list()).items).toMatchObject([{ bytes: 900_000 }]);
  const { rows } = await shop.harness.database.pool.query(
    'select count(distinct file_id)::int as files, sum(length(content))::int as bytes from incident_file_chunk',
  );
  expect(rows).toEqual([{ files: 1, bytes: 900_000 }]);
  expect((await shop.story()).filter((line) => line.startsWith('file_attached'))).toHaveLength(1);
});
