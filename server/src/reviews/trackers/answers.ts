import { cleanText, type Instant, isUsualYear, Temporal } from '../../kernel/index.ts';
import { VendorTrouble } from './model.ts';

/** What a vendor answered, read without trusting it: what is not there is empty. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string => (typeof value === 'string' ? cleanText(value) : '');

/** A day as `2031-03-31`; null for none, and for what is no day of a usual year. */
export function dateOrNull(value: unknown): string | null {
  const said = text(value);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said) || !isUsualYear(said)) return null;
  try {
    return Temporal.PlainDate.from(said, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/**
 * What an issue cannot be without, such as its key. Whatever answers without it is not the tracker, or not well: a proxy's page says
 * "200", too.
 * @throws VendorTrouble `later`
 */
export function needed(value: unknown, what: string): string {
  const said = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : text(value);
  if (said.trim() === '') throw unreadable(what);
  return said;
}

/** Where people open an issue: it is shown as a link. @throws VendorTrouble `later` */
export function webAddress(value: unknown): string {
  const said = needed(value, 'the URL of the issue');
  if (!URL.canParse(said) || !/^https?:$/.test(new URL(said).protocol))
    throw unreadable('the URL of the issue');
  return said;
}

/** @throws VendorTrouble `later` */
export function instantOf(value: unknown): Instant {
  try {
    return Temporal.Instant.from(needed(value, 'the time of its last change'));
  } catch {
    throw unreadable('the time of its last change');
  }
}

const unreadable = (what: string): VendorTrouble =>
  new VendorTrouble('later', `The tracker’s answer cannot be read: ${what} is missing.`);

/** Whether it is the vendor that answers, by a field that only it has. @throws VendorTrouble `later` */
export function fromVendor(isThere: boolean, vendor: string): void {
  if (!isThere)
    throw new VendorTrouble(
      'later',
      `Something answers at this URL, but not as ${vendor} does. Check the URL.`,
    );
}
