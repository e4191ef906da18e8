import {
  type ConfigFault,
  type Instant,
  isBefore,
  type JsonObject,
  type PlanItem,
  planItem,
  theProduct,
} from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { brief, momentOf, personWords } from './decide-config.ts';
import { type Absence, type ContactMethod, type DirectoryFacts, type Person, PURPOSES } from './model.ts';
import { type PersonConfig, peopleSection, type RuleConfig } from './model-config.ts';
import { type Context, change, savePerson, tellOfReach } from './service.ts';
import { emailMethod, isActiveAdministrator } from './service-accounts.ts';
import { freeLabel, inCommand } from './service-people.ts';
import * as store from './store-people.ts';

const SECTION = 'people';
type Method = Pick<ContactMethod, 'kind' | 'label' | 'address'>;

/** `people` of org.yaml. With prune, who is not in the file becomes inactive. */
export function peopleConfig(context: Context): ConfigSection<PersonConfig[]> {
  return {
    name: SECTION,
    schema: peopleSection,
    names: {
      kind: 'people',
      inFile: (section) => section.map((person) => person.email),
      stored: async (reader) =>
        activePeople(await context.reader.facts(reader)).map((person) => person.email),
    },
    check: (section) => section.flatMap((person, index) => checkPerson(context, section, person, index)),
    apply: async (tx, section, config) => {
      let before: DirectoryFacts | undefined;
      const outcome = await change(context, tx, (facts) => {
        before = facts;
        return apply(context, tx, facts, section, config);
      });
      const after = await context.reader.facts(tx);
      for (const person of before?.people.values() ?? [])
        await tellOfReach(context, tx, config.principal, person, after);
      return outcome;
    },
    // Not refused: what was stored before, or allowed then, must still come out of the export and go in again.
    advise: async (_, section) =>
      section.flatMap(({ contact_methods }, index) =>
        (contact_methods ?? []).flatMap(({ kind, address }, place) => {
          const message = context.contactKinds.refusalOf(kind, address);
          return message === null ? [] : [{ path: [index, 'contact_methods', place, 'address'], message }];
        }),
      ),
    verify: async (tx, { principal }) => {
      const people = activePeople(await context.reader.facts(tx));
      if (principal.personId !== undefined && !people.some((person) => person.id === principal.personId))
        return [{ path: [SECTION], message: 'You would be removed from people: add yourself' }];
      return [];
    },
    render: async (reader) => {
      const people = activePeople(await context.reader.facts(reader));
      if (people.length === 0) return undefined;
      return people.map((person) => {
        const { active: _, ...words } = personWords(person);
        return brief(words, { role: 'responder' });
      });
    },
  };
}

const activePeople = (facts: DirectoryFacts): Person[] =>
  [...facts.people.values()].filter((person) => person.active);

function checkPerson(
  context: Context,
  section: readonly PersonConfig[],
  person: PersonConfig,
  index: number,
): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (section.findIndex((other) => other.email === person.email) < index)
    faults.push({ path: [index, 'email'], message: `${person.email} is listed twice` });
  person.contact_methods?.forEach((method, place, all) => {
    const path = [index, 'contact_methods', place];
    const checked = context.contactKinds.check(method.kind, method.address);
    if (!checked.ok) faults.push({ path: [...path, 'address'], message: checked.error });
    const label = method.label?.toLowerCase();
    if (label !== undefined && all.findIndex((other) => other.label?.toLowerCase() === label) < place)
      faults.push({
        path: [...path, 'label'],
        message: `Duplicate contact method "${method.label}"`,
      });
  });
  person.absences?.forEach(({ from, until }, place) => {
    if (!isBefore(momentOf(from, 'from', person.timezone), momentOf(until, 'until', person.timezone)))
      faults.push({ path: [index, 'absences', place, 'until'], message: 'The end must be after the start' });
  });
  for (const purpose of PURPOSES) {
    const rules = person.contact_rules?.[purpose] ?? [];
    const path = [index, 'contact_rules', purpose];
    if (rules.length > 0 && !rules.some((rule) => rule.afterSeconds === 0))
      faults.push({
        path,
        message: 'The first message must be sent immediately: remove "after" from one rule',
      });
    if (person.contact_methods === undefined) continue;
    faults.push(...checkLabels(rules, withLabels(context, person.contact_methods), path));
  }
  return faults;
}

function checkLabels(
  rules: readonly RuleConfig[],
  methods: readonly Method[],
  path: readonly (string | number)[],
): ConfigFault[] {
  return rules.flatMap((rule, place) =>
    rule.by.flatMap((name, position) =>
      methodNamed(methods, name) !== undefined
        ? []
        : [
            {
              path: [...path, place, 'by', ...(rule.by.length > 1 ? [position] : [])],
              message: `Contact method "${name}" not found. Available: ${methods.map((method) => method.label).join(', ')}`,
            },
          ],
    ),
  );
}

/** By its label, or by its kind when there is only one of that kind. */
function methodNamed<M extends Method>(methods: readonly M[], name: string): M | undefined {
  const byLabel = methods.find((method) => method.label.toLowerCase() === name.toLowerCase());
  const ofKind = methods.filter((method) => method.kind === name);
  return byLabel ?? (ofKind.length === 1 ? ofKind[0] : undefined);
}

/** The methods of the file with their addresses in canonical form and a label each. */
function withLabels(
  context: Context,
  methods: NonNullable<PersonConfig['contact_methods']>,
): (Method & { readonly id: string })[] {
  const taken = methods.flatMap(({ label }) => (label === undefined ? [] : [{ label }]));
  return methods.map(({ kind, address, label: given }) => {
    const label = given ?? freeLabel(taken, context.contactKinds.label(kind));
    if (given === undefined) taken.push({ label });
    const checked = context.contactKinds.check(kind, address);
    return { id: '', kind, label, address: checked.ok ? checked.value : address };
  });
}

async function apply(
  context: Context,
  tx: Tx,
  facts: DirectoryFacts,
  section: readonly PersonConfig[],
  config: ConfigContext,
) {
  const items: PlanItem[] = [];
  const faults: ConfigFault[] = [];
  const stored = new Map([...facts.people.values()].map((person) => [person.email, person]));
  const after = new Map(facts.people);
  for (const [index, wanted] of section.entries()) {
    const before = stored.get(wanted.email);
    const next = merge(context, before, wanted);
    after.set(next.person.id, next.person);
    faults.push(...next.faults.map((fault) => ({ ...fault, path: [index, ...fault.path] })));
    if (next.faults.length > 0) continue;
    const item = planItem(SECTION, wanted.email, before && shown(before), shown(next.person));
    items.push(item);
    if (item.action !== 'unchanged') await save(context, tx, before, next.person, config.now);
  }
  if (config.prune) {
    const named = new Set(section.map((person) => person.email));
    for (const person of stored.values()) {
      if (!person.active || named.has(person.email)) continue;
      const commands = await context.duties.commandsOf(tx, person.id, theProduct);
      if (commands.length > 0) faults.push({ path: [], message: `${person.email} ${inCommand(commands)}` });
      after.set(person.id, { ...person, active: false });
      items.push(planItem(SECTION, person.email, shown(person), undefined));
      await savePerson(context, tx, { ...person, active: false });
    }
  }
  const had = [...facts.people.values()].some(isActiveAdministrator);
  if (had && ![...after.values()].some(isActiveAdministrator))
    faults.push({ path: [], message: 'No administrator would be left: give someone "role: administrator"' });
  return { items, faults };
}

/** A person for the plan: `active` is told only when it changes. */
function shown(person: Person): JsonObject {
  const { active, ...words } = personWords(person);
  return active === false ? { ...words, active } : words;
}

/** The stored person (or a new one) with what the file says. */
function merge(
  context: Context,
  before: Person | undefined,
  wanted: PersonConfig,
): { person: Person; faults: ConfigFault[] } {
  const base: Person = before ?? {
    id: newId(context.clock),
    email: wanted.email,
    name: wanted.name,
    timezone: wanted.timezone,
    role: 'responder',
    active: true,
    quietHours: null,
    contactMethods: [],
    contactRules: [],
    absences: [],
  };
  const contactMethods = mergeMethods(context, base, wanted);
  const kept = new Set(contactMethods.map((method) => method.id));
  const faults: ConfigFault[] = [];
  const contactRules = PURPOSES.flatMap((purpose) => {
    const rules = wanted.contact_rules?.[purpose];
    if (rules === undefined)
      return base.contactRules.filter((rule) => rule.purpose === purpose && kept.has(rule.contactMethodId));
    faults.push(...checkLabels(rules, contactMethods, ['contact_rules', purpose]));
    return rules.flatMap(({ afterSeconds, by }) =>
      by.map((name) => ({
        purpose,
        afterSeconds,
        contactMethodId: methodNamed(contactMethods, name)?.id ?? '',
      })),
    );
  });
  const person: Person = {
    ...base,
    name: wanted.name,
    timezone: wanted.timezone,
    role: wanted.role ?? base.role,
    active: true,
    quietHours: wanted.quiet_hours === undefined ? base.quietHours : wanted.quiet_hours,
    contactMethods,
    contactRules,
    absences: mergeAbsences(context, base, wanted),
  };
  return { person, faults };
}

function mergeMethods(context: Context, base: Person, wanted: PersonConfig): ContactMethod[] {
  const fresh = (method: Method): ContactMethod => ({
    ...method,
    id: newId(context.clock),
    disabledReason: null,
  });
  if (wanted.contact_methods === undefined)
    return base.contactMethods.length > 0 ? [...base.contactMethods] : [fresh(pick(emailMethod('', base)))];
  return withLabels(context, wanted.contact_methods).map((method) => {
    const known = base.contactMethods.find(
      (other) => other.label.toLowerCase() === method.label.toLowerCase(),
    );
    if (known === undefined) return fresh(method);
    const moved = known.address !== method.address || known.kind !== method.kind;
    return { ...method, id: known.id, disabledReason: moved ? null : known.disabledReason };
  });
}

const pick = ({ kind, label, address }: Method): Method => ({ kind, label, address });

function mergeAbsences(context: Context, base: Person, wanted: PersonConfig): Person['absences'] {
  if (wanted.absences === undefined) return base.absences;
  return wanted.absences
    .map(({ from, until, note }) => {
      const times = {
        from: momentOf(from, 'from', wanted.timezone),
        until: momentOf(until, 'until', wanted.timezone),
      };
      const known = base.absences.find((absence) => isSamePeriod(absence, times));
      return { enteredAt: context.clock.now(), ...known, ...times, id: newId(context.clock), note };
    })
    .sort((a, b) => a.from.epochMilliseconds - b.from.epochMilliseconds);
}

type Period = Pick<Absence, 'from' | 'until'>;
const isSamePeriod = (a: Period, b: Period): boolean => a.from.equals(b.from) && a.until.equals(b.until);

async function save(
  context: Context,
  tx: Tx,
  before: Person | undefined,
  after: Person,
  now: Instant,
): Promise<void> {
  if (before === undefined) await store.insertPerson(tx, after, now);
  else await savePerson(context, tx, after);
  await store.saveQuietHours(tx, after.id, after.quietHours, now);
  const kept = new Set(after.contactMethods.map((method) => method.id));
  const gone = (before?.contactMethods ?? []).filter((method) => !kept.has(method.id));
  await store.deleteMethods(
    tx,
    gone.map((method) => method.id),
  );
  for (const [position, method] of after.contactMethods.entries())
    await store.saveMethod(tx, { ...method, personId: after.id, position }, now);
  for (const purpose of PURPOSES) {
    const rules = after.contactRules.filter((rule) => rule.purpose === purpose);
    const rows = rules.map((rule) => ({ ...rule, id: newId(context.clock) }));
    await store.replaceRules(tx, after.id, purpose, rows);
  }
  await store.deleteAbsences(
    tx,
    (before?.absences ?? []).map((absence) => absence.id),
  );
  for (const absence of after.absences) {
    await store.insertAbsence(tx, after.id, { ...absence, id: newId(context.clock) });
    if (before?.absences.some((known) => isSamePeriod(known, absence)) !== true)
      await context.duties.away(tx, after.id, absence.from);
  }
}
