import { expect, test } from 'vitest';
import type { Alert } from '../../detection/index.ts';
import { Temporal } from '../../kernel/index.ts';
import { parseQuery } from './query.ts';

const at = Temporal.Instant.from('2031-03-03T14:00:00Z');
const alert: Alert = {
  ...{ id: '1', integrationId: 'i', dedupKey: 'disk/web1', status: 'firing', title: 'Disk full on web1' },
  ...{ description: 'Only 1 % left', severityWord: 'P1', severity: 'P1', source: 'web1', links: [] },
  labels: { tags: 'env:prod, db', entity: 'web1' },
  ...{
    startsAt: at,
    endsAt: null,
    firstSeenAt: at,
    lastSeenAt: at,
    count: 1,
    payloadId: '',
    latestPayloadId: '',
  },
  ...{ acknowledgedAt: null, resolvedAt: null, closedWithIncident: false, systemId: null, teamId: null },
  ...{ incidentId: null, heldUntil: null, expiresAt: null, silencedBy: [] },
};

test.each([
  ['', true],
  ['status:open', true],
  ['status = closed', false],
  ['status: open AND priority: P1', true],
  ['status:open priority:P2', false],
  ['alias:"disk/web1"', true],
  ['alias:disk', false],
  ['tag:env:prod', true],
  ['tag:env', false],
  ['message:"disk full"', true],
  ['disk', true],
  ['memory', false],
  ['acknowledged:false', true],
])('%s', (query, expected) => {
  const read = parseQuery(query);
  expect(read.ok && read.value.matches(alert)).toBe(expected);
});

test.each([
  ['', true],
  ['status:open', true],
  ['status: closed AND status:closed', true],
  ['status:open status:closed', false],
  ['status:snoozed', false],
  ['status:open disk', false],
])('the status is all that "%s" asks for: %s', (query, expected) => {
  const read = parseQuery(query);
  expect(read.ok && read.value.isStatusOnly).toBe(expected);
});

test.each(['a OR b', 'NOT a', '(a)', 'count > 5', 'owner:ana', '"'])(
  '"%s" is refused rather than guessed',
  (query) => {
    expect(parseQuery(query).ok).toBe(false);
  },
);
