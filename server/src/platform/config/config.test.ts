import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelSettings } from '../../channels/index.ts';
import { ConfigError, describeSettings, readConfig } from './index.ts';

test('with nothing set, the defaults run on one machine with nothing else installed', () => {
  expect(readConfig({}, {})).toMatchObject({
    dataDir: './data',
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: 7080,
    publicUrl: 'http://127.0.0.1:7080',
    role: 'all',
    trustedProxies: [],
  });
});

test('every fault is reported at once, by the name of its setting', () => {
  const read = () =>
    readConfig(channelSettings, {
      SMTP_URL: 'http://mail',
      PORT: 'eighty',
      TOCSIN_ROLE: 'both',
      DATABASE_URL: 'mysql://x',
      TOCSIN_SECRET: 'short',
      TRUSTED_PROXIES: '10.0.0.0/99',
      TOCSIN_DB_CONNECTIONS: '5',
    });
  expect(read).toThrow(ConfigError);
  for (const name of [
    'SMTP_URL',
    'PORT',
    'TOCSIN_ROLE',
    'DATABASE_URL',
    'TOCSIN_SECRET',
    'TRUSTED_PROXIES',
    'TOCSIN_DB_CONNECTIONS',
  ])
    expect(read).toThrow(name);
});

test('an empty value counts as absent', () => {
  const config = readConfig(channelSettings, { SMTP_URL: '', PORT: '' });
  expect(config.port).toBe(7080);
  expect(config.channels.SMTP_URL).toBeUndefined();
});

test('proxies are addresses or ranges', () => {
  expect(readConfig({}, { TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1' }).trustedProxies).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    '::1',
  ]);
  for (const bad of ['localhost', '10.0.0.0/33', '1.2.3.4/', '1.2.3.4/8/8'])
    expect(() => readConfig({}, { TRUSTED_PROXIES: bad })).toThrow(ConfigError);
});

test('what would fail only later, in a mail or a link, is refused at the start', () => {
  for (const [name, bad, good] of [
    ['MAIL_FROM', 'hello world', 'Tocsin (Europe) <tocsin@example.com>'],
    ['MAIL_FROM', 'Tocsin <tocsin>', 'tocsin@example.com'],
    ['TOCSIN_URL', 'https://example.com/tocsin', 'https://example.com/'],
    ['TOCSIN_URL', 'https://example.com?x=1', 'http://10.0.0.7:7080'],
    ['ALLOWED_HOSTS', 'http://x/y', 'hooks.internal, 10.0.0.7:8080, [::1]:8080'],
  ] as const) {
    expect(() => readConfig(channelSettings, { [name]: bad }), bad).toThrow(name);
    expect(() => readConfig(channelSettings, { [name]: good }), good).not.toThrow();
  }
  expect(() => readConfig({}, { PORT: 'abc' })).toThrow('PORT: must be a whole number from 0 to 65535');
});

test('api and worker need a database that they can share', () => {
  expect(() => readConfig({}, { TOCSIN_ROLE: 'api' })).toThrow('DATABASE_URL is required');
  expect(readConfig({}, { TOCSIN_ROLE: 'api', DATABASE_URL: 'postgres://h/d' }).role).toBe('api');
});

test('compose.yml hands on every setting but those of the container itself', () => {
  const compose = readFileSync(new URL('../../../../compose.yml', import.meta.url), 'utf8');
  const handedOn = new Set([...compose.matchAll(/^ {6}([A-Z_]+): .*\$\{/gm)].map(([, name]) => name));
  const missing = describeSettings(channelSettings).filter(({ name }) => !handedOn.has(name));
  expect(missing.map(({ name }) => name)).toEqual(['TOCSIN_DATA', 'HOST', 'PORT']);
});
