import { duration } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import { commanderOf, type Incident, isThere, peopleOnIt, referenceOf } from '../incidents/index.ts';
import { type Instant, millisBetween, plusSeconds, type Zone } from '../kernel/index.ts';
import type { Policy, Readers, TemplateKind } from '../policy/index.ts';
import type { UpdateRecord } from './decide-record.ts';
import type { FactName } from './model.ts';

/** What a message about an incident draws on. */
export interface FieldFacts {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly record: Pick<UpdateRecord, 'facts' | 'findings' | 'workarounds'>;
  /** When the next update was promised; null when none is. */
  readonly nextUpdateAt: Instant | null;
  /** The sender's own sentence, if there is a sender. */
  readonly text: string | null;
  /** The same for readers outside of the organisation, who never read the internal one. */
  readonly publicText: string | null;
  readonly incidentUrl: string;
  /** null when there is none, or nobody talks there any more. */
  readonly warRoomUrl: string | null;
  /** The channel that the incident has in a chat; null: none. */
  readonly chatRoom: { readonly label: string; readonly url: string } | null;
  readonly now: Instant;
}

/** A field as it is said, and whether it is known: what is not is marked for the sender. */
export interface FieldValue {
  readonly text: string;
  readonly known: boolean;
}

const known = (text: string): FieldValue => ({ text, known: true });
const unknown = (text: string): FieldValue => ({ text, known: false });
const NOT_KNOWN = unknown('Not known yet');

const STATUS = {
  investigating: 'Investigating',
  mitigating: 'Mitigating',
  resolved: 'Resolved',
  closed: 'Resolved',
  merged: 'Merged into another incident',
} as const;

/** `2031-03-03 14:05 (Europe/Berlin)`. */
function dateTime(at: Instant, zone: Zone): string {
  const local = at.toZonedDateTimeISO(zone);
  return `${local.toPlainDate()} ${clock(at, zone)} ${zone === 'UTC' ? 'UTC' : `(${zone})`}`;
}

const pad = (n: number): string => String(n).padStart(2, '0');

function clock(at: Instant, zone: Zone): string {
  const local = at.toZonedDateTimeISO(zone);
  return `${pad(local.hour)}:${pad(local.minute)}`;
}

/** `14:30 (Europe/Berlin)` today, with the date on another day. */
function soon(at: Instant, now: Instant, zone: Zone): string {
  const sameDay = at
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .equals(now.toZonedDateTimeISO(zone).toPlainDate());
  return sameDay ? `${clock(at, zone)} ${zone === 'UTC' ? 'UTC' : `(${zone})`}` : dateTime(at, zone);
}

function factValue({ record }: Pick<FieldFacts, 'record'>, name: FactName): FieldValue {
  const fact = record.facts.get(name);
  return fact === undefined ? NOT_KNOWN : known(fact.text);
}

/** The fact as somebody put it, else the notes of that kind, the latest few. */
function noted(facts: FieldFacts, name: 'findings' | 'workarounds'): FieldValue {
  const fact = facts.record.facts.get(name);
  if (fact !== undefined) return known(fact.text);
  const notes = facts.record[name].slice(-3);
  return notes.length === 0 ? unknown('None yet') : known(notes.map(({ text }) => text).join(' '));
}

/** Symptoms are what a monitor or a person saw, not what users suffer: they stand in for it inside, marked as such. */
function impact(facts: FieldFacts, readers: Readers): FieldValue {
  const fact = facts.record.facts.get('impact');
  if (fact !== undefined) return known(fact.text);
  const { symptoms } = facts.incident;
  return readers === 'customers' || symptoms === '' ? NOT_KNOWN : unknown(symptoms);
}

function nextUpdateAt({ incident, policy, nextUpdateAt: at, now }: FieldFacts, zone: Zone): FieldValue {
  if (at !== null) return known(soon(at, now, zone));
  return policy.severities[incident.severity].updateEverySeconds === null
    ? known('when something changes')
    : unknown('Not known yet');
}

/** "Scheduled for a date to be set by …" while nobody has set a date; what the policy does not ask for is said not to come. */
function reviewDates({ incident, policy }: FieldFacts, zone: Zone) {
  const { requiredFor, scheduleWithinSeconds, publishWithinSeconds } = policy.review;
  const from = incident.resolvedAt;
  if (!requiredFor.includes(incident.severity))
    return {
      review_date: known(`no date: a ${incident.severity} is reviewed on request`),
      report_date: known('request'),
    };
  if (from === null) return { review_date: NOT_KNOWN, report_date: NOT_KNOWN };
  return {
    review_date: unknown(`a date to be set by ${dateTime(plusSeconds(from, scheduleWithinSeconds), zone)}`),
    report_date: known(dateTime(plusSeconds(from, publishWithinSeconds), zone)),
  };
}

/** Who leads the communication of an incident, where the policy has such a role. */
const COMMUNICATIONS_LEAD = 'communications_lead';

/** Who writes the updates, in this order: communications lead, commander, whoever acknowledged. */
export function writersOf(
  incident: Pick<Incident, 'roles' | 'acknowledgedBy'>,
  directory: Pick<DirectoryFacts, 'people'>,
  now: Instant,
): readonly string[] {
  const there = isThere(directory, now);
  const lead = incident.roles[COMMUNICATIONS_LEAD];
  const onIt = peopleOnIt(incident, there).map(({ personId }) => personId);
  return [...new Set([...(lead !== undefined && there(lead) ? [lead] : []), ...onIt])];
}

/**
 * Who is reminded to write the next update: the first of its writers, and as long as nobody knows that they are there the
 * next as well. A reminder to a lead who sleeps, and is being woken for it, is a broken promise in the making.
 * @param unsure whoever is being paged, is away or cannot be reached; a lead who is away is told all the same
 */
export function remindedOf(
  incident: Pick<Incident, 'roles' | 'acknowledgedBy'>,
  directory: Pick<DirectoryFacts, 'people'>,
  now: Instant,
  unsure: ReadonlySet<string>,
): readonly string[] {
  const lead = incident.roles[COMMUNICATIONS_LEAD];
  const known = lead !== undefined && directory.people.get(lead)?.active === true ? [lead] : [];
  const writers = [...new Set([...known, ...writersOf(incident, directory, now)])];
  const sure = writers.findIndex((id) => !unsure.has(id));
  return sure === -1 ? writers : writers.slice(0, sure + 1);
}

/** Point of contact (COM-5). To outsiders it is the organisation with its team's contact: nobody's own number leaves. */
function contact(facts: FieldFacts, readers: Readers): { name: FieldValue; info: FieldValue } {
  const { incident, directory, now } = facts;
  const team = directory.teams.get(incident.teamId ?? '');
  if (readers === 'customers')
    return {
      name: known(directory.organisation.name),
      info: team === undefined || team.contact === '' ? NOT_KNOWN : known(team.contact),
    };
  const [writer] = writersOf(incident, directory, now);
  const person = directory.people.get(writer ?? '');
  if (person === undefined)
    return {
      name: unknown(`${team?.name ?? 'The team'} on call`),
      info: unknown('no one has acknowledged yet'),
    };
  const phone = person.contactMethods.find(
    ({ kind, disabledReason }) => directory.kinds.isNumber(kind) && disabledReason === null,
  )?.address;
  return { name: known(person.name), info: known(phone ?? person.email) };
}

const elapsed = (from: Instant, until: Instant): string =>
  duration(Math.max(0, millisBetween(from, until) / 1000));

/** The first message has no line for what its sender says: that is the current status, in their words. */
function statusWords(
  { incident }: Pick<FieldFacts, 'incident'>,
  { kind, readers }: { readonly kind: TemplateKind; readonly readers: Readers },
  text: string | null,
): string {
  const status = STATUS[incident.status];
  return kind === 'initial' && readers !== 'customers' && text !== null ? `${status}: ${text}` : status;
}

/** Every field that a template may use, as these readers in this zone read it. Never blank. */
export function fieldValues(
  facts: FieldFacts,
  as: {
    readonly kind: TemplateKind;
    readonly readers: Readers;
    readonly zone: Zone;
    readonly title?: string;
  },
): Readonly<Record<string, FieldValue>> {
  const { readers, zone, title } = as;
  const { incident, directory, now } = facts;
  const systems = incident.systemIds.map((id) => directory.systems.get(id)?.name ?? id).join(', ');
  const began = incident.startedAt ?? incident.detectedAt;
  const ended = incident.resolvedAt ?? now;
  const { name, info } = contact(facts, readers);
  const text = readers === 'customers' ? facts.publicText : facts.text;
  const commander = directory.people.get(commanderOf(incident) ?? '')?.name;
  const affected = facts.record.facts.get('affected')?.text ?? systems;
  return {
    severity: known(incident.severity),
    title: known(title ?? incident.title),
    reference: known(referenceOf(incident.number)),
    systems: systems === '' ? NOT_KNOWN : known(systems),
    impact: impact(facts, readers),
    started_at: known(dateTime(began, zone)),
    status: known(statusWords(facts, as, text)),
    actions_taken: factValue(facts, 'actions_taken'),
    duration: known(elapsed(began, ended)),
    progress: text === null ? NOT_KNOWN : known(text),
    findings: noted(facts, 'findings'),
    workarounds: noted(facts, 'workarounds'),
    planned_actions: factValue(facts, 'planned_actions'),
    eta: factValue(facts, 'eta'),
    next_update_at: nextUpdateAt(facts, zone),
    total_duration: known(elapsed(began, ended)),
    resolution: incident.resolution === null ? NOT_KNOWN : known(incident.resolution),
    affected: affected === '' ? NOT_KNOWN : known(affected),
    business_impact: factValue(facts, 'business_impact'),
    data_integrity: factValue(facts, 'data_integrity'),
    ...reviewDates(facts, zone),
    contact_name: name,
    contact_info: info,
    incident_url: known(facts.incidentUrl),
    war_room_url: facts.warRoomUrl === null ? NOT_KNOWN : known(facts.warRoomUrl),
    commander: commander === undefined ? NOT_KNOWN : known(commander),
    declared_at: known(dateTime(incident.declaredAt, zone)),
    customer_facing: known(incident.customerFacing ? 'yes' : 'no'),
  };
}
