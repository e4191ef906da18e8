import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { err, ok, type Result } from '../kernel/index.ts';

/**
 * A telephone number as people write it, in E.164 (`+351210000000`). Its country's lengths are checked and not its ranges:
 * new ranges are opened faster than any list is updated, and to refuse a good number costs somebody their pages.
 */
export function phoneNumber(text: string): Result<string, string> {
  const written = text.trim().replace(/^00/, '+');
  const number =
    written.startsWith('+') && written.length <= 40 ? parsePhoneNumberFromString(written) : undefined;
  return number?.isPossible() && number.ext === undefined
    ? ok(number.number)
    : err('This is not a phone number with country code. Expected something like +351 210 000 000.');
}
