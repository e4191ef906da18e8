import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Unanswered } from '../ask.ts';
import { hostRule } from '../network.ts';
import { askDatabase } from './index.ts';

const over: (() => void)[] = [];
afterEach(() => {
  for (const each of over.splice(0)) each();
});

/** A server that says one thing and waits; what it is asked first is how it speaks. */
async function serverThat(speak: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    over.push(() => socket.destroy());
    socket.on('error', () => undefined);
    speak(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  over.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const asked = (kind: 'postgresql' | 'mysql', port: number) =>
  askDatabase(
    {
      ...{ kind, url: new URL(`${kind}://127.0.0.1:${port}/shop`), user: 'tocsin', password: 'x' },
      tls: 'off',
    },
    [{ sql: 'select 1' }],
    { allowed: () => true, timeoutMs: 20_000, mostBytes: 1_000_000, mostRows: 10 },
  ).catch((error: unknown) => error);

// What a driver throws in the middle of a server's answer has nobody to catch it, and would end the whole process.
test.each([
  // It asks for GSSAPI, and for SSPI: the driver knows neither.
  ['postgresql', (socket: Socket) => socket.once('data', () => socket.write(auth(7)))],
  ['postgresql', (socket: Socket) => socket.once('data', () => socket.write(auth(9)))],
  // Rows that belong to no query.
  [
    'postgresql',
    (socket: Socket) => socket.once('data', () => socket.write(Buffer.from('44000000060000', 'hex'))),
  ],
  // A greeting that breaks off in the middle.
  ['mysql', (socket: Socket) => socket.write(Buffer.from('030000000a3800', 'hex'))],
] as const)('a server of %s that nobody understands is an answer in words (%#)', async (kind, speak) => {
  const error = await asked(kind, await serverThat(speak));
  expect(error).toBeInstanceOf(Unanswered);
  expect(error).toMatchObject({ trouble: 'broken', message: expect.stringContaining('broke off') });
});

test('a user for whom there is no rule has no wrong password', async () => {
  const said = 'SFATAL\0C28000\0Mno pg_hba.conf entry for host "10.0.0.1"\0\0';
  const refusal = Buffer.concat([Buffer.from('4500000000', 'hex'), Buffer.from(said)]);
  refusal.writeInt32BE(refusal.length - 1, 1);
  const port = await serverThat((socket) => socket.once('data', () => socket.end(refusal)));
  expect(await asked('postgresql', port)).toMatchObject({
    trouble: 'denied',
    message: `127.0.0.1:${port} does not let this user in: no pg_hba.conf entry for host "10.0.0.1".`,
  });
});

test('the setting ALLOWED_HOSTS knows a host of any capitals', () => {
  expect(hostRule(['DB.internal:5432'])(new URL('postgresql://Db.Internal:5432/shop'))).toBe(true);
});

const auth = (type: number): Buffer => {
  const message = Buffer.from('520000000800000000', 'hex');
  message.writeInt32BE(type, 5);
  return message;
};
