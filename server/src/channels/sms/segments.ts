/** How a text is cut into the segments that are sent, shown and paid for (3GPP TS 23.038 and 23.040). */

const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Each of these takes two places. */
const EXTENDED = '\f^{}\\[~]|€';

const ones = new Set(GSM);
const twos = new Set(EXTENDED);

/** In units of the alphabet: alone, and per segment of several, whose head takes some. */
const GSM_UNITS = { alone: 160, each: 153 };
const UCS2_UNITS = { alone: 70, each: 67 };

const isGsm = (text: string): boolean => [...text].every((char) => ones.has(char) || twos.has(char));

const gsmUnits = (text: string): number => [...text].reduce((sum, char) => sum + (twos.has(char) ? 2 : 1), 0);

/** How many segments a text takes. */
export function segmentsOf(text: string): number {
  const [units, { alone, each }] = isGsm(text) ? [gsmUnits(text), GSM_UNITS] : [text.length, UCS2_UNITS];
  return units <= alone ? 1 : Math.ceil(units / each);
}

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[\u2018\u2019\u201A\u2032]/g, "'"],
  [/[\u201C-\u201E\u00AB\u00BB\u2033]/g, '"'],
  [/\u2026/g, '...'],
  [/[\u00A0\u2000-\u200A\u202F]/g, ' '],
  [/\u2022/g, '-'],
];

/** Typographic signs as plain ones: a single dash or quote would more than halve what an SMS holds. */
export const plainSigns = (text: string): string =>
  PLAIN.reduce((soFar, [sign, plain]) => soFar.replace(sign, plain), text);
