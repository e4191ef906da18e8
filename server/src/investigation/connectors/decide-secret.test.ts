import { expect, test } from 'vitest';
import { decideSecret } from './decide-secret.ts';

const url = 'https://prometheus.example.com/one';
const options = {};
const before = { auth: 'bearer', url, sealedSecret: 'sealed', options } as const;
const body = { auth: 'bearer', url, username: null, options } as const;
const database = { ...body, url: 'postgresql://db.example.com/shop' };
const again = { kind: 'fault', path: 'secret', message: expect.stringMatching(/^Enter the secret again/) };
const missing = { kind: 'fault', path: 'secret', message: 'Enter the secret.' };

test.each([
  ['none is needed', before, { ...body, auth: 'none' }, { kind: 'none' }],
  ['a new one', undefined, { ...body, secret: 's' }, { kind: 'entered', secret: 's' }],
  ['another one', before, { ...body, secret: 's' }, { kind: 'entered', secret: 's' }],
  ['none, and none before', undefined, body, missing],
  ['none, and none stored', { ...before, sealedSecret: null }, body, missing],
  ['the kept one', before, body, { kind: 'kept', sealed: 'sealed' }],
  [
    'the kept one on another path',
    before,
    { ...body, url: `${url}/two` },
    { kind: 'kept', sealed: 'sealed' },
  ],
  ['the kept one for another host', before, { ...body, url: 'https://evil.example.com' }, again],
  ['the kept one for another port', before, { ...body, url: 'https://prometheus.example.com:81' }, again],
  ['the kept one without encryption', before, { ...body, url: 'http://prometheus.example.com' }, again],
  ['the kept one as another kind', before, { ...body, auth: 'api_key' }, again],
  ['the kept one of a database', { ...before, ...database }, database, { kind: 'kept', sealed: 'sealed' }],
  [
    'the kept one for another database server',
    { ...before, ...database },
    { ...database, url: 'postgresql://evil.example.com/shop' },
    again,
  ],
  [
    'the kept one for whoever answers',
    { ...before, ...database },
    { ...database, options: { tls: 'encrypt' } },
    again,
  ],
  [
    'no user name',
    undefined,
    { ...body, auth: 'basic', secret: 's' },
    { kind: 'fault', path: 'username', message: 'Enter a user name.' },
  ],
] as const)('%s', (_, stored, asked, step) => {
  expect(decideSecret(stored, asked)).toEqual(step);
});
