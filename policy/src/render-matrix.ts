import type { MatrixStep, Policy } from './decide-compile.ts';
import { SEVERITIES, type Severity } from './model-matrix.ts';
import { type Block, heading, type Item, list, paragraph } from './render-document.ts';
import { brackets, capital, conditionWords, dueWords, durationWords, weekdayWords } from './render-words.ts';

/** Who holds a role today, for the prose: read from the directory by whoever asks for it. */
export interface NamedHolding {
  readonly role: string;
  /** Null for a role of the whole organisation. */
  readonly teamName: string | null;
  readonly people: readonly { readonly name: string; readonly as: 'holder' | 'deputy' }[];
}

/** Everybody who would hear today. */
export interface HoldersToday {
  readonly holdings: readonly NamedHolding[];
  /** Who is on call now, by team. */
  readonly onCall: readonly Omit<NamedHolding, 'role'>[];
}

/** A role as people call it; with its name in the file where two are called the same. */
function roleTitle(policy: Policy, role: string): string {
  const title = policy.roles[role]?.title ?? role;
  const same = Object.values(policy.roles).filter((each) => each.title === title);
  return same.length > 1 ? `${title} [${role}]` : title;
}

/** "Product Owner, CTO". */
export const roleTitles = (policy: Policy, roles: readonly string[]): string =>
  roles.map((role) => roleTitle(policy, role)).join(', ');

const paged = (steps: readonly MatrixStep[]): ReadonlySet<string> =>
  new Set(steps.filter(({ mode }) => mode === 'page').flatMap(({ notify }) => notify));

function matrixLines(policy: Policy, level: Severity): Item[] {
  const steps = policy.matrix[level];
  const informed = new Set(steps.filter(({ mode }) => mode === 'inform').flatMap(({ notify }) => notify));
  const lines = new Map<string, string[]>();
  for (const step of steps) {
    const due = dueWords(step.by, policy);
    const roles = step.notify.map((role) => {
      // Who is paged stands below the lines; a role that is also only told needs it said at the line.
      const mode = step.mode === 'page' && informed.has(role) ? ['paged'] : [];
      return roleTitle(policy, role) + brackets([...mode, ...conditionWords(step)]);
    });
    lines.set(due, [...(lines.get(due) ?? []), ...roles]);
  }
  return [...lines].map(([due, roles]) => ({ lead: due, text: `: ${roles.join(', ')}` }));
}

function levels(policy: Policy): Block[] {
  return SEVERITIES.flatMap((level) => {
    const roles = [...paged(policy.matrix[level])];
    return [
      heading(3, `${level} Incidents`),
      list(matrixLines(policy, level)),
      paragraph(
        roles.length > 0 ? `Paged until acknowledged: ${roleTitles(policy, roles)}.` : 'No one is paged.',
      ),
    ];
  });
}

type WrittenCalendar = Policy['calendars'][string];

function calendarWords({ zone, workingDays, hours, country, region, dates }: WrittenCalendar): string {
  const ofZone = zone === 'organisation' ? "the organisation's time zone" : zone;
  const place = country === 'organisation' ? 'the organisation' : country;
  const where = region === null ? place : `${place}, region ${region}`;
  return [
    `${weekdayWords(workingDays)}, ${hours.from} to ${hours.until} in ${ofZone}`,
    country === 'none' ? 'public holidays are working days' : `except public holidays of ${where}`,
    ...(dates.length > 0
      ? [`days off of its own: ${dates.map(({ date, name }) => `${date} ${name}`).join(', ')}`]
      : []),
  ].join('; ');
}

const calendars = (policy: Policy): Item[] =>
  Object.entries(policy.calendars).map(([name, calendar]) => ({
    lead: name === 'default' ? 'Business days' : `Business days: calendar ${name}`,
    text: `: ${calendarWords(calendar)}`,
  }));

/** What the phrases of the lines mean, and how a page goes on: the same for all levels. */
function everyLevel(policy: Policy): Block[] {
  const { escalation, paging } = policy;
  const { weekday, at } = escalation.weeklyReview;
  const exhausted = roleTitles(policy, paging.exhausted.notify);
  return [
    heading(3, 'At Every Level'),
    list([
      {
        lead: 'Within',
        text: ` is a deadline: the notice is sent ${durationWords(escalation.marginSeconds)} before it`,
      },
      { lead: 'Next business day', text: `: at ${escalation.nextBusinessDayAt}` },
      { lead: 'Weekly review', text: `: ${capital(weekday)} at ${at}` },
      ...calendars(policy),
      {
        lead: 'Paging',
        text:
          `: if no one acknowledges, the next on-call level is paged after ${durationWords(paging.levelTimeoutSeconds)}; ` +
          `after the last level it repeats every ${durationWords(paging.repeatEverySeconds)}, and ` +
          `${exhausted} is ${paging.exhausted.mode === 'page' ? 'paged' : 'notified'}. An alert that returns ` +
          `${durationWords(paging.pageAgainAfterClearSeconds)} after it cleared pages on-call again, even if the incident is acknowledged. ` +
          `Contact methods are tested every ${durationWords(paging.testContactsEverySeconds)}`,
      },
    ]),
  ];
}

const HELD = {
  on_call: 'the on-call person for the team of the affected system',
  team: 'assigned by the team of the affected system',
  organisation: 'assigned by the organisation',
  incident: 'assigned during the incident',
} as const;

const heldBy = (role: string, { held, covered_by }: Policy['roles'][string]): string => {
  if (role === 'incident_commander' && held === 'incident')
    return 'the person who has taken command of the incident';
  return `${HELD[held]}${covered_by === undefined ? '' : `; until then, the on-call person of ${covered_by}`}`;
};

function roles(policy: Policy): Block[] {
  return [
    heading(3, 'Roles'),
    paragraph('Who holds each role, and who is notified instead if there is no holder and no deputy:'),
    list(
      Object.entries(policy.roles).map(([role, rule]) => ({
        lead: roleTitle(policy, role),
        text: roleText(policy, role, rule),
      })),
    ),
    paragraph(`If these are missing too: ${roleTitles(policy, policy.fallback)}.`),
  ];
}

function roleText(policy: Policy, role: string, rule: Policy['roles'][string]): string {
  const { description, fallback, reads } = rule;
  return [
    `: ${heldBy(role, rule)}`,
    fallback.length > 0 ? `; instead ${roleTitles(policy, fallback)}` : '',
    reads === undefined ? '' : `; reads messages as ${reads} do`,
    description === undefined ? '' : `. ${description}`,
  ].join('');
}

function holderLine({ teamName, people }: Omit<NamedHolding, 'role'>): string {
  const names = people.map(({ name, as }) => (as === 'deputy' ? `${name} (deputy)` : name));
  const who = names.length > 0 ? names.join(', ') : 'no one';
  return teamName === null ? who : `${teamName}: ${who}`;
}

function holders(policy: Policy, today: HoldersToday | null): Block[] {
  if (today === null) return [];
  const items = Object.entries(policy.roles)
    .filter(([, rule]) => rule.held !== 'incident')
    .map(([role, { held }]) => {
      const found = held === 'on_call' ? today.onCall : today.holdings.filter((each) => each.role === role);
      const own = found.map(holderLine);
      const single = own.length === 1 && !own[0]?.includes(': ');
      return {
        lead: roleTitle(policy, role),
        text: own.length === 0 ? ': not assigned' : single ? `: ${own[0]}` : '',
        children: single ? [] : own.map((text) => ({ text })),
      };
    });
  return [heading(3, 'Who holds each role today'), list(items)];
}

/** The escalation matrix with everything its lines rest on; `today` adds who holds each role. */
export const matrix = (policy: Policy, today: HoldersToday | null): Block[] => [
  ...levels(policy),
  ...everyLevel(policy),
  ...roles(policy),
  ...holders(policy, today),
];
