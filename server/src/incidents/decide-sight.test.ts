import { describe, expect, test } from 'vitest';
import { type Actor, theProduct, type Viewer } from '../kernel/index.ts';
import { maySee, type Participants, type Visible } from './decide-sight.ts';

const person = (personId: string): Actor => ({ kind: 'person', personId, via: 'web' });
const viewer = (name: string, role: Viewer['role'] = 'responder'): Viewer => ({ actor: person(name), role });
const token: Actor = { kind: 'token', tokenId: 't', name: 'bootstrap' };

const incident: Visible = {
  drillPersonIds: null,
  id: 'an-incident',
  visibility: 'restricted',
  roles: { incident_commander: 'mia', communications_lead: 'pat' },
  responderIds: ['ana'],
  acknowledgedBy: person('ben'),
};
const participants: Participants = {
  declaredBy: person('dora'),
  told: new Set(['theo']),
  isActive: () => true,
};

describe('who may see a restricted incident', () => {
  test.each<[string, Viewer, boolean]>([
    ['its commander', viewer('mia'), true],
    ['whoever has another role in it', viewer('pat'), true],
    ['a responder', viewer('ana'), true],
    ['whoever acknowledged it', viewer('ben'), true],
    ['whoever declared it', viewer('dora', 'stakeholder'), true],
    ['whoever was paged or told', viewer('theo', 'stakeholder'), true],
    ['an administrator who has no part in it', viewer('zoe', 'administrator'), false],
    ['the installation’s own token', { actor: token, role: 'administrator' }, true],
    ['Tocsin itself', theProduct, true],
    ['a manager who has no part in it', viewer('zoe', 'manager'), false],
    ['a responder who has no part in it', viewer('zoe'), false],
    ['a token that is nobody’s', { actor: token, role: 'responder' }, false],
  ])('%s: %s', (_, who, sees) => {
    expect(maySee(who, incident, participants)).toBe(sees);
  });

  test('one that no active person takes part in is the administrators’, and nobody else’s', () => {
    const left: Participants = { ...participants, isActive: () => false };
    expect(maySee(viewer('zoe', 'administrator'), incident, left)).toBe(true);
    expect(maySee(viewer('zoe', 'manager'), incident, left)).toBe(false);
  });

  test('everybody sees one that is not restricted', () => {
    const open: Visible = { ...incident, visibility: 'organisation' };
    expect(
      maySee(viewer('zoe', 'stakeholder'), open, { declaredBy: null, told: new Set(), isActive: () => true }),
    ).toBe(true);
  });

  test('a monitor that declared or acknowledged it makes nobody a participant', () => {
    const byMonitor: Actor = { kind: 'integration', integrationId: 'zoe' };
    const alone: Visible = { ...incident, acknowledgedBy: byMonitor };
    expect(
      maySee(viewer('zoe'), alone, { declaredBy: byMonitor, told: new Set(), isActive: () => true }),
    ).toBe(false);
  });
});
