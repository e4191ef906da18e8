import { canonicalJson, type Json } from '../kernel/index.ts';
import { type ContactMethod, type Person, PURPOSES, type ReachChanged, SIGN_IN_KIND } from './model.ts';

type Reached = Pick<Person, 'email' | 'contactMethods' | 'contactRules'>;

/** What differs in how a person is reached and signs in, in words and without addresses: they go to the address before. */
export function reachChanges(before: Reached, after: Reached): readonly string[] {
  const ids = new Set([...before.contactMethods, ...after.contactMethods].map(({ id }) => id));
  const of = (person: Reached, id: string) => person.contactMethods.find((method) => method.id === id);
  const methods = [...ids].flatMap((id) => methodChange(of(before, id), of(after, id)));
  const rules = PURPOSES.flatMap((purpose) =>
    rulesOf(before, purpose) === rulesOf(after, purpose) ? [] : [`The rules for ${RULES[purpose]} changed`],
  );
  return [
    ...(before.email === after.email ? [] : ['The sign-in e-mail address changed']),
    ...methods,
    ...rules,
  ];
}

const RULES = { page: 'pages', notice: 'notices' } as const;

function methodChange(before: ContactMethod | undefined, after: ContactMethod | undefined): string[] {
  const { label = '' } = before ?? after ?? {};
  if (before === undefined) return [`"${label}" was added`];
  if (after === undefined) return [`"${label}" was removed`];
  const moved = before.address !== after.address || before.kind !== after.kind;
  const isOn = after.disabledReason === null;
  return [
    ...(moved ? [`"${label}" has a new address`] : []),
    ...(isOn === (before.disabledReason === null) ? [] : [`"${label}" was turned ${isOn ? 'on' : 'off'}`]),
  ];
}

const rulesOf = (person: Reached, purpose: (typeof PURPOSES)[number]): string =>
  canonicalJson(
    person.contactRules
      .filter((rule) => rule.purpose === purpose)
      .map(({ afterSeconds, contactMethodId }): Json => [afterSeconds, contactMethodId]),
  );

/** Where to say so: the address they signed in with, and what went or leads elsewhere now. */
export function reachedBefore(before: Reached, after: Reached): ReachChanged['addresses'] {
  const gone = before.contactMethods.filter(
    ({ id, address }) => after.contactMethods.find((method) => method.id === id)?.address !== address,
  );
  const all = [
    { channel: SIGN_IN_KIND, address: before.email },
    ...gone.map(({ kind, address }) => ({ channel: kind, address })),
  ];
  return all.filter(
    (one, index) =>
      all.findIndex(({ channel, address }) => channel === one.channel && address === one.address) === index,
  );
}
