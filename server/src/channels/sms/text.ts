import type { Envelope } from '../../communication/index.ts';
import { discreetBody, discreetTitle, shorten } from '../words.ts';
import { plainSigns, segmentsOf } from './segments.ts';

/** More is not read at night, costs as often again, and arrives in pieces. */
const MOST_SEGMENTS = 3;

/** Three segments of GSM-7 hold 459 characters of at most two bytes each. */
export const MAX_BYTES = 918;

const TITLE = 90;

/**
 * What an SMS says, in at most three segments. The title (shortened, but with its reference), how to answer and the link are
 * always there; of the rest, whatever has room.
 * @param answerable whether a reply finds its way back
 */
export function textFor(envelope: Envelope, answerable: boolean): string {
  const { actions } = envelope.content;
  const acknowledge = actions.find(({ kind }) => kind === 'acknowledge');
  const open = actions.find(({ kind }) => kind === 'open');
  const how = howTo(envelope, answerable, acknowledge ?? open);
  const more = acknowledge === undefined || open === undefined ? [] : [open.url];
  const title = plainSigns(discreetTitle(envelope, LONGEST_TITLE));
  const body = plainSigns(discreetBody(envelope));
  const all = joined([shortTitle(title, TITLE), body, ...how, ...more]);
  if (fits(all)) return all;
  const length = mostOf(TITLE, (most) => fits(joined([shortTitle(title, most), ...how])));
  const head = shortTitle(title, length);
  const rest = mostOf([...body].length, (most) => fits(joined([head, cut(body, most), ...how])));
  return joined([head, cut(body, rest), ...how]);
}

/** Before it is shortened to what has room. */
const LONGEST_TITLE = 250;

const fits = (text: string): boolean => segmentsOf(text) <= MOST_SEGMENTS;

const joined = (lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

function howTo(
  { replyCode }: Envelope,
  answerable: boolean,
  action: { readonly label: string; readonly url: string } | undefined,
): string[] {
  if (action === undefined) return [];
  return replyCode === undefined || !answerable
    ? [`${plainSigns(shorten(action.label, 30))}: ${action.url}`]
    : [`Reply ${replyCode} to acknowledge, or:`, action.url];
}

/** "P1 Checkout is… - INC-12": by its reference, people speak of it to one another. */
function shortTitle(title: string, length: number): string {
  if ([...title].length <= length) return title;
  const [reference = ''] = / - [A-Z]{2,6}-\d+$/.exec(title) ?? [];
  return `${cut(title, length - reference.length)}${reference}`;
}

/** The greatest number up to `most` that is right. Found by halving, because each character may change the alphabet of the whole. */
function mostOf(most: number, isRight: (length: number) => boolean): number {
  if (isRight(most)) return most;
  let [right, wrong] = [0, most];
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2);
    if (isRight(middle)) right = middle;
    else wrong = middle;
  }
  return right;
}

/** With three dots and not the one character for them, which GSM-7 does not have. */
function cut(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  return length < 8
    ? ''
    : `${characters
        .slice(0, length - 3)
        .join('')
        .trimEnd()}...`;
}
