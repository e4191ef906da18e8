import { Fault } from '../kernel/index.ts';
import { ACCOUNT_ROLES, type ContactMethod, type KindFacts, type Person } from './model.ts';

/** Who asks, as far as the directory's rules look at them. */
export interface Asker {
  readonly personId: string | undefined;
  readonly permissions: ReadonlySet<string>;
}

const mayWrite = (asker: Asker): boolean => asker.permissions.has('directory:write');
const isSelf = (asker: Asker, personId: string): boolean => asker.personId === personId;
const forbidden = (message: string): Fault => new Fault('forbidden', 'not_allowed', message);

/** Contact methods, rules, absences, name and zone: one's own, or anybody's with directory:write. @throws Fault */
export function requireSelfOrManager(asker: Asker, personId: string): void {
  if (isSelf(asker, personId) || mayWrite(asker)) return;
  throw forbidden("You can only change your own details. Ask a manager to change someone else's.");
}

/** What only the person can do, because it shows that they are there. @throws Fault `forbidden` */
export function requireSelf(asker: Asker, personId: string): void {
  if (!isSelf(asker, personId)) throw forbidden('Only the owner of a contact method can confirm it.');
}

/** @throws Fault `forbidden` */
export function requireManager(asker: Asker): void {
  if (!mayWrite(asker)) throw forbidden('Missing permission "directory:write". Ask a manager.');
}

type AccountFields = Pick<Person, 'email' | 'role' | 'active'>;

/**
 * E-mail address, account role and being active decide who may sign in as what. Nobody changes them for themselves
 * without accounts:write, and managers neither make administrators nor touch their accounts: with the e-mail address
 * of an administrator one could have their password reset.
 * @param before undefined when the person is being created
 * @throws Fault `forbidden`
 */
export function requireAccountRights(asker: Asker, before: Person | undefined, after: AccountFields): void {
  const same =
    before !== undefined &&
    before.email === after.email &&
    before.role === after.role &&
    before.active === after.active;
  if (same || asker.permissions.has('accounts:write')) return;
  requireManager(asker);
  if (before !== undefined && isSelf(asker, before.id))
    throw forbidden('Only an administrator can change this part of your account.');
  if (before?.role === 'administrator' || after.role === 'administrator')
    throw forbidden("Only administrators can change an administrator's account.");
}

/** @throws Fault `conflict` when nobody could administer the installation any more */
export function requireAdministratorLeft(
  people: Iterable<Person>,
  changed: Pick<Person, 'id' | 'role' | 'active'>,
) {
  const administers = (person: Pick<Person, 'role' | 'active'>) =>
    person.active && person.role === ACCOUNT_ROLES[0];
  const all = [...people];
  const had = all.some(administers);
  const has = all.some((person) => administers(person.id === changed.id ? changed : person));
  if (had && !has)
    throw new Fault(
      'conflict',
      'last_administrator',
      'This is the last administrator. Add another one first.',
    );
}

/**
 * Whether the asker sees where a method leads. Responders may call each other at night; stakeholders look on.
 * @param personId whose it is; undefined for an address that is nobody's
 */
export function maySeeAddress(
  asker: Asker,
  personId: string | undefined,
  method: Pick<ContactMethod, 'kind'>,
  kinds: Pick<KindFacts, 'isContactable'>,
): boolean {
  if ((personId !== undefined && isSelf(asker, personId)) || mayWrite(asker)) return true;
  return asker.permissions.has('incidents:respond') && kinds.isContactable(method.kind);
}
