import { type Api, ask, type components } from '@tocsin/client';
import { UsageError } from './errors.ts';

type Person = components['schemas']['Person'];

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ID of somebody who is named by their ID, e-mail address or name. @throws UsageError when it is not one person */
export async function personId(api: Api, named: string): Promise<string> {
  if (ID.test(named)) return named;
  const wanted = named.trim().toLowerCase();
  const words = wanted.split('@')[0] ?? wanted;
  const found: Person[] = [];
  // The server searches names; an address is looked for among all.
  const query = wanted.includes('@') ? { limit: 1_000 } : { q: words, limit: 1_000 };
  for (let cursor: string | null = null; ; ) {
    const page: { items: Person[]; nextCursor: string | null } = await ask(
      api.GET('/api/v1/people', { params: { query: { ...query, ...(cursor === null ? {} : { cursor }) } } }),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  const exact = found.filter(({ email, name }) =>
    [email, name].some((each) => each?.toLowerCase() === wanted),
  );
  const [one, another] = exact.length > 0 || wanted.includes('@') ? exact : found;
  if (one === undefined) throw new UsageError(`Nobody is called ${named}.`);
  if (another !== undefined)
    throw new UsageError(
      `Several people are called ${named}: ${one.name}, ${another.name}, … Give the e-mail address.`,
    );
  return one.id;
}
