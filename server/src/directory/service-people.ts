import { diffFields, Fault, type Json, notFound, ok, Temporal, type Viewer } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Principal } from '../platform/http/index.ts';
import { newId } from '../platform/ids.ts';
import {
  requireAccountRights,
  requireAdministratorLeft,
  requireManager,
  requireSelfOrManager,
} from './decide-access.ts';
import { requireRules } from './decide-check.ts';
import {
  type ContactMethod,
  type DirectoryFacts,
  type Person,
  PURPOSES,
  SIGN_IN_KIND,
  SWITCHED_OFF,
} from './model.ts';
import type {
  MethodPatch,
  NewAbsence,
  NewMethod,
  NewPerson,
  PersonPatch,
  RulesInput,
} from './model-commands.ts';
import { type Context, change, changePerson, savePerson } from './service.ts';
import { emailMethod } from './service-accounts.ts';
import * as store from './store-people.ts';

/** Commands on people. Each runs in the caller's transaction, checks what `by` may do, and is in the audit log. */
export interface PeopleCommands {
  createPerson(tx: Tx, by: Principal, input: NewPerson): Promise<string>;
  updatePerson(tx: Tx, by: Principal, id: string, patch: PersonPatch): Promise<void>;
  addMethod(tx: Tx, by: Principal, personId: string, input: NewMethod): Promise<string>;
  updateMethod(tx: Tx, by: Principal, personId: string, id: string, patch: MethodPatch): Promise<void>;
  removeMethod(tx: Tx, by: Principal, personId: string, id: string): Promise<void>;
  setRules(tx: Tx, by: Principal, personId: string, rules: RulesInput): Promise<void>;
  addAbsence(tx: Tx, by: Principal, personId: string, absence: NewAbsence): Promise<string>;
  removeAbsence(tx: Tx, by: Principal, personId: string, id: string): Promise<void>;
}

export function peopleCommands(context: Context): PeopleCommands {
  return {
    createPerson: (tx, by, input) => change(context, tx, (facts) => create(context, tx, by, facts, input)),
    updatePerson: (tx, by, id, patch) =>
      changePerson(context, tx, by, id, (facts) =>
        update(context, tx, by, facts, personOf(facts, id), patch),
      ),
    ...methodCommands(context),
    setRules: (tx, by, personId, rules) =>
      changePerson(context, tx, by, personId, (facts) =>
        setRules(context, tx, by, personOf(facts, personId), rules),
      ),
    addAbsence: (tx, by, personId, absence) =>
      change(context, tx, (facts) => addAbsence(context, tx, by, personOf(facts, personId), absence)),
    removeAbsence: (tx, by, personId, id) =>
      change(context, tx, async (facts) => {
        const person = personOf(facts, personId);
        requireSelfOrManager(by, personId);
        if (!person.absences.some((absence) => absence.id === id)) throw notFound('absence');
        await store.deleteAbsences(tx, [id]);
        await audit(context, tx, by, 'person.absence_removed', personId, {});
      }),
  };
}

const personOf = (facts: DirectoryFacts, id: string): Person => {
  const person = facts.people.get(id);
  if (person === undefined) throw notFound('person');
  return person;
};

const audit = (
  context: Context,
  tx: Tx,
  by: Principal,
  action: string,
  personId: string,
  details: { readonly [key: string]: Json },
) => context.audit(tx, { actor: by.actor, action, subjectKind: 'person', subjectId: personId, details });

async function create(
  context: Context,
  tx: Tx,
  by: Principal,
  facts: DirectoryFacts,
  input: NewPerson,
): Promise<string> {
  requireManager(by);
  const person = {
    id: newId(context.clock),
    email: input.email,
    name: input.name,
    timezone: input.timezone ?? facts.organisation.timezone,
    role: input.role,
    active: true,
  };
  requireAccountRights(by, undefined, person);
  requireFreeEmail(facts, person);
  const given = input.contactMethods ?? [];
  const methods: ContactMethod[] = [];
  for (const method of given) methods.push(newMethod(context, methods, method));
  const now = context.clock.now();
  await store.insertPerson(tx, person, now);
  if (methods.length === 0) await store.saveMethod(tx, emailMethod(newId(context.clock), person), now);
  for (const [position, method] of methods.entries())
    await store.saveMethod(tx, { ...method, personId: person.id, position }, now);
  const { id, ...details } = person;
  await audit(context, tx, by, 'person.created', id, details);
  return id;
}

function requireFreeEmail(facts: DirectoryFacts, person: Pick<Person, 'id' | 'email'>): void {
  const other = [...facts.people.values()].find(
    (item) => item.email === person.email && item.id !== person.id,
  );
  if (other !== undefined)
    throw new Fault('conflict', 'email_taken', `${other.name} already uses this e-mail address.`, [
      { path: 'email', message: 'This e-mail address is already in use.' },
    ]);
}

async function update(
  context: Context,
  tx: Tx,
  by: Principal,
  facts: DirectoryFacts,
  person: Person,
  patch: PersonPatch,
): Promise<void> {
  requireSelfOrManager(by, person.id);
  const plain = ({ id, email, name, timezone, role, active, quietHours }: Person) => ({
    id,
    email,
    name,
    timezone,
    role,
    active,
    quietHours,
  });
  const before = plain(person);
  const after = { ...before, ...defined(patch) };
  requireAccountRights(by, person, after);
  requireAdministratorLeft(facts.people.values(), after);
  requireFreeEmail(facts, after);
  if (before.active && !after.active) {
    await requireNoCommands(context, tx, by, person);
    await requireNoTurns(context, tx, person);
  }
  const changes = diffFields(before, after);
  if (changes.length === 0) return;
  const now = context.clock.now();
  await savePerson(context, tx, after, before.email !== after.email);
  await store.saveQuietHours(tx, person.id, after.quietHours, now);
  // Whoever is reached at the address they sign in with goes on being reached there.
  for (const [position, method] of person.contactMethods.entries()) {
    if (before.email !== after.email && method.kind === SIGN_IN_KIND && method.address === before.email)
      await store.saveMethod(tx, { ...method, address: after.email, personId: person.id, position }, now);
  }
  await audit(context, tx, by, 'person.changed', person.id, { changes: changes as unknown as Json });
}

/** What is told to an incident's commander must not go to nobody. @throws Fault `conflict` */
async function requireNoCommands(context: Context, tx: Tx, by: Viewer, { id, name }: Person): Promise<void> {
  const commands = await context.duties.commandsOf(tx, id, by);
  if (commands.length > 0) throw new Fault('conflict', 'person_in_command', `${name} ${inCommand(commands)}`);
}

/** "has command of INC-12 and INC-14. Hand over command first." */
export const inCommand = (incidents: readonly string[]): string =>
  `is the commander of ${incidents.join(', ')}. Hand over command first.`;

/** Whoever leaves must not go on being shown as on call, nor leave a gap that nobody chose. @throws Fault `conflict` */
async function requireNoTurns(context: Context, tx: Tx, { id, name }: Person): Promise<void> {
  const turns = await context.duties.turnsOf(tx, id);
  if (turns.length > 0)
    throw new Fault(
      'conflict',
      'person_on_call',
      `${name} is in an on-call rotation: ${turns.join(', ')}. Remove them from the rotation first.`,
    );
}

/** A patch without the fields that are not there. */
export function defined<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/**
 * Checks a new or changed method against its channel and the person's other methods.
 * @param kept the address that it has: one that is not taken any more can still be turned off or renamed
 * @throws Fault `invalid`
 */
function newMethod(
  context: Context,
  others: readonly ContactMethod[],
  input: NewMethod,
  kept?: string,
): ContactMethod {
  const checked = input.address === kept ? ok(kept) : context.contactKinds.check(input.kind, input.address);
  if (!checked.ok)
    throw new Fault('invalid', 'invalid_request', 'The body has invalid fields.', [
      { path: 'address', message: checked.error },
    ]);
  const label = input.label ?? freeLabel(others, context.contactKinds.label(input.kind));
  requireFreeLabel(others, label);
  return {
    id: newId(context.clock),
    kind: input.kind,
    label,
    address: checked.value,
    disabledReason: null,
  };
}

const sameLabel = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function requireFreeLabel(others: readonly ContactMethod[], label: string): void {
  if (others.some((item) => sameLabel(item.label, label)))
    throw new Fault('conflict', 'label_taken', `A contact method labelled "${label}" already exists.`, [
      { path: 'label', message: 'This label is already in use.' },
    ]);
}

/** "Phone", "Phone 2", …; from what the kind is called. */
export function freeLabel(others: readonly { readonly label: string }[], called: string): string {
  const base = called.charAt(0).toUpperCase() + called.slice(1);
  for (let count = 1; ; count++) {
    const label = count === 1 ? base : `${base} ${count}`;
    if (!others.some((item) => sameLabel(item.label, label))) return label;
  }
}

const MOST_METHODS = 20;

function methodCommands(
  context: Context,
): Pick<PeopleCommands, 'addMethod' | 'updateMethod' | 'removeMethod'> {
  const of = (person: Person, id: string): [ContactMethod, number] => {
    const position = person.contactMethods.findIndex((item) => item.id === id);
    const method = person.contactMethods[position];
    if (method === undefined) throw notFound('contact method');
    return [method, position];
  };
  return {
    addMethod: (tx, by, personId, input) =>
      changePerson(context, tx, by, personId, async (facts) => {
        const person = personOf(facts, personId);
        requireSelfOrManager(by, personId);
        if (person.contactMethods.length >= MOST_METHODS)
          throw new Fault(
            'conflict',
            'too_many',
            `A person can have at most ${MOST_METHODS} contact methods.`,
          );
        const method = newMethod(context, person.contactMethods, input);
        const position = person.contactMethods.length;
        await store.saveMethod(tx, { ...method, personId, position }, context.clock.now());
        const { kind, label } = method;
        await audit(context, tx, by, 'person.contact_method_added', personId, { kind, label });
        return method.id;
      }),
    updateMethod: (tx, by, personId, id, patch) =>
      changePerson(context, tx, by, personId, async (facts) => {
        const person = personOf(facts, personId);
        requireSelfOrManager(by, personId);
        const [method, position] = of(person, id);
        const others = person.contactMethods.filter((item) => item.id !== id);
        const next = newMethod(context, others, { ...method, ...defined(patch) }, method.address);
        const moved = next.address !== method.address;
        const disabledReason =
          patch.enabled === undefined
            ? moved
              ? null
              : method.disabledReason
            : patch.enabled
              ? null
              : SWITCHED_OFF;
        await store.saveMethod(tx, { ...next, id, disabledReason, personId, position }, context.clock.now());
        if (patch.rotateSecret === true) {
          const generation = (method.secret?.generation ?? 1) + 1;
          await store.rotateSecret(tx, id, generation, context.clock.now());
          const { label } = next;
          await audit(context, tx, by, 'person.contact_method_secret_rotated', personId, {
            label,
            generation,
          });
        }
        const details = { label: next.label, addressChanged: moved, enabled: disabledReason === null };
        await audit(context, tx, by, 'person.contact_method_changed', personId, details);
      }),
    removeMethod: (tx, by, personId, id) =>
      changePerson(context, tx, by, personId, async (facts) => {
        const person = personOf(facts, personId);
        requireSelfOrManager(by, personId);
        const [{ kind, label }] = of(person, id);
        if (person.contactMethods.length === 1)
          throw new Fault(
            'conflict',
            'last_contact_method',
            'This is the only contact method of this person. Add another one first.',
          );
        await store.deleteMethods(tx, [id]);
        await audit(context, tx, by, 'person.contact_method_removed', personId, { kind, label });
      }),
  };
}

async function setRules(
  context: Context,
  tx: Tx,
  by: Principal,
  person: Person,
  input: RulesInput,
): Promise<void> {
  requireSelfOrManager(by, person.id);
  for (const purpose of PURPOSES) {
    const rules = input[purpose];
    if (rules === undefined) continue;
    requireRules(person, purpose, rules);
    const rows = rules.map((rule) => ({ ...rule, id: newId(context.clock) }));
    await store.replaceRules(tx, person.id, purpose, rows);
    const labels = new Map(person.contactMethods.map((method) => [method.id, method.label]));
    await audit(context, tx, by, 'person.contact_rules_changed', person.id, {
      purpose,
      rules: rules.map((rule) => ({
        afterSeconds: rule.afterSeconds,
        by: labels.get(rule.contactMethodId) ?? null,
      })),
    });
  }
}

async function addAbsence(
  context: Context,
  tx: Tx,
  by: Principal,
  person: Person,
  input: NewAbsence,
): Promise<string> {
  requireSelfOrManager(by, person.id);
  const from = Temporal.Instant.from(input.from);
  const until = Temporal.Instant.from(input.until);
  if (Temporal.Instant.compare(from, until) >= 0)
    throw new Fault('invalid', 'invalid_request', 'The body has invalid fields.', [
      { path: 'until', message: 'The end must be after the start.' },
    ]);
  const enteredAt = context.clock.now();
  const absence = { id: newId(context.clock), from, until, note: input.note, enteredAt };
  await store.insertAbsence(tx, person.id, absence);
  await context.duties.away(tx, person.id, from);
  await audit(context, tx, by, 'person.absence_added', person.id, {
    from: from.toString(),
    until: until.toString(),
  });
  return absence.id;
}
