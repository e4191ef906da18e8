import { describe, expect, test } from 'vitest';
import { type Mapping, mappingSchema, type Signal } from '../../detection/index.ts';
import { parseWebhook } from './parse.ts';

const NO_MAPPING: Mapping = {};

function read(
  body: object,
  mapping: Mapping = NO_MAPPING,
): { signals: readonly Signal[]; ignored: readonly string[] } {
  const found = parseWebhook(body, mappingSchema.parse(mapping));
  if (!found.ok) throw new Error(found.error);
  return found.value;
}
const one = (body: object, mapping?: Mapping) => read(body, mapping).signals[0];

describe('[DET-1] words for "over"', () => {
  test.each([
    'resolved',
    'OK',
    'Closed',
    'recovered',
    'up',
    'normal',
    'clear',
    'cleared',
    'healthy',
    'green',
    'success',
    'done',
    'expired',
    'inactive',
  ])('%s', (status) => expect(one({ title: 'Queue is stuck', status })?.action).toBe('resolve'));

  test.each(['open', 'firing', 'completed', 'finished', 'unhealthy', 'expiring', 'a word of its own'])(
    '%s is none',
    (status) => expect(one({ title: 'Queue is stuck', status })?.action).toBe('trigger'),
  );

  test.each(['Certificate of shop.example.com', 'SSL check', 'Heartbeat of the backup'])(
    '“expired” about “%s” is the alert and not its end',
    (title) => expect(one({ title, status: 'expired' })?.action).toBe('trigger'),
  );
});

describe('[DET-1] what tells alerts apart', () => {
  test.each([
    'alert_uid',
    'dedup',
    'dedup_key',
    'uid',
    'problem_id',
    'incident_id',
    'fingerprint',
    'check_id',
    'event_id',
  ])('%s', (name) => expect(one({ title: 'Disk is full', [name]: 'a-1' })?.dedupKey).toBe('a-1'));

  test('what stays the same over an alert’s life goes before what may change with a delivery', () => {
    const body = {
      title: 'Disk is full',
      event_id: 'delivery 4',
      check_id: 'check',
      id: 'id',
      incident_id: 'incident',
    };
    expect(one(body)?.dedupKey).toBe('incident');
    const { incident_id: _, ...second } = body;
    expect(one(second)?.dedupKey).toBe('id');
    const { id: __, ...third } = second;
    expect(one(third)?.dedupKey).toBe('check');
  });

  test('a name that holds an object is passed over', () => {
    expect(one({ title: 'Disk is full', dedup: {}, alert_id: null, id: 7 })?.dedupKey).toBe('7');
  });

  test('a mapping’s own key is not second-guessed', () => {
    const mapping = { dedup_key: 'ref' };
    expect(one({ title: 'Disk is full', event_id: 'e', status: 'ok' }, mapping)).toMatchObject({
      dedupKey: 'Disk is full',
    });
    expect(one({ title: 'Disk is full', ref: 'r', status: 'ok' }, mapping)?.pairs).toBeUndefined();
    expect(one({ title: '[OK] Disk' }, { resolve_when: ['ok'] })?.pairs).toBeUndefined();
  });

  test('what says by its title only that it is over is no end by itself', () => {
    expect(one({ title: '[OK] Disk', id: 7 })).toMatchObject({
      ...{ action: 'trigger', dedupKey: '7', pairs: { key: 'alert', unsure: true } },
    });
    expect(one({ title: '[OK] Disk', status: 'firing' })?.pairs).toBeUndefined();
  });
});

describe('[DET-1] a mapping says what is no alert', () => {
  const deployment = (state: string, action = 'created') => ({
    title: 'Deployment',
    action,
    deployment: { state, branch: 'main' },
  });
  const mapping: Mapping = {
    dedup_key: 'deployment.branch',
    status: 'deployment.state',
    ignore_when: ['pending', { action: ['requested', 'in_progress'], 'deployment.branch': '*' }],
    resolve_when: ['success'],
    trigger_when: ['failure', { 'deployment.state': 'error', 'deployment.branch': ['main', 'release'] }],
  };

  test.each([
    ['failure', 'created', 'trigger'],
    ['FAILURE', 'created', 'trigger'],
    ['error', 'created', 'trigger'],
    ['success', 'created', 'resolve'],
    ['pending', 'created', 'ignore_when: pending'],
    ['failure', 'requested', 'ignore_when: action is requested or in_progress, deployment.branch is given'],
    ['unknown', 'created', 'not in trigger_when: status "unknown"'],
  ])('%s of %s: %s', (state, action, expected) => {
    const { signals, ignored } = read(deployment(state, action), mapping);
    expect(signals[0]?.action ?? ignored[0]).toBe(expected);
  });

  test('a path that leads nowhere is named, since it may be misspelt', () => {
    const { ignored } = read(deployment('failure'), { trigger_when: [{ 'deploment.state': 'failure' }] });
    expect(ignored).toEqual(['not in trigger_when: status "created"; nothing at "deploment.state"']);
  });

  test('of a list, each element is looked at, then the body around it', () => {
    const body = {
      group: 'prod',
      events: [
        { title: 'A', state: 'bad' },
        { title: 'B', state: 'silent' },
        { title: 'C', state: 'bad', group: 'test' },
      ],
    };
    const { signals, ignored } = read(body, {
      items: 'events',
      ignore_when: ['silent'],
      trigger_when: [{ group: 'prod' }],
    });
    expect(signals.map(({ title }) => title)).toEqual(['A']);
    expect(ignored).toEqual(['ignore_when: silent', 'not in trigger_when: status "bad"']);
  });

  test.each([
    [{ ignore_when: [] }, 'ignore_when'],
    [{ trigger_when: [] }, 'trigger_when'],
    [{ ignore_when: [{}] }, 'ignore_when.0'],
    [{ trigger_when: [{ action: [] }] }, 'trigger_when.0'],
    [{ trigger_when: 'failure' }, 'trigger_when'],
    [{ resolve_when: ['ok'], ignore_when: ['OK'] }, 'ignore_when'],
    [{ trigger_when: ['failed'], ignore_when: ['failed'] }, 'ignore_when'],
  ])('%j is refused at %s', (wrong, where) => {
    const checked = mappingSchema.safeParse(wrong);
    expect(checked.error?.issues.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining([expect.stringContaining(where)]),
    );
  });

  test('a number is told to be put in quotes', () => {
    expect(mappingSchema.safeParse({ resolve_when: [1] }).error?.issues[0]?.message).toContain('in quotes');
  });

  test('what earlier versions saved stays valid', () => {
    const saved = { resolve_when: ['ok'], acknowledge_when: ['ok', 'seen'], title: 'n' };
    expect(mappingSchema.parse(saved)).toEqual(saved);
  });
});

describe('texts with paths in braces', () => {
  const body = { host: 'web1', check: { name: 'Disk' } };
  test('are filled in', () => {
    const mapping = { title: '{check.name} on {host}', dedup_key: '{host}/{/check/name}' };
    expect(one(body, mapping)).toMatchObject({ title: 'Disk on web1', dedupKey: 'web1/Disk' });
  });
  test('count as absent unless all paths hold a value', () => {
    expect(one(body, { title: ['{check.name} in {zone}', 'check.name'] })?.title).toBe('Disk');
  });
});
