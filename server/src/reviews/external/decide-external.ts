import type { Participant, ParticipantReason } from '../model.ts';
import type { Report } from '../report/model.ts';
import { composed, type Named, type Names, namedIn } from './decide-names.ts';

export const ANSWERS = ['role', 'keep', 'omit'] as const;
/** role: the role stands there instead. keep: it is no person's name. omit: the whole text is left out. */
export type Answer = (typeof ANSWERS)[number];

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
  for (const [title, alike] of Map.groupBy(titled, (each) => each.title))
    for (const [at, { personId }] of alike.entries())
      names.set(personId, alike.length === 1 ? title : `${title} ${at + 1}`);
  return (personId) => names.get(personId) ?? roles.get(personId) ?? OTHER;
}

/** The fields of a report in which words stand that people read. All others are ids, times and words of ours. */
const WORDS = new Set(['text', 'value', 'who', 'title', 'note', 'owner', 'name', 'by', 'actual', 'missing']);

type Change = (text: string) => string;

/** The report with each text that people read changed. */
function changeTexts<T>(value: T, change: Change, key = ''): T {
  if (typeof value === 'string') return (WORDS.has(key) ? change(composed(value)) : value) as T;
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
  /** Each place of it in the text, which is where it is replaced: to look for it once more could find less. */
  readonly places: readonly Named[];
}

/** Every name in the texts of a report. @param idOf a short id of a text and a name */
export function mentionsIn(
  report: Report,
  names: Names,
  idOf: (text: string, name: string) => string,
): readonly Mention[] {
  const texts = new Set<string>();
  changeTexts(report, (text) => {
    texts.add(text);
    return text;
  });
  return [...texts].flatMap((text) =>
    [...Map.groupBy(namedIn(text, names), ({ from, to }) => text.slice(from, to))].map(([name, places]) => ({
      ...{ id: idOf(text, name), name, text, role: places[0]?.role ?? OTHER, places },
    })),
  );
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
    const places = replaced.flatMap((mention) => mention.places).toSorted((a, b) => a.from - b.from);
    let at = 0;
    const pieces = places.map(({ from, to, role }) => {
      const piece = text.slice(at, from) + role;
      at = to;
      return piece;
    });
    return pieces.join('') + text.slice(at);
  });
}
