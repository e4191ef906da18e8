import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Actor, Temporal } from '../kernel/index.ts';
import { parsePolicy } from '../policy/index.ts';
import { type DeclareByHand, declareByHand, declareFromAlerts } from './decide-declare.ts';
import { typeEntries } from './decide-record.ts';
import type { EntryDraft } from './entries/index.ts';

const parsed = parsePolicy(readFileSync(new URL('../../../policy/default.yaml', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error('the shipped policy does not parse');
const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const ben: Actor = { kind: 'person', personId: 'ben', via: 'web' };
const facts = {
  ...{ actor: ben, now, policy: parsed.value, systems: new Map(), number: 1, policyVersion: 1 },
  defaultTeamId: null,
  teamOf: () => null,
};

const byHand = (type: string): EntryDraft[] => declareByHand({ ...said, type }, facts);
const said: DeclareByHand = {
  ...{ title: 'Odd sign-ins', severity: 'P3', severityReason: null, answers: {}, systemIds: [] },
  ...{ customerFacing: null, symptoms: '', startedAt: null, detectedAt: null },
};
const withLabels = (...labels: Readonly<Record<string, string>>[]): EntryDraft[] =>
  declareFromAlerts(
    {
      ...{ title: 'Leak', description: undefined, severity: 'P1', severityWord: 'critical', systemIds: [] },
      ...{
        teamId: null,
        startedAt: undefined,
        detectedAt: now,
        count: 1,
        others: [],
        moreOthers: 0,
        allLabels: labels,
      },
    },
    { ...facts, actor: { kind: 'integration', integrationId: 'prometheus' } },
  );
const kinds = (drafts: readonly EntryDraft[]) => drafts.map(({ kind }) => kind);

describe('[TYP-3] a private type', () => {
  test('an alert with its labels opens a restricted incident: there is no moment in which others see it', () => {
    const drafts = withLabels({ category: 'security' });
    expect(drafts.map(({ kind, actor }) => `${kind}, ${actor?.kind ?? 'as declared'}`)).toEqual([
      'declared, as declared',
      'type_changed, system',
      'visibility_changed, system',
    ]);
    expect(kinds(withLabels({ category: 'database' }))).toEqual(['declared', 'type_changed']);
    // Whichever is the most severe, and whichever type comes first in the policy.
    const both = withLabels({ category: 'database' }, { category: 'security' });
    expect(both[1]?.data).toMatchObject({ to: 'security' });
    expect(kinds(withLabels({}))).toEqual(['declared']);
  });

  test('whoever gives it stays with the incident', () => {
    const given = typeEntries(
      { typeId: null, visibility: 'organisation', responderIds: [] },
      'security',
      null,
      facts,
    );
    expect(kinds(given)).toEqual(['type_changed', 'visibility_changed', 'responder_added']);
    expect(kinds(byHand('security'))).toEqual(['declared', ...kinds(given)]);
  });

  test('another type opens nothing again, and one that is not private hides nothing', () => {
    const secret = { typeId: 'security', visibility: 'restricted', responderIds: ['ben'] } as const;
    expect(kinds(typeEntries(secret, 'database', null, facts))).toEqual(['type_changed']);
    expect(kinds(byHand('database'))).toEqual(['declared', 'type_changed']);
    expect(() => byHand('nothing')).toThrow('Incident type "nothing" not found.');
  });
});
