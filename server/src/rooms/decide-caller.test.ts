import { expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { callerOf } from './decide-caller.ts';

const at = Temporal.Instant.from('2031-03-03T09:00:00Z');
const ACCOUNT = { addresses: ['U012ANA34', 'ana@example.com'], email: 'ana@example.com' };

type Proof = 'confirmed' | 'acknowledged' | 'untested';
const person = (name: string, email: string, ...methods: readonly (readonly [string, Proof])[]) => ({
  ...{ name, email, active: true },
  contactMethods: methods.map(([address, proof]) => ({
    ...{ kind: 'slack', address },
    proof: {
      codeAt: proof === 'confirmed' ? at : null,
      answeredAt: proof === 'acknowledged' ? at : null,
    },
  })),
});

const ana = person('Ana', 'Ana@example.com');
const anaElsewhere = person('Ana', 'ana@home.example', ['U012ANA34', 'confirmed']);
const mallory = (proof: Proof) => person('Mallory', 'mallory@example.com', ['U012ANA34', proof]);
const malloryByMail = person('Mallory', 'mallory@example.com', ['ana@example.com', 'untested']);

test.each([
  [
    'the address that the chat confirmed, whoever claims it',
    [mallory('confirmed'), malloryByMail, ana],
    'Ana',
  ],
  ['a contact method that its owner confirmed', [mallory('untested'), anaElsewhere], 'Ana'],
  ['no one by a contact method that was only added', [mallory('untested'), malloryByMail], undefined],
  ['no one by a test page that somebody acknowledged', [mallory('acknowledged')], undefined],
  ['no one who is not active', [{ ...ana, active: false }], undefined],
  ['no one by a contact method of another channel', [otherChannel()], undefined],
  ['no one when two have confirmed it', [mallory('confirmed'), anaElsewhere], undefined],
] as const)('an account belongs to %s', (_what, people, name) => {
  const caller = callerOf(people, 'slack', ACCOUNT, 'https://tocsin.test');
  expect(caller.ok ? caller.person.name : undefined).toBe(name);
});

function otherChannel() {
  const [method] = anaElsewhere.contactMethods;
  return { ...anaElsewhere, contactMethods: method === undefined ? [] : [{ ...method, kind: 'teams' }] };
}

test('whoever is not known is told what to do', () => {
  const told = (...people: (typeof ana)[]) => {
    const caller = callerOf(people, 'slack', ACCOUNT, 'https://tocsin.test');
    return caller.ok ? '' : caller.sentence;
  };
  expect(told()).toContain('does not know your account');
  expect(told()).toContain('https://tocsin.test/account');
  expect(told(mallory('confirmed'), anaElsewhere)).toContain(
    'Two people in Tocsin have your account: Mallory and Ana.',
  );
});

test('an account of which the chat confirms no address is known by its member ID alone', () => {
  const account = { addresses: ['U012ANA34'], email: null };
  const caller = callerOf([ana, anaElsewhere], 'slack', account, 'https://tocsin.test');
  expect(caller).toEqual({ ok: true, person: anaElsewhere });
});
