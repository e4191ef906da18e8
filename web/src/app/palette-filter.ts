export interface Findable {
  readonly label: string;
  readonly keywords: string;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether each typed word begins a word of the text, in any order. */
const begins = (typed: readonly string[], text: string): boolean => {
  const words = wordsIn(text);
  return typed.every((part) => words.some((word) => word.startsWith(part)));
};

/**
 * What is meant by what was typed, best first: by the beginning of the name, by its words in any order, by what else it is
 * called, and last by letters within.
 */
export function foundBy<T extends Findable>(query: string, actions: readonly T[]): T[] {
  const typed = wordsIn(query);
  const said = query.trim().toLowerCase();
  const rank = ({ label, keywords }: T): number => {
    if (label.toLowerCase().startsWith(said)) return 0;
    if (typed.length > 0 && begins(typed, label)) return 1;
    if (typed.length > 0 && begins(typed, `${label} ${keywords}`)) return 2;
    return `${label}\n${keywords}`.toLowerCase().includes(said) ? 3 : 4;
  };
  return actions
    .map((action) => ({ action, at: rank(action) }))
    .filter(({ at }) => at < 4)
    .sort((a, b) => a.at - b.at)
    .map(({ action }) => action);
}
