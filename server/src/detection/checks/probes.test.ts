import { expect, test } from 'vitest';
import { Temporal } from '../../kernel/index.ts';
import { type Probe, probeSchema } from './model.ts';
import { look } from './probes.ts';

const parses = (probe: object): boolean => probeSchema.safeParse(probe).success;

test.each([
  ['db.example.com', true],
  ['db.example.com.', true],
  ['db_1', true],
  ['10.0.0.5', true],
  ['2001:db8::5', true],
  ['::1', true],
  ['10.0.0.5:5432', false],
  ['db.example.com:5432', false],
  ['10.0.0.256', false],
  ['10.0.0', false],
  ['1:2', false],
  ['[::1]', false],
  ['fe80::1%eth0', false],
  ['db example', false],
  ['https://db.example.com', false],
])('the host %s of a port is accepted: %s', (host, accepted) => {
  expect(parses({ kind: 'tcp', host, port: 5432 })).toBe(accepted);
});

test.each([
  ['shop.example.com', true],
  ['_sip._tcp.example.com', true],
  ['10.0.0.5', false],
  ['::1', false],
])('the DNS name %s is accepted: %s', (name, accepted) => {
  expect(parses({ kind: 'dns', name })).toBe(accepted);
});

const broken: Probe = { kind: 'tcp', host: '10.0.0.5:5432', port: 5432 };
const metric: Probe = { kind: 'prometheus', connector: 'p', query: 'q', above: 1 };
test.each([
  [broken, /^The check could not be run: Invalid URL/],
  [metric, /^The check could not be run: No key opens this\.$/],
])('what goes wrong is a failed look and never an exception: %#', async (probe, message) => {
  const ports = {
    clock: { now: () => Temporal.Instant.from('2031-03-03T14:00:00Z') },
    allowed: () => true,
    values: () => Promise.reject(new Error('No key opens this.')),
  };
  expect(await look(probe, ports)).toEqual({ well: false, message: expect.stringMatching(message) });
});
