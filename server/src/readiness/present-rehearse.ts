import { z } from 'zod';
import { type DirectoryFacts, type Person, type Purpose, rulesFor } from '../directory/index.ts';
import type { Unavailable } from '../escalation/index.ts';
import { type Instant, Temporal } from '../kernel/index.ts';
import type { Calendar, Condition, Policy } from '../policy/index.ts';
import type { Delivery, RehearsalEvent } from './model-rehearse.ts';

const person = z.object({ id: z.string(), name: z.string() });

export const eventBody = z
  .object({
    at: z.string(),
    kind: z.enum(['page', 'notice', 'not_sent', 'unreachable', 'exhausted', 'acknowledged', 'resolved']),
    person: person.nullable(),
    role: z.string().nullable(),
    roleTitle: z.string().nullable(),
    teamName: z.string().nullable(),
    channel: z.string().nullable(),
    address: z.string().nullable(),
    method: z.string().nullable().describe("The label of the person's contact method"),
    rule: z
      .string()
      .nullable()
      .describe(
        "When the person's contact rules use this contact method: `immediately, after 5 min (default)`",
      ),
    deadline: z.string().nullable(),
    reason: z.string().nullable(),
    localTime: z.string().describe("In the person's time zone; the organisation's if there is no person"),
    sentence: z.string(),
  })
  .meta({ id: 'RehearsalEvent' });
export type PresentedEvent = z.output<typeof eventBody>;

const CONDITION_UNMET: Readonly<Record<Condition, string>> = {
  customer_facing: 'customers are not affected',
  acknowledged: 'not acknowledged',
  confirmed: 'severity not confirmed',
  mitigating: 'not mitigating yet',
};

const CONDITION_MET: Readonly<Record<Condition, string>> = {
  customer_facing: 'customers are affected',
  acknowledged: 'acknowledged',
  confirmed: 'severity confirmed',
  mitigating: 'mitigating',
};

/** Why no message leaves for somebody. */
const UNREACHABLE_REASONS: Readonly<Record<string, string>> = {
  no_address: 'no working contact method',
  channel_unknown: 'this channel is not configured',
  contact_method_gone: 'the contact method was removed',
  person_inactive: 'this person is deactivated',
};

/** Names things as the directory does. */
export interface Naming {
  readonly directory: DirectoryFacts;
  readonly policy: Policy;
}

const clock = (at: Instant, zone: string): string => {
  const local = at.toZonedDateTimeISO(zone);
  const day = local.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
};

const ORDINARY_REASONS: Readonly<Record<string, string>> = {
  already_told: 'already notified',
  drill: 'not taking part in the drill',
  nobody_holds_role: 'role not assigned',
  resolved_before_due: 'resolved before it was due',
};

function reasonOf({ reason, excludedBy }: Extract<RehearsalEvent, { kind: 'not_sent' }>): string {
  if (excludedBy === null) return ORDINARY_REASONS[reason] ?? reason;
  return (excludedBy.because === 'when' ? CONDITION_UNMET : CONDITION_MET)[excludedBy.condition];
}

const waitInWords = (seconds: number): string =>
  seconds === 0
    ? 'immediately'
    : seconds < 60
      ? `after ${seconds} s`
      : `after ${Math.round(seconds / 60)} min`;

/** What the person's contact rules, or the default ones, say of this way: "at once, after 5 min (default)". */
function ruleOf(person: Person, contactMethodId: string | null, purpose: Purpose): string | null {
  const waits = rulesFor(person, purpose)
    .filter((rule) => rule.contactMethodId === contactMethodId)
    .map(({ afterSeconds }) => waitInWords(afterSeconds));
  if (waits.length === 0) return null;
  const own = person.contactRules.some((rule) => rule.purpose === purpose);
  return `${waits.join(', ')}${own ? '' : ' (default)'}`;
}

/** An event with names, local times and a sentence. */
export function presentEvent(event: RehearsalEvent, { directory, policy }: Naming): PresentedEvent {
  const named = (id: string) => ({ id, name: directory.people.get(id)?.name ?? id });
  const list = (ids: readonly string[]) => ids.map((id) => named(id).name).join(', ');
  const title = (role: string) => policy.roles[role]?.title ?? role;
  const organisationZone = directory.organisation.timezone;
  const base = (personId: string | null, role: string | null, teamId: string | null) => ({
    at: event.at.toString(),
    kind: event.kind,
    person: personId === null ? null : named(personId),
    role,
    roleTitle: role === null ? null : title(role),
    teamName: teamId === null ? null : (directory.teams.get(teamId)?.name ?? teamId),
    channel: null,
    address: null,
    method: null,
    rule: null,
    deadline: null,
    reason: null,
    localTime: clock(event.at, directory.people.get(personId ?? '')?.timezone ?? organisationZone),
  });
  const whyGap = (unavailable: readonly Unavailable[], role: string) => {
    const away = unavailable.filter(({ because }) => because === 'away').map(({ personId }) => personId);
    const lost = unavailable.filter(({ because }) => because !== 'away').map(({ personId }) => personId);
    if (away.length > 0) return `${list(away)} ${away.length > 1 ? 'are' : 'is'} away`;
    return lost.length > 0 ? `${list(lost)} cannot be reached` : `no one is assigned as ${title(role)}`;
  };
  const way = ({ personId, channel, address, contactMethodId }: Delivery, purpose: Purpose) => {
    const person = directory.people.get(personId);
    return {
      channel,
      address,
      method: person?.contactMethods.find(({ id }) => id === contactMethodId)?.label ?? null,
      rule: person === undefined ? null : ruleOf(person, contactMethodId, purpose),
    };
  };
  switch (event.kind) {
    case 'page': {
      const level = event.level === null ? '' : `, level ${event.level}`;
      const again = event.round > 1 ? `, round ${event.round}` : '';
      const { name } = named(event.to.personId);
      return {
        ...base(event.to.personId, null, event.teamId),
        ...way(event.to, 'page'),
        sentence: `${name} is paged by ${directory.kinds.label(event.to.channel)}${level}${again}.`,
      };
    }
    case 'notice': {
      const deadline = event.deadline === null ? '' : `, deadline ${clock(event.deadline, organisationZone)}`;
      const gap = event.gap ? `, because ${whyGap(event.unavailable, event.role)}` : '';
      const what = event.digest ? 'is notified in the weekly review' : 'is notified';
      return {
        ...base(event.to.personId, event.role, event.teamId),
        ...way(event.to, 'notice'),
        deadline: event.deadline?.toString() ?? null,
        sentence: `${named(event.to.personId).name} (${title(event.role)}) ${what} by ${directory.kinds.label(event.to.channel)}${deadline}${gap}.`,
      };
    }
    case 'not_sent': {
      const reason = reasonOf(event);
      const who =
        event.personIds.length > 0 ? `${list(event.personIds)} (${title(event.role)})` : title(event.role);
      return {
        ...base(event.personIds[0] ?? null, event.role, event.teamId),
        deadline: event.due.toString(),
        reason: event.reason,
        sentence: `${who} is not notified: ${reason}.`,
      };
    }
    case 'unreachable':
      return {
        ...base(event.personId, event.role, null),
        reason: event.reason,
        sentence: `${named(event.personId).name} cannot be reached: ${UNREACHABLE_REASONS[event.reason] ?? event.reason}.`,
      };
    case 'exhausted':
      return {
        ...base(event.toldPersonIds[0] ?? null, null, event.teamId),
        sentence: `No one acknowledged. ${event.toldPersonIds.length > 0 ? `${list(event.toldPersonIds)} ${event.toldPersonIds.length > 1 ? 'are' : 'is'} notified` : 'No one else can be notified'}; the page repeats.`,
      };
    case 'acknowledged':
      return { ...base(null, null, null), sentence: 'Acknowledged: paging stops.' };
    case 'resolved':
      return { ...base(null, null, null), sentence: 'The incident is resolved.' };
  }
}

/** A day on which some step of the case does not leave. */
export interface DayOff {
  readonly date: string;
  readonly name: string;
  /** The calendar that has it off. */
  readonly calendar: string;
}

/** The days off between two instants in some calendars, for "why so late"; a day that all have off comes once. */
export function daysOff(
  names: readonly string[],
  calendarOf: (name: string) => Calendar,
  from: Instant,
  until: Instant,
): DayOff[] {
  const found = names.flatMap((name) =>
    daysOffIn(calendarOf(name), from, until).map((day) => ({ ...day, calendar: name })),
  );
  const first = (day: DayOff) =>
    found.find(({ date, name }) => date === day.date && name === day.name) === day;
  return found.filter(first).sort((a, b) => (a.date < b.date ? -1 : 1));
}

function daysOffIn(calendar: Calendar, from: Instant, until: Instant): { date: string; name: string }[] {
  const found: { date: string; name: string }[] = [];
  const last = until.toZonedDateTimeISO(calendar.zone).toPlainDate();
  let day = from.toZonedDateTimeISO(calendar.zone).toPlainDate();
  for (let count = 0; count < 40 && Temporal.PlainDate.compare(day, last) <= 0; count++) {
    const holiday = calendar.holidays[day.toString()];
    const weekend = !calendar.workingDays.includes(day.dayOfWeek);
    if (holiday !== undefined || weekend)
      found.push({
        date: day.toString(),
        name: holiday ?? day.toLocaleString('en-GB', { weekday: 'long' }),
      });
    day = day.add({ days: 1 });
  }
  return found;
}
