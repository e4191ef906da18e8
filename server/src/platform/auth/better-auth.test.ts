import { expect, test } from 'vitest';
import { Gate } from '../../../test/fakes/gate.ts';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { isConnectionLost, openDatabase } from '../db/index.ts';
import { createLog } from '../log/index.ts';
import { createAuth, sessionOf } from './better-auth.ts';
import { createCredentials } from './credentials.ts';

test('while the database is away whoever is signed in is told so, and nothing is logged as a fault of ours', async () => {
  const { url: direct, drop } = await cloneDatabase();
  const url = new URL(direct);
  const gate = await Gate.before(Number(url.port));
  url.port = String(gate.port);
  const database = openDatabase(url.toString(), { max: 1, name: 'test', onError: () => undefined });
  const faults: string[] = [];
  const { auth, close } = createAuth({
    database,
    publicUrl: 'http://localhost',
    secret: 'a secret of at least thirty-two letters',
    log: createLog('error', { write: (line) => void faults.push(line) }),
    redeemSignInLink: async () => undefined,
  });
  const person = {
    id: 'ada',
    name: 'Ada',
    email: 'ada@example.org',
    role: 'responder',
    active: true,
    timezone: 'UTC',
  } as const;
  try {
    await createCredentials(auth).setPassword(person, 'a sentence is good');
    const response = await auth.api.signInEmail({
      body: { email: person.email, password: 'a sentence is good' },
      asResponse: true,
    });
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    expect((await sessionOf(auth, { cookie }))?.user.id).toBe('ada');
    await gate.cut();
    for (let times = 0; times < 3; times += 1) {
      const error = await sessionOf(auth, { cookie }).catch((reason: unknown) => reason);
      expect(isConnectionLost(error)).toBe(true);
    }
    expect(faults).toEqual([]);
  } finally {
    await close();
    await database.close();
    await gate.cut();
    await drop();
  }
});
