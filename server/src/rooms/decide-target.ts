import { andList } from '../kernel/index.ts';

/** A team or a person that somebody may mean. */
export interface Candidate {
  readonly kind: 'team' | 'person';
  readonly id: string;
  readonly name: string;
  /** Of a person: tells apart two of one name. */
  readonly email?: string;
}

type Meant =
  | { readonly ok: true; readonly target: Candidate }
  | { readonly ok: false; readonly sentence: string };

/** Candidates named in one answer. */
const MOST_NAMED = 5;

/**
 * The only one that somebody means. A page must not reach somebody else: what is named in full comes before every beginning, of
 * teams and people alike, and of several none is taken.
 */
export function targetOf(text: string, candidates: readonly Candidate[]): Meant {
  const wanted = text.trim().toLowerCase().replace(/^@/, '');
  const exact = candidates.filter((one) => namesOf(one).includes(wanted));
  const found =
    exact.length > 0 || wanted === ''
      ? exact
      : candidates.filter((one) => namesOf(one).some((name) => name.startsWith(wanted)));
  const [target] = found;
  if (target === undefined) return { ok: false, sentence: `There is no ${kindsOf(candidates)} “${text}”.` };
  if (found.length === 1) return { ok: true, target };
  const named = found.slice(0, MOST_NAMED).map(inWords);
  const more = found.length > MOST_NAMED ? [`${found.length - MOST_NAMED} more`] : [];
  return {
    ok: false,
    sentence: `“${text}” matches ${andList([...named, ...more])}. Use the full name, a team’s ID or a person’s e-mail address.`,
  };
}

/** The ID of a person is nothing that anybody types; that of a team is. */
const namesOf = ({ kind, id, name, email }: Candidate): readonly string[] =>
  [name, kind === 'team' ? id : email].flatMap((one) => (one === undefined ? [] : [one.toLowerCase()]));

const inWords = ({ kind, id, name, email }: Candidate): string =>
  kind === 'team' ? `the team ${name} (${id})` : `${name} (${email ?? 'no e-mail address'})`;

const kindsOf = (candidates: readonly Candidate[]): string =>
  candidates.some(({ kind }) => kind === 'person') ? 'team or person' : 'team';
