import type { ChatAccount } from '../communication/index.ts';
import type { ContactMethod, Person } from '../directory/index.ts';
import { andList } from '../kernel/index.ts';

type Known = Pick<Person, 'name' | 'email' | 'active'> & {
  readonly contactMethods: readonly Pick<ContactMethod, 'kind' | 'address' | 'proof'>[];
};

/** Whose a chat account is, or what to tell whoever used it. */
type Caller<P> =
  | { readonly ok: true; readonly person: P }
  | { readonly ok: false; readonly sentence: string };

/**
 * Whoever is named here gives commands as that person, so that an address that anybody can type counts for nothing: first the
 * e-mail address that the chat has confirmed, as that with which somebody signs in; then a contact method whose owner typed
 * the code that was sent there. That a test page was acknowledged there proves nothing of that: anybody taps on a button.
 */
export function callerOf<P extends Known>(
  people: Iterable<P>,
  kind: string,
  { addresses, email }: ChatAccount,
  publicUrl: string,
): Caller<P> {
  const active = [...people].filter((person) => person.active);
  const bySignIn = email === null ? [] : active.filter((person) => person.email.toLowerCase() === email);
  const claimants =
    bySignIn.length > 0
      ? bySignIn
      : active.filter((person) => addressesOf(person, kind).some((address) => addresses.includes(address)));
  const [person, ...others] = claimants;
  if (person === undefined)
    return no(
      `Tocsin does not know your account: no active person signs in with its e-mail address or has confirmed it as a contact method. Add it in your profile, send a test page to it, and enter the code: ${publicUrl}/account`,
    );
  if (others.length > 0)
    return no(
      `${capitalNumber(claimants.length)} people in Tocsin have your account: ${andList(claimants.map(({ name }) => name))}. Remove it from all but one: ${publicUrl}/account`,
    );
  return { ok: true, person };
}

/** Where somebody is in a chat, as far as they have proved it. */
export const addressesOf = (
  { contactMethods }: Pick<Known, 'contactMethods'>,
  kind: string,
): readonly string[] =>
  contactMethods.flatMap((method) => (method.kind === kind && isTheirs(method) ? [method.address] : []));

const isTheirs = ({ proof }: Pick<ContactMethod, 'proof'>): boolean => (proof?.codeAt ?? null) !== null;

const capitalNumber = (count: number): string => (count === 2 ? 'Two' : String(count));

const no = (sentence: string): { readonly ok: false; readonly sentence: string } => ({ ok: false, sentence });
