import { expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

test('an unknown route answers with a problem document', async () => {
  const harness = await Harness.start();
  const reply = await harness.http('GET', '/api/v1/nowhere');
  expect(reply.status).toBe(404);
  expect(reply.headers['content-type']).toBe('application/problem+json');
  expect(reply.body).toMatchObject({ code: 'no_such_route', status: 404 });
  await harness.advance('PT15M');
  await harness.close();
});
