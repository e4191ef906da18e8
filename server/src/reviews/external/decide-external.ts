import type { Participant, ParticipantReason } from '../model.ts';
import type { Report } from '../report/model.ts';

export const ANSWERS = ['role', 'keep', 'omit'] as const;
/** role: the role stands there instead. keep: it is no person's name. omit: the whole text is left out. */
export type Answer = (typeof ANSWERS)[number];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const REASON_WORDS: Readonly<Record<ParticipantReason, string>> = {
  incident_commander: 'Incident commander',
  engineering_manager: 'Engineering manager',
  product_owner: 'Product owner',
  responders: 'Responder',
  facilitator: 'Facilitator',
  affected_stakeholders: 'Stakeholder',
  added: 'Participant',
};
const ORDER = Object.keys(REASON_WORDS) as ParticipantReason[];
/** Somebody who had no part in the incident, such as an action's owner. */
const OTHER = 'Colleague';

/**
 * What each person is called for readers outside: their role in the incident, the most telling one; with a number where several have it,
 * so that a reader can follow who did what.
 * @param roles the titles of the roles that people have in the incident, by person
 */
export function roleNames(
  participants: readonly Pick<Participant, 'personId' | 'reasons'>[],
  roles: ReadonlyMap<string, string>,
): (personId: string) => string {
  const titled = participants.map(({ personId, reasons }) => {
    const reason = ORDER.find((each) => reasons.includes(each)) ?? 'added';
    const title = roles.get(personId);
    return { personId, title: title ?? REASON_WORDS[reason] };
  });
  const names = new Map<string, string>();
  for (const { personId, title } of titled) {
    const alike = titled.filter((each) => each.title === title);
    const at = alike.findIndex((each) => each.personId === personId);
    names.set(personId, alike.length === 1 ? title : `${title} ${at + 1}`);
  }
  return (personId) => names.get(personId) ?? roles.get(personId) ?? OTHER;
}

/** The fields of a report in which words stand that people read. All others are ids, times and words of ours. */
const WORDS = new Set(['text', 'value', 'who', 'title', 'note', 'owner', 'name', 'by', 'actual', 'missing']);

type Change = (text: string) => string;

/** The report with each text that people read changed. */
function changeTexts<T>(value: T, change: Change, key = ''): T {
  if (typeof value === 'string') return (WORDS.has(key) ? change(value) : value) as T;
  if (Array.isArray(value)) return value.map((each) => changeTexts(each, change, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, changeTexts(each, change, name)]),
  ) as T;
}

export interface Mention {
  /** By text and name. */
  readonly id: string;
  /** As it stands there. */
  readonly name: string;
  readonly text: string;
  /** What would stand there instead. */
  readonly role: string;
}

const ESCAPED = /[.*+?^${}()|[\]\\]/g;
const pattern = (words: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${words.replace(ESCAPED, '\\$&')}(?![\\p{L}\\p{N}])`, flags);
/** Ways to reach somebody, whoever it is. */
const REACH = [
  { find: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, role: 'an e-mail address' },
  { find: /\+\d[\d ()/-]{6,}\d/g, role: 'a phone number' },
];
const SHORTEST = 3;

interface Searched {
  readonly find: RegExp;
  readonly role: string;
}

/**
 * Where people are named: everybody by their full name and address; who took part also by each part of it, and then only as a name is
 * written: "Mark" and not "mark".
 */
export function namesOf(
  people: readonly Person[],
  takesPart: (personId: string) => boolean,
  roleOf: (personId: string) => string,
): readonly Searched[] {
  const all = people.flatMap(({ id, name, email }) => {
    const role = roleOf(id);
    const whole = [name, email].filter((each) => each.trim().length >= 2);
    const parts = takesPart(id) ? name.split(/\s+/).filter((part) => part.length >= SHORTEST) : [];
    return [
      ...whole.map((words) => ({ words, find: pattern(words.trim(), 'giu'), role })),
      ...parts
        .filter((part) => part !== name.trim())
        .map((words) => ({ words, find: pattern(words, 'gu'), role })),
    ];
  });
  // Addresses before names and the longest first: of "Ana Ruiz", nothing of "Ana" is left to be found.
  const sorted = all.toSorted((a, b) => b.words.length - a.words.length);
  const isAddress = ({ words }: { readonly words: string }) => words.includes('@');
  return [...sorted.filter(isAddress), ...REACH, ...sorted.filter((each) => !isAddress(each))];
}

/** Every name in the texts of a report. @param idOf a short id of a text and a name */
export function mentionsIn(
  report: Report,
  names: readonly Searched[],
  idOf: (text: string, name: string) => string,
): readonly Mention[] {
  const texts = new Set<string>();
  changeTexts(report, (text) => {
    texts.add(text);
    return text;
  });
  return [...texts].flatMap((text) => {
    const found = new Map<string, Mention>();
    let rest = text;
    for (const { find, role } of names)
      rest = rest.replace(find, (name) => {
        found.set(name, { id: idOf(text, name), name, text, role });
        return '\0'.repeat(name.length);
      });
    return [...found.values()];
  });
}

const LEFT_OUT = '[left out]';

/** The report as it may go: each name answered for. What is not answered yet stands as its role. */
export function answered(
  report: Report,
  mentions: readonly Mention[],
  answers: ReadonlyMap<string, Answer>,
): Report {
  const byText = Map.groupBy(mentions, ({ text }) => text);
  return changeTexts(report, (text) => {
    const named = byText.get(text) ?? [];
    const answerOf = ({ id }: Mention): Answer => answers.get(id) ?? 'role';
    if (named.some((mention) => answerOf(mention) === 'omit')) return LEFT_OUT;
    const replaced = named.filter((mention) => answerOf(mention) === 'role');
    // In one go: what stands there by now is not looked through again.
    if (replaced.length === 0) return text;
    const roles = new Map(replaced.map(({ name, role }) => [name, role]));
    const longest = [...roles.keys()].toSorted((a, b) => b.length - a.length);
    const any = new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${longest.map((name) => name.replace(ESCAPED, '\\$&')).join('|')})(?![\\p{L}\\p{N}])`,
      'gu',
    );
    return text.replace(any, (name) => roles.get(name) ?? name);
  });
}
