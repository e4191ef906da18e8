import { LIMITS, type Signal, type SignalMember } from '../detection/index.ts';
import { bodyKey, cut, defined } from './read.ts';

/** A fingerprint is short; an identity made of all labels may not be. */
const LONGEST_KEY = 64;

/**
 * The firing alerts of a notification group by their keys, those that have fired longest first: of more than are kept, the
 * same ones are kept the next time. Very many keep no title; they are only counted.
 */
export function membersOf(firing: readonly Signal[]): NonNullable<Signal['members']> {
  const began = ({ startsAt }: Signal) => startsAt?.epochMilliseconds ?? 0;
  const sorted = [...firing].sort((a, b) => began(a) - began(b) || (a.dedupKey < b.dedupKey ? -1 : 1));
  return Object.fromEntries(
    sorted.slice(0, LIMITS.members).map((signal, index) => [
      signal.dedupKey.length <= LONGEST_KEY ? signal.dedupKey : bodyKey(signal.dedupKey),
      defined<SignalMember>({
        title: index < LIMITS.namedMembers ? cut(nameOf(signal), LIMITS.memberTitle) : undefined,
        severity: signal.severity,
      }),
    ]),
  );
}

/** Members of a group mostly have the same title, and what is failing tells them apart. */
const nameOf = ({ title, source }: Signal): string =>
  source === undefined || title.includes(source) ? title : `${title} (${source})`;
