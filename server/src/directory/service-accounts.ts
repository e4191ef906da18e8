import { composed, theSystem } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { changesOf } from './changes.ts';
import {
  type DirectoryFacts,
  emailSchema,
  type Person,
  SIGN_IN_KIND,
  SWITCHED_OFF,
  zoneSchema,
} from './model.ts';
import { type Context, change, savePerson } from './service.ts';
import {
  clearDisabledReason,
  deleteMethods,
  insertPerson,
  type PersonRow,
  saveMethod,
  saveProof,
  setDisabledReason,
} from './store-people.ts';
import { saveOrganisation } from './store-teams.ts';

/** The people as accounts and channels need them: no permissions, because the product itself asks. */
export interface DirectoryForPlatform {
  personById(reader: Reader, id: string): Promise<Person | undefined>;
  /** @param email in any case and either form */
  personByEmail(reader: Reader, email: string): Promise<Person | undefined>;
  /** The ids of the active administrators. */
  administrators(reader: Reader): Promise<readonly string[]>;
  /** Makes the person with this e-mail address an active administrator, creating them when there is none. */
  ensureAdministrator(
    tx: Tx,
    person: { readonly name: string; readonly email: string; readonly timezone: string },
  ): Promise<PersonRow>;
  /** This contact method does not work: it becomes a last resort, and its owner sees why. */
  disableContactMethod(tx: Tx, contactMethodId: string, reason: string): Promise<void>;
  /** Removes a contact method whose device is gone. @returns its label; undefined when it is not there */
  dropContactMethod(tx: Tx, contactMethodId: string): Promise<string | undefined>;
  /** A half of the proof that a contact method works. @returns false when it is gone, or leads elsewhere now */
  proveContactMethod(
    tx: Tx,
    method: { readonly id: string; readonly address: string },
    half: 'code' | 'answer',
  ): Promise<boolean>;
  /** These work after all. What was switched off by hand stays off. */
  restoreContactMethods(tx: Tx, contactMethodIds: readonly string[]): Promise<void>;
}

export function forPlatform(context: Context): DirectoryForPlatform {
  return {
    personById: async (reader, id) => (await context.reader.facts(reader)).people.get(id),
    personByEmail: async (reader, email) => byEmail(await context.reader.facts(reader), email),
    administrators: async (reader) => {
      const { people } = await context.reader.facts(reader);
      return [...people.values()].filter(isActiveAdministrator).map((person) => person.id);
    },
    ensureAdministrator: (tx, given) =>
      change(context, tx, (facts) => ensureAdministrator(context, tx, facts, given)),
    disableContactMethod: async (tx, contactMethodId, reason) =>
      change(context, tx, async () => {
        const changed = await setDisabledReason(tx, contactMethodId, reason);
        if (!changed) return;
        await context.audit(tx, {
          actor: theSystem,
          action: 'contact_method.disabled',
          subjectKind: 'contact_method',
          subjectId: contactMethodId,
          details: { reason },
        });
      }),
    dropContactMethod: (tx, contactMethodId) =>
      change(context, tx, async ({ people }) => {
        const method = [...people.values()]
          .flatMap((person) => person.contactMethods)
          .find(({ id }) => id === contactMethodId);
        if (method === undefined) return undefined;
        await deleteMethods(tx, [contactMethodId]);
        await context.audit(tx, {
          actor: theSystem,
          action: 'contact_method.removed',
          subjectKind: 'contact_method',
          subjectId: contactMethodId,
          details: { label: method.label },
        });
        return method.label;
      }),
    proveContactMethod: (tx, method, half) =>
      change(context, tx, () => saveProof(tx, method, half, context.clock.now())),
    restoreContactMethods: async (tx, contactMethodIds) => {
      const { people } = await context.reader.facts(tx);
      const failed = [...people.values()]
        .flatMap((person) => person.contactMethods)
        .filter(({ disabledReason }) => disabledReason !== null && disabledReason !== SWITCHED_OFF)
        .filter(({ id }) => contactMethodIds.includes(id));
      if (failed.length === 0) return;
      await change(context, tx, async () => {
        for (const { id, disabledReason } of failed) {
          if (!(await clearDisabledReason(tx, id, disabledReason ?? ''))) continue;
          await context.audit(tx, {
            actor: theSystem,
            action: 'contact_method.restored',
            subjectKind: 'contact_method',
            subjectId: id,
            details: { reason: disabledReason },
          });
        }
      });
    },
  };
}

export const isActiveAdministrator = (person: Pick<Person, 'role' | 'active'>): boolean =>
  person.active && person.role === 'administrator';

const byEmail = (facts: DirectoryFacts, email: string): Person | undefined => {
  const wanted = composed(email.trim().toLowerCase());
  return [...facts.people.values()].find((person) => person.email === wanted);
};

async function ensureAdministrator(
  context: Context,
  tx: Tx,
  facts: DirectoryFacts,
  given: { readonly name: string; readonly email: string; readonly timezone: string },
): Promise<PersonRow> {
  const now = context.clock.now();
  const email = emailSchema.parse(given.email);
  const known = byEmail(facts, email);
  const person: PersonRow = {
    id: known?.id ?? newId(context.clock),
    email,
    name: given.name,
    timezone: zoneSchema.parse(given.timezone),
    role: 'administrator',
    active: true,
  };
  if (known !== undefined) await savePerson(context, tx, person);
  else {
    await insertPerson(tx, person, now);
    await saveMethod(tx, emailMethod(newId(context.clock), person), now);
  }
  await takeZone(context, tx, facts, person);
  return person;
}

/**
 * Working days are counted where the first person is, until somebody says otherwise. Only in an empty directory: an organisation that
 * was applied from a file before has said so.
 */
async function takeZone(
  context: Context,
  tx: Tx,
  { people, organisation }: DirectoryFacts,
  { timezone }: PersonRow,
): Promise<void> {
  if (people.size > 0 || organisation.timezone === timezone) return;
  const after = { ...organisation, timezone };
  await saveOrganisation(tx, after);
  await context.audit(tx, {
    actor: theSystem,
    action: 'organisation.changed',
    subjectKind: 'organisation',
    details: changesOf(organisation, after),
  });
}

/** The contact method everybody starts with: their e-mail address. */
export const emailMethod = (id: string, person: Pick<PersonRow, 'id' | 'email'>) => ({
  id,
  personId: person.id,
  position: 0,
  kind: SIGN_IN_KIND,
  label: 'E-mail',
  address: person.email,
  disabledReason: null,
});
