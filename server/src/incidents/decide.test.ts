import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Actor, canonicalJson, Fault, type Json, Temporal } from '../kernel/index.ts';
import { type Policy, parsePolicy, SEVERITIES, type Severity } from '../policy/index.ts';
import { decide } from './decide.ts';
import type { Facts } from './decide-common.ts';
import { type DeclareByHand, declareByHand, declareFromAlerts } from './decide-declare.ts';
import { merge, mergePreview } from './decide-merge.ts';
import { type EntryDraft, incidentEntries } from './entries/index.ts';
import { createRegistry, firstBroken, GENESIS, type Head, type Sealed, seal } from './log/index.ts';
import { type Incident, NOTE_TYPES } from './model.ts';
import type { Command } from './model-commands.ts';
import { project } from './project.ts';

const registry = createRegistry([incidentEntries]);
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const start = Temporal.Instant.from('2031-03-03T09:00:00Z');
const parsed = parsePolicy(readFileSync(new URL('../../../policy/default.yaml', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error('the shipped policy does not parse');
const policy: Policy = parsed.value;

const ana: Actor = { kind: 'person', personId: 'ana', via: 'web' };
const ben: Actor = { kind: 'person', personId: 'ben', via: 'link' };
const monitor: Actor = { kind: 'integration', integrationId: 'prometheus' };

const facts: Facts = {
  actor: ana,
  now: start,
  policy,
  systems: new Map([
    ['checkout', { customerFacing: true, archived: false }],
    ['billing', { customerFacing: false, archived: false }],
    ['old', { customerFacing: false, archived: true }],
  ]),
  people: new Map([
    ['ana', { active: true }],
    ['ben', { active: true }],
    ['gone', { active: false }],
  ]),
};
const declareFacts = {
  ...facts,
  number: 1,
  policyVersion: 1,
  defaultTeamId: 'platform',
  teamOf: (system: string) => (system === 'checkout' ? 'shop' : 'money'),
};
const byHand: DeclareByHand = {
  title: 'Checkout is down',
  severity: 'P2',
  severityReason: null,
  answers: {},
  systemIds: [],
  customerFacing: null,
  symptoms: '',
  startedAt: null,
  detectedAt: null,
};

interface World {
  readonly incident: Incident;
  readonly entries: readonly Sealed[];
  readonly head: Head;
}

function append(world: World | null, drafts: readonly EntryDraft[], actor: Actor, now = start): World {
  const sealed = seal('an-incident', world?.head ?? GENESIS, drafts.map(registry.check), {
    ...{ actor, now, hash },
    commandId: 'a-command',
  });
  const entries = [...(world?.entries ?? []), ...sealed.entries];
  return { incident: project(registry, world?.incident ?? null, sealed.entries), entries, head: sealed.head };
}

const declared = (input: Partial<DeclareByHand> = {}): World =>
  append(null, declareByHand({ ...byHand, ...input }, declareFacts), ana);
const fromAlerts = (): World =>
  append(
    null,
    declareFromAlerts(
      {
        title: 'High error rate',
        description: undefined,
        severity: 'P4',
        severityWord: 'info',
        systemIds: ['checkout'],
        teamId: 'shop',
        startedAt: undefined,
        detectedAt: start,
        count: 2,
        others: [],
        moreOthers: 0,
        allLabels: [],
      },
      { ...declareFacts, actor: monitor },
    ),
    monitor,
  );

const run = (world: World, command: Command, actor: Actor = ana): World => {
  const { entries } = decide(world.incident, command, { ...facts, actor });
  return entries.length === 0 ? world : append(world, entries, actor);
};
const kinds = (world: World): string[] => world.entries.map((entry) => entry.kind);

function faultOf(work: () => unknown): Fault {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('declaring by hand', () => {
  test.each([
    [{ complete_outage: true }, null, 'P1'],
    [{ complete_outage: false, multiple_users: true, cosmetic: true }, null, 'P2'],
    [{ cosmetic: true }, 'P4', 'P4'],
    [{}, 'P3', 'P3'],
  ] as const)('answers %j and the choice %s give %s', (answers, severity, expected) => {
    expect(declared({ answers, severity }).incident.severity).toBe(expected);
  });

  test('another level than the suggested one needs a reason, which is kept', () => {
    const answers = { data_loss: true };
    expect(faultOf(() => declared({ answers, severity: 'P3' })).fields[0]?.path).toBe('severityReason');
    const world = declared({ answers, severity: 'P3', severityReason: 'Only test data.' });
    expect(world.entries[0]?.data).toMatchObject({ suggested: 'P1', reason: 'Only test data.' });
  });

  test.each<[string, Partial<DeclareByHand>, string]>([
    ['a system that is not there', { systemIds: ['checkout', 'nowhere'] }, 'systems.1'],
    ['an archived system', { systemIds: ['old'] }, 'systems.0'],
    ['no severity and no yes', { severity: null }, 'severity'],
    ['an unknown criterion', { answers: { moon: true } }, 'answers.moon'],
    ['a start in the future', { startedAt: start.add({ minutes: 1 }) }, 'startedAt'],
    [
      'a detection before the start',
      { startedAt: start, detectedAt: start.subtract({ minutes: 1 }) },
      'startedAt',
    ],
  ])('%s is refused', (_, input, path) => {
    expect(faultOf(() => declared(input)).fields[0]?.path).toBe(path);
  });

  test('customers are affected when one of the systems faces them, unless the person says otherwise', () => {
    expect(declared({ systemIds: ['billing', 'checkout'] }).incident.customerFacing).toBe(true);
    const world = declared({ systemIds: ['checkout'], customerFacing: false });
    expect(world.incident).toMatchObject({ customerFacing: false, customerFacingBy: 'person' });
    expect(world.incident.teamId).toBe('shop');
    expect(declared().incident.teamId).toBe('platform');
  });
});

describe('what a double click would hurt', () => {
  test.each<[string, Command]>([
    ['acknowledge', { type: 'acknowledge' }],
    ['take_command', { type: 'take_command', personId: 'ana' }],
    ['confirm_severity', { type: 'confirm_severity', answers: {}, reason: null }],
    ['change_severity', { type: 'change_severity', severity: 'P1', answers: {}, reason: null }],
    ['set_customer_facing', { type: 'set_customer_facing', customerFacing: false, reason: null }],
    ['change_visibility', { type: 'change_visibility', visibility: 'restricted', reason: null }],
    ['change_systems', { type: 'change_systems', add: ['billing'], remove: [] }],
    ['change_responders', { type: 'change_responders', add: ['ben'], remove: [] }],
    ['change_status', { type: 'change_status', to: 'mitigating', note: null }],
    ['resolve', { type: 'resolve', resolution: 'Restarted it.', ending: 'fixed', waivers: [] }],
    ['alerts_cleared', { type: 'alerts_cleared' }],
  ])('%s twice is once', (_, command) => {
    const once = run(fromAlerts(), command);
    expect(once.entries.length).toBeGreaterThan(1);
    expect(run(once, command)).toBe(once);
  });
});

describe('lifecycle', () => {
  test('the second to acknowledge joins, the first is kept', () => {
    const world = run(run(declared(), { type: 'acknowledge' }), { type: 'acknowledge' }, ben);
    expect(world.incident.acknowledgedBy).toEqual(ana);
    expect(world.incident.responderIds).toEqual(['ana', 'ben']);
    expect(decide(world.incident, { type: 'acknowledge' }, facts)).toEqual({
      entries: [],
      acknowledgedAgain: true,
    });
  });

  test('an acknowledgement on what is over does nothing', () => {
    const over = run(declared(), { type: 'resolve', resolution: 'Done.', ending: 'fixed', waivers: [] });
    expect(decide(over.incident, { type: 'acknowledge' }, facts)).toEqual({ entries: [] });
  });

  test('only somebody who is still here can take command', () => {
    expect(faultOf(() => run(declared(), { type: 'take_command', personId: 'gone' })).kind).toBe('invalid');
  });

  test('whoever takes command is there; whoever is given it may be asleep', () => {
    const taken = run(declared(), { type: 'take_command', personId: 'ana' });
    expect(taken.incident).toMatchObject({ roles: { incident_commander: 'ana' }, acknowledgedBy: ana });
    const given = run(declared(), { type: 'take_command', personId: 'ben' });
    expect(given.incident).toMatchObject({ roles: { incident_commander: 'ben' }, acknowledgedAt: null });
  });

  test('an answer for a role leaves the incident unacknowledged, and ends the pages of whoever gives it', () => {
    const forRole: Command = { type: 'acknowledge', forRole: true };
    const { entries, acknowledgedAgain } = decide(declared().incident, forRole, { ...facts, actor: ben });
    expect(entries.map(({ kind }) => kind)).toEqual(['responder_added']);
    expect(acknowledgedAgain).toBe(true);
  });

  test.each<[string, Command, string | undefined]>([
    [
      'assigned',
      { type: 'assign_role', role: 'communications_lead', personId: 'ben', note: null },
      'incident_not_open',
    ],
    ['taken', { type: 'take_command', personId: 'ana' }, 'incident_not_open'],
    ['released, which nobody has', { type: 'release_role', role: 'scribe', note: null }, undefined],
    ['released, which is no role', { type: 'release_role', role: 'constructor', note: null }, undefined],
  ])('a role of an incident that is over is %s', (_, command, code) => {
    const over = run(declared(), { type: 'resolve', resolution: 'Done.', ending: 'fixed', waivers: [] });
    if (code === undefined) expect(decide(over.incident, command, facts)).toEqual({ entries: [] });
    else expect(faultOf(() => run(over, command)).code).toBe(code);
  });

  test.each(['constructor', '__proto__', 'toString', 'cto'])(
    '%s is no role that an incident assigns',
    (role) => {
      const command: Command = { type: 'assign_role', role, personId: 'ben', note: null };
      expect(faultOf(() => run(declared(), command)).fields[0]?.path).toBe('role');
    },
  );

  test('a workaround means mitigating', () => {
    const world = run(declared(), { type: 'note', note: 'workaround', text: 'Rerouted.', happenedAt: null });
    expect(world.incident.status).toBe('mitigating');
  });

  test('reopened, it is not acknowledged any more, unless whoever reopens it is at work on it', () => {
    const over = run(run(fromAlerts(), { type: 'acknowledge' }), { type: 'alerts_cleared' });
    expect(over.incident.status).toBe('resolved');
    const again = (acknowledge: boolean) =>
      run(
        over,
        { type: 'reopen', reason: null, acknowledge },
        { kind: 'person', personId: 'ben', via: 'web' },
      ).incident;
    expect(again(false).acknowledgedAt).toBeNull();
    expect(again(true)).toMatchObject({ acknowledgedBy: { kind: 'person', personId: 'ben' } });
    expect(again(true).responderIds).toContain('ben');
    const fires = run(over, { type: 'alerts_refired' }, monitor);
    expect(fires.incident).toMatchObject({
      status: 'investigating',
      acknowledgedAt: null,
      monitoringClearAt: null,
    });
    expect(fires.incident.firstAcknowledgedAt).toEqual(start);
  });
});

describe('alerts', () => {
  test.each(SEVERITIES)('all clear at %s resolves by itself only where the policy says so', (severity) => {
    const at = run(fromAlerts(), { type: 'change_severity', severity, answers: {}, reason: null });
    const world = run(at, { type: 'alerts_cleared' });
    expect(world.incident.monitoringClearAt).not.toBeNull();
    expect(world.incident.status).toBe(severity === 'P4' ? 'resolved' : 'investigating');
  });

  test('a new alert after the resolution reopens; one that came before it only counts', () => {
    const over = run(fromAlerts(), { type: 'resolve', resolution: 'Done.', ending: 'fixed', waivers: [] });
    const joined = (lastAt: typeof start | 'now') =>
      run(over, { type: 'alerts_joined', count: 1, alerts: [], lastAt }, monitor);
    expect(joined(start).incident.status).toBe('resolved');
    expect(joined(start.add({ seconds: 1 })).incident.status).toBe('investigating');
    expect(joined('now').incident.status).toBe('investigating');
  });

  const named = (severity: Severity) => ({
    ...{ title: 'High error rate', severity, severityWord: 'critical', clearSeconds: null },
  });
  const worse: Command = {
    ...{ type: 'alert_severity_raised', joined: false, alerts: [named('P1')], count: 1 },
  };
  test('a worse word counts as long as nobody has confirmed', () => {
    const world = run(fromAlerts(), worse, monitor);
    expect(world.incident).toMatchObject({ severity: 'P1', severityConfirmedAt: null });
  });

  test("after that the person's judgement stands, and the doubt is on the record", () => {
    const confirmed = run(fromAlerts(), { type: 'confirm_severity', answers: {}, reason: null });
    const world = run(confirmed, worse, monitor);
    expect(world.incident.severity).toBe('P4');
    expect(kinds(world).at(-1)).toBe('severity_questioned');
  });

  test('adding a system that faces customers tells so; a person who said otherwise is left alone', () => {
    const add: Command = { type: 'change_systems', add: ['checkout'], remove: [] };
    expect(run(declared(), add).incident.customerFacing).toBe(true);
    const insisted = run(
      run(declared({ customerFacing: true }), {
        type: 'set_customer_facing',
        customerFacing: false,
        reason: null,
      }),
      add,
    );
    expect(insisted.incident.customerFacing).toBe(false);
  });
});

describe('merging', () => {
  const mergeFacts = { ...facts, news: [] };
  const incident = (patch: Partial<Incident>): Incident => ({ ...declared().incident, ...patch });
  const a = incident({ id: 'a', number: 1, systemIds: ['checkout'], alertCount: 3 });
  const b = incident({ id: 'b', number: 2 });

  test('both logs say so, systems and customers come along', () => {
    const { source, target } = merge(a, b, null, mergeFacts);
    expect(source.map(({ kind }) => kind)).toEqual(['merged_into']);
    expect(target).toMatchObject([
      { kind: 'merged_from', data: { number: 1, alerts: 3 } },
      { kind: 'systems_changed', data: { added: ['checkout'] } },
      { kind: 'customer_facing_changed', data: { customerFacing: true } },
    ]);
  });

  describe('of an open P1 that nobody has answered', () => {
    const worst = incident({ id: 'a', number: 1, severity: 'P1' });
    const answered = { severity: 'P3', acknowledgedAt: start, acknowledgedBy: ben } as const;
    const raised = { severity: { from: 'P3', to: 'P1' } };
    const into = (target: Incident, actor: Actor = ana) =>
      mergePreview(merge(worst, target, null, { ...mergeFacts, actor }));

    test('raises the other to P1, unconfirmed, and its acknowledgement no longer counts', () => {
      const target = run(declared({ severity: 'P3' }), { type: 'acknowledge' }, ben);
      const merged = append(target, merge(worst, target.incident, null, mergeFacts).target, ana).incident;
      expect(merged).toMatchObject({ severity: 'P1', severityConfirmedAt: null, acknowledgedAt: null });
      expect(into(target.incident)).toEqual({ ...raised, unanswered: true });
    });

    test.each<[string, Partial<Incident>, Actor, object]>([
      ['nothing to void: it was not acknowledged', { severity: 'P3' }, ana, { ...raised, unanswered: false }],
      ['whoever merges is at work on it', { ...answered, responderIds: ['ana'] }, ana, { unanswered: false }],
      ['somebody answered for something as bad', { ...answered, severity: 'P1' }, ana, { unanswered: false }],
      ['a milder one changes nothing', { ...answered, severity: 'P1' }, ana, { severity: null }],
    ])('%s', (_, target, actor, expected) => {
      expect(into(incident({ id: 'b', number: 2, ...target }), actor)).toMatchObject(expected);
    });
  });

  test.each<[string, Incident, Incident, string]>([
    ['into itself', a, a, 'merge_into_itself'],
    [
      'into one that was merged (a circle)',
      a,
      incident({ id: 'b', status: 'merged', mergedIntoId: 'a' }),
      'merge_target_merged',
    ],
    [
      'what was merged elsewhere',
      incident({ id: 'a', status: 'merged', mergedIntoId: 'c' }),
      b,
      'already_merged',
    ],
    [
      'an open one into a resolved one',
      a,
      incident({ id: 'b', status: 'resolved' }),
      'merge_target_resolved',
    ],
    [
      'what not everybody may see, into what everybody sees',
      incident({ id: 'a', visibility: 'restricted' }),
      b,
      'merge_visibility_differs',
    ],
  ])('%s is refused', (_, source, target, code) => {
    expect(faultOf(() => merge(source, target, null, mergeFacts)).code).toBe(code);
  });

  test('the same merge again changes nothing', () => {
    const merged = incident({ id: 'a', status: 'merged', mergedIntoId: 'b' });
    expect(merge(merged, b, null, mergeFacts)).toEqual({ source: [], target: [] });
  });

  test('work goes on in the other one', () => {
    const merged = incident({ status: 'merged', mergedIntoId: 'b' });
    expect(
      faultOf(() => decide(merged, { type: 'resolve', resolution: 'x', ending: 'fixed', waivers: [] }, facts))
        .code,
    ).toBe('incident_merged');
  });
});

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constant<Command>({ type: 'acknowledge' }),
  fc.constantFrom('ana', 'ben').map((personId): Command => ({ type: 'take_command', personId })),
  fc.constant<Command>({ type: 'confirm_severity', answers: {}, reason: null }),
  fc.record({ severity: fc.constantFrom(...SEVERITIES), data_loss: fc.boolean() }).map(
    ({ severity, data_loss }): Command => ({
      type: 'change_severity',
      severity,
      answers: { data_loss },
      reason: 'Because.',
    }),
  ),
  fc
    .boolean()
    .map((customerFacing): Command => ({ type: 'set_customer_facing', customerFacing, reason: null })),
  fc
    .constantFrom('organisation' as const, 'restricted' as const)
    .map((visibility): Command => ({ type: 'change_visibility', visibility, reason: null })),
  fc.tuple(fc.subarray(['checkout', 'billing']), fc.subarray(['checkout', 'billing'])).map(
    ([add, remove]): Command => ({
      type: 'change_systems',
      add,
      remove: remove.filter((id) => !add.includes(id)),
    }),
  ),
  fc
    .tuple(fc.subarray(['ana', 'ben']), fc.subarray(['ana', 'ben']))
    .map(([add, remove]): Command => ({ type: 'change_responders', add, remove })),
  fc
    .record({ title: fc.option(fc.string({ minLength: 1 })), symptoms: fc.option(fc.string()) })
    .map((texts): Command => ({ type: 'change_details', startedAt: null, detectedAt: null, ...texts })),
  fc.record({ note: fc.constantFrom(...NOTE_TYPES), text: fc.string(), ago: fc.nat(600) }).map(
    ({ note, text, ago }): Command => ({
      type: 'note',
      note,
      text,
      happenedAt: start.subtract({ seconds: ago }),
    }),
  ),
  fc
    .constantFrom<'investigating' | 'mitigating'>('investigating', 'mitigating')
    .map((to): Command => ({ type: 'change_status', to, note: null })),
  fc.constant<Command>({ type: 'resolve', resolution: 'Restarted it.', ending: 'fixed', waivers: [] }),
  fc.boolean().map((acknowledge): Command => ({ type: 'reopen', reason: null, acknowledge })),
  fc.constant<Command>({ type: 'alerts_cleared' }),
  fc.constant<Command>({ type: 'alerts_refired' }),
  fc.nat(5_000).map((count): Command => ({ type: 'alerts_joined', count, alerts: [], lastAt: start })),
  fc.tuple(fc.constantFrom(...SEVERITIES), fc.boolean()).map(
    ([severity, joined]): Command => ({
      type: 'alert_severity_raised',
      joined,
      alerts: [{ title: 'High error rate', severity, severityWord: null, clearSeconds: null }],
      count: 1,
    }),
  ),
);

const plain = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value)) as Json);
const names = {
  person: (id: string) => id,
  system: (id: string) => id,
  team: (id: string) => id,
  integration: (id: string) => id,
  channel: (kind: string) => (kind === 'email' ? 'e-mail' : kind),
  role: (role: string) => role,
};

describe('any history of commands', () => {
  const history = fc.array(fc.tuple(anyCommand, fc.constantFrom(ana, ben, monitor)), { maxLength: 40 });

  test('the row is what the log tells, the chain is whole, every entry is valid and can be said', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (commands, byAlerts) => {
        let world = byAlerts ? fromAlerts() : declared();
        for (const [command, actor] of commands) {
          try {
            world = run(world, command, actor);
          } catch (error) {
            if (!(error instanceof Fault)) throw error;
          }
        }
        expect(plain(project(registry, null, world.entries))).toBe(plain(world.incident));
        expect(firstBroken(world.entries, world.head, hash)).toBeNull();
        for (const entry of world.entries) {
          expect(registry.read(entry).data).toEqual(entry.data);
          expect(registry.tell(entry, names).sentence).not.toMatch(/cannot read/);
        }
        const { incident } = world;
        expect(new Set(incident.responderIds).size).toBe(incident.responderIds.length);
        expect(new Set(incident.systemIds).size).toBe(incident.systemIds.length);
        for (const personId of Object.values(incident.roles))
          expect(incident.responderIds).toContain(personId);
        expect(incident.resolvedAt !== null).toBe(incident.status === 'resolved');
      }),
      { numRuns: 300 },
    );
  });
});
