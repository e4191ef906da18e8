import { shippedPolicyYaml } from '@tocsin/policy';
import { describe, expect, test } from 'vitest';
import type { Person } from '../directory/index.ts';
import { parsePolicy } from '../policy/index.ts';
import { type CoverageFacts, coverage } from './decide-coverage.ts';
import { complete, gaps, type roles, withPeople } from './fixtures/complete.ts';
import { away, holds, person, schedule, utc, weekly } from './fixtures/organisation.ts';
import { presentCoverage } from './present.ts';

const phone = { id: 'p', kind: 'phone', label: 'Phone', address: '+4930', disabledReason: null };
const byPhone = (id: string): Person => person(id, { contactMethods: [phone] });
const holiday = (id: string): Person =>
  person(id, { absences: [away('2031-03-04T00:00', '2031-03-06T00:00')] });
/** Wednesday, when Ana is on call, and Cleo behind her. */
const wednesday = (facts: CoverageFacts): CoverageFacts => ({
  ...facts,
  from: utc('2031-03-05T12:00'),
  until: utc('2031-03-05T12:01'),
});
const found = (facts: CoverageFacts) =>
  gaps(wednesday(facts)).map(
    ({ code, where, about, instead }) => `${where} ${code} ${about}${about.length ? ' ' : ''}-> ${instead}`,
  );
const withRole = (facts: CoverageFacts, ...changed: typeof roles): CoverageFacts => {
  const others = facts.directory.roles.filter(
    (each) => !changed.some(({ role, teamId }) => role === each.role && teamId === each.teamId),
  );
  return { ...facts, directory: { ...facts.directory, roles: [...others, ...changed] } };
};

describe('who hears instead is who really would', () => {
  test('everybody on call has left: the manager is paged', () => {
    const left = withPeople(person('ana', { active: false }), person('cleo', { active: false }));
    expect(found(left)).toEqual([
      'shop on_call_engineer 1 on_call_inactive ana -> eve',
      'shop on_call_engineer 2 on_call_inactive cleo -> eve',
    ]);
  });

  test('one of two managers cannot be reached: the other hears, told or paged', () => {
    const two = withRole(withPeople(byPhone('eve')), holds('engineering_manager', 'shop', ['eve', 'finn']));
    expect(found(two)).toEqual([
      'shop engineering_manager no_notice_method eve -> finn',
      'shop engineering_manager no_page_method eve -> finn',
    ]);
  });

  test('nobody on call has more than a telephone: the manager is paged the same minute', () => {
    expect(found(withPeople(byPhone('ana'), byPhone('cleo')))).toEqual([
      'shop on_call_engineer no_page_method ana -> eve',
      'shop on_call_engineer no_page_method cleo -> eve',
    ]);
  });

  test('both levels on holiday do not stand in for each other', () => {
    expect(found(withPeople(holiday('ana'), holiday('cleo')))).toEqual([
      'shop on_call_engineer 1 on_call_away ana -> eve',
      'shop on_call_engineer 2 on_call_away cleo -> eve',
    ]);
  });

  test('nobody, when those who stand in are away as well', () => {
    const away = withPeople(...['ana', 'cleo', 'eve', 'finn', 'gus'].map(holiday));
    expect(found(away).filter((line) => line.includes('on_call'))).toEqual([
      'shop on_call_engineer 1 on_call_away ana -> ',
      'shop on_call_engineer 2 on_call_away cleo -> ',
    ]);
  });
});

describe('the last safety net', () => {
  test('those who hear that nobody answered must have a way for a page, by their own rules', () => {
    const eve = person('eve');
    const rule = { purpose: 'page' as const, afterSeconds: 0, contactMethodId: phone.id };
    const paged = { ...eve, contactMethods: [...eve.contactMethods, phone], contactRules: [rule] };
    expect(found(withPeople(paged))).toEqual(['shop engineering_manager no_page_method eve -> gus']);
    const alone = withRole(withPeople(paged, byPhone('gus')), holds('ceo', null, ['gus']));
    expect(found(alone)).toContain('shop engineering_manager no_page_method eve -> ');
  });

  test('nobody is left to tell when the manager and their stand-ins are the ones on call', () => {
    const small = withRole(
      { ...complete, schedules: [schedule('shop', [weekly(1, ['eve']), weekly(2, ['gus'])])] },
      holds('engineering_manager', 'shop', ['eve']),
      holds('ceo', null, ['gus']),
      holds('cto', null, ['gus']),
    );
    expect(found(small)).toEqual(['shop on_call_engineer nobody_left eve -> ']);
  });

  test('is not needed where nothing pages', () => {
    const quiet = parsePolicy(
      shippedPolicyYaml().replaceAll(', by: immediately, mode: page }', ', by: immediately }'),
    );
    if (!quiet.ok) throw new Error('the quiet policy does not parse');
    const eve = person('eve', { contactRules: [{ purpose: 'page', afterSeconds: 0, contactMethodId: 'p' }] });
    const facts = {
      ...withPeople({ ...eve, contactMethods: [...eve.contactMethods, phone] }),
      policy: quiet.value,
    };
    expect(found(facts)).toEqual([]);
  });

  test('a role that only a type of incident tells is needed too', () => {
    const roleless = complete.directory.roles.filter(({ role }) => role !== 'security_team');
    expect(found({ ...complete, directory: { ...complete.directory, roles: roleless } })).toEqual([
      'everywhere security_team role_vacant -> gus',
    ]);
  });
});

test('a page that comes back to the person of the level before, with others behind them', () => {
  const rotations = [weekly(1, ['ana']), weekly(2, ['ana']), weekly(3, ['bo'])];
  expect(found({ ...complete, schedules: [schedule('shop', rotations)] })).toEqual([
    'shop on_call_engineer 2 same_person_next_level ana -> ',
  ]);
});

describe('a channel that is not set up', () => {
  const missing = new Map([['email', 'SMTP_URL is not set.']]);
  const proof = (facts: CoverageFacts) =>
    presentCoverage(coverage(facts), facts.directory, facts.policy, missing);
  const noMail: CoverageFacts = {
    ...complete,
    reach: (kind) => (kind === 'email' ? 'not_set_up' : kind === 'webhook' ? 'sends' : 'no_channel'),
  };

  test('when nothing can leave, says so once and first', () => {
    const { findings } = proof(noMail);
    expect(findings).toEqual([
      expect.objectContaining({
        level: 'unreachable',
        sentence: 'E-mail is not configured: no pages or notices can be sent.',
        suggestion: 'SMTP_URL is not set. Set it in Tocsin’s environment and restart.',
        incidents: 'P1, P2, P3, P4',
        stretches: [{ from: '2031-03-03T00:00:00Z', until: '2032-03-03T00:00:00Z' }],
      }),
    ]);
  });

  test('names those whom it leaves without a way when others have one', () => {
    const webhook = { ...phone, kind: 'webhook', address: 'https://hooks.example.com' };
    const people = ['ana', 'bo', 'cleo', 'dev', 'finn', 'gus'].map((id) =>
      person(id, { contactMethods: [webhook] }),
    );
    const { findings } = proof({ ...withPeople(...people), reach: noMail.reach });
    expect(findings.map(({ sentence, level }) => `${level}: ${sentence}`)).toEqual([
      'reached_by_fallback: E-mail is not configured: nothing is sent by it. Unreachable: Eve.',
    ]);
  });

  test('every address is judged by itself', () => {
    const facts: CoverageFacts = {
      ...withPeople(
        person('cleo', { contactMethods: [{ ...phone, kind: 'email', address: 'not an address' }] }),
      ),
      reach: (_kind, address) => (address.includes('@') ? 'sends' : 'no_channel'),
    };
    expect(found(facts)).toEqual(['shop on_call_engineer no_page_method cleo -> ana']);
  });
});
