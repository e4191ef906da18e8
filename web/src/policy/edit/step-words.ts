import { conditionText } from '../../escalation/words.ts';
import { type DueParts, dueParts } from './phrases.ts';

/** How many of which unit, as it is said: `2h30m` is "2 hours 30 minutes". Anything else is given back as it is. */
function durationWords(written: string): string {
  const parts = [...written.trim().matchAll(/(\d+)([wdhms])/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== written.trim()) return written.trim();
  const units: Record<string, string> = { w: 'week', d: 'day', h: 'hour', m: 'minute', s: 'second' };
  return parts.map(([, count, unit = '']) => `${count} ${units[unit]}${count === '1' ? '' : 's'}`).join(' ');
}

function dueSentence({ kind, rest }: DueParts): string {
  if (kind === 'immediately') return 'immediately';
  if (kind === 'within') return rest === '' ? 'within …' : `within ${durationWords(rest)}`;
  if (kind === 'other') return rest === '' ? '…' : `“${rest}”`;
  const moment = rest === '' ? '' : ` ${rest}`;
  return kind === 'weekly review' ? `at the weekly review${moment}` : `on the next business day${moment}`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The roles of a step, however they are written: one as a word, several as a list. */
export const rolesOf = (notify: unknown): string[] =>
  (Array.isArray(notify) ? notify : [notify]).map(text).filter((role) => role !== '');

/** One line of the matrix as a sentence: "CEO is told within 30 minutes, if customers are affected". */
export function stepSentence(step: unknown, titleOf: (role: string) => string): string {
  const { notify, by, mode, when, unless } = (step ?? {}) as Record<string, unknown>;
  const roles = rolesOf(notify).map(titleOf);
  const last = roles.at(-1) ?? 'No one';
  const who = roles.length < 2 ? last : `${roles.slice(0, -1).join(', ')} and ${last}`;
  const verb = `${roles.length > 1 ? 'are' : 'is'} ${mode === 'page' ? 'paged' : 'notified'}`;
  const conditions = [
    text(when) === '' ? '' : `, if ${conditionText(text(when))}`,
    text(unless) === '' ? '' : `, unless ${conditionText(text(unless))}`,
  ];
  return `${who} ${verb} ${dueSentence(dueParts(text(by)))}${conditions.join('')}`;
}

/** What is wrong with the moment of a step, in words of the form: the grammar of the text would say nothing there. */
export function dueProblem(by: unknown, message: string | undefined): string | undefined {
  if (message === undefined || !message.startsWith('Expected: immediately')) return message;
  const { kind } = dueParts(text(by));
  if (kind === 'within') return 'Expected a time such as 15m, 1h or 2h30m.';
  return kind === 'other' ? 'Invalid time.' : 'Expected a time of day such as 10:00.';
}
