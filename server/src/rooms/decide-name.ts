import { type Incident, referenceOf } from '../incidents/index.ts';

/** Names tried before the request is given up. */
const MOST_NAMES = 6;

/**
 * What the channel of an incident may be called: `inc-142-payments-api-down`, and should that be taken `…-2`. What chats
 * have in common: lower case, a-z, 0-9 and hyphens. That of a restricted incident does not say what it is about, because
 * administrators of a chat see the names of private channels.
 * @param longest characters that the chat allows
 */
export function channelNames(
  { number, title, drill }: Pick<Incident, 'number' | 'title' | 'drill'>,
  { longest, discreet }: { readonly longest: number; readonly discreet: boolean },
): readonly string[] {
  const reference = referenceOf(number).toLowerCase();
  const parts = [reference, ...(drill ? ['drill'] : []), discreet ? 'private' : slug(title)];
  const whole = parts.filter((part) => part !== '').join('-');
  return Array.from({ length: MOST_NAMES }, (_, index) => {
    const suffix = index === 0 ? '' : `-${index + 1}`;
    return `${shorten(whole, longest - suffix.length)}${suffix}`;
  });
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** At the end of a word, unless that costs more than a third. */
function shorten(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const end = name.lastIndexOf('-', longest);
  return name.slice(0, end > (longest * 2) / 3 ? end : longest).replace(/-+$/, '');
}
