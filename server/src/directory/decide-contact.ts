import {
  type ContactMethod,
  type ContactRule,
  OPTED_OUT,
  type Person,
  type Purpose,
  SIGN_IN_KIND,
  SWITCHED_OFF,
} from './model.ts';

/** By default a page goes out once more after this long. */
export const DEFAULT_REPEAT_SECONDS = 300;

/** The methods that something may be sent to, in the person's own order. */
export const usableMethods = (person: Person): readonly ContactMethod[] =>
  person.contactMethods.filter((method) => method.disabledReason === null);

/**
 * When nothing usable is left: the address somebody signs in with, under their own id, and whatever failed once. A try
 * that may fail beats silence, and one that is taken shows that the way works again. What was switched off by hand stays
 * off (the number may be somebody else's by now), and so does what its owner opted out of, until they opt in again.
 * @returns ids of contact methods, the likeliest first
 */
export function lastResort(person: Person): readonly string[] {
  const failed = person.contactMethods.filter(
    ({ disabledReason }) =>
      disabledReason !== null && disabledReason !== SWITCHED_OFF && disabledReason !== OPTED_OUT,
  );
  const known = failed.some(({ kind, address }) => kind === SIGN_IN_KIND && address === person.email);
  return [...(known ? [] : [person.id]), ...failed.map(({ id }) => id)];
}

/**
 * The rules of somebody who set none. Page: every method at once, and again after 5 minutes, because the first may
 * have been slept through. Notice: e-mail, or the first method when there is no e-mail.
 */
export function defaultRules(person: Person, purpose: Purpose): readonly ContactRule[] {
  const methods = usableMethods(person);
  if (purpose === 'page')
    return [0, DEFAULT_REPEAT_SECONDS].flatMap((afterSeconds) =>
      methods.map((method) => ({ purpose, afterSeconds, contactMethodId: method.id })),
    );
  const method = methods.find((item) => item.kind === SIGN_IN_KIND) ?? methods[0];
  return method === undefined ? [] : [{ purpose, afterSeconds: 0, contactMethodId: method.id }];
}

/**
 * The rules to follow for a purpose, soonest first: the person's own, without those whose method is switched off;
 * the default when none is left, so that switching a method off never silences a page. Empty only when the
 * person has no usable method at all.
 */
export function rulesFor(person: Person, purpose: Purpose): readonly ContactRule[] {
  const usable = new Set(usableMethods(person).map((method) => method.id));
  const own = person.contactRules.filter(
    (rule) => rule.purpose === purpose && usable.has(rule.contactMethodId),
  );
  if (own.length === 0) return defaultRules(person, purpose);
  return own
    .map((rule, index) => ({ rule, index }))
    .sort((a, b) => a.rule.afterSeconds - b.rule.afterSeconds || a.index - b.index)
    .map(({ rule }) => rule);
}
