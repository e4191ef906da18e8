import { err, invisibleIn, ok, type Result } from '../../kernel/index.ts';

const LONGEST_URL = 2_000;

/** Where signed requests are sent, in its canonical form; or a sentence on what is wrong with it. */
export function webAddress(address: string): Result<string, string> {
  // Before it is parsed: of a host they are dropped without a word, and in a path they become %E2%80%8B.
  const invisible = invisibleIn(address.trim());
  if (invisible !== undefined) return err(invisible);
  const url = URL.parse(address.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return err('This is not a web address. Expected something like https://hooks.example.com/tocsin.');
  if (url.username !== '' || url.password !== '')
    return err('Remove the user name and password from the address; messages are signed instead.');
  if (url.href.length > LONGEST_URL) return err(`This address is longer than ${LONGEST_URL} characters.`);
  url.hash = '';
  return ok(url.href);
}
