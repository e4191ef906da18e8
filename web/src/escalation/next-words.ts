import type { LadderStep, Page } from './api.ts';

/** Who hears next if nobody does anything, in words: "Leyla Demir", "will be paged", at this instant. */
interface Coming {
  who: string;
  what: string;
  at: string;
}

type Step = Pick<LadderStep, 'status' | 'sendAt' | 'roleTitle' | 'mode'>;
type Paged = Pick<Page, 'status' | 'next'>;
type Next = NonNullable<Page['next']>;

/** `Ana`, `Ana and Ben`, `Ana, Ben and Cleo`. */
export function nameList(names: readonly string[]): string {
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** What an open page does next: people who "will be paged", or who else is told that nobody has answered. */
function nextOfPage(next: Next) {
  const told = next.people.length === 0;
  const people = told ? next.others : next.people;
  return {
    names: people.map(({ name }) => name),
    what: `will be ${told && next.othersMode === 'inform' ? 'notified' : 'paged'}${!told && next.again ? ' again' : ''}`,
  };
}

/** The minute is what people read: what comes within the same one is one sentence. */
const minute = (at: string) => at.slice(0, 16);

/** The soonest of the ladder's next step and of the next turn of every open page. */
export function nextComing(steps: readonly Step[], pages: readonly Paged[]): Coming | null {
  const planned = steps.filter((step) => step.status === 'planned');
  const [first] = planned.sort((a, b) => Date.parse(a.sendAt) - Date.parse(b.sendAt));
  const turns = pages
    .flatMap(({ status, next }) => (status === 'open' && next ? [next] : []))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [turn] = turns;
  if (turn && (!first || Date.parse(turn.at) <= Date.parse(first.sendAt))) {
    const { what } = nextOfPage(turn);
    const alike = turns.filter(({ at }) => minute(at) === minute(turn.at)).map(nextOfPage);
    const names = alike.flatMap((each) => (each.what === what ? each.names : []));
    return { who: nameList([...new Set(names)]), what, at: turn.at };
  }
  if (!first) return null;
  const same = planned.filter((step) => step.sendAt === first.sendAt && step.mode === first.mode);
  return {
    who: nameList([...new Set(same.map((step) => step.roleTitle))]),
    what: `will be ${first.mode === 'page' ? 'paged' : 'notified'}`,
    at: first.sendAt,
  };
}
