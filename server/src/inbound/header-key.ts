import type { FastifyRequest } from 'fastify';

/** `Bearer`, Opsgenie's `GenieKey`, or `Basic`: their word in any case. */
const SCHEME = /^(bearer|geniekey|basic) +(\S+)\s*$/i;

/**
 * The key that a request carries beside its body: as Opsgenie's clients do (`GenieKey`, `Basic` of the key alone), or as
 * Prometheus does (`Bearer`, or the password of `Basic`). What is no key opens nothing, so nothing is checked here.
 */
export function keyInHeader({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const [, scheme, value] = SCHEME.exec(headers.authorization ?? '') ?? [];
  if (scheme === undefined || value === undefined) return undefined;
  if (scheme.toLowerCase() !== 'basic') return value;
  const pair = Buffer.from(value, 'base64').toString('latin1');
  const at = pair.indexOf(':');
  const password = at === -1 ? '' : pair.slice(at + 1);
  return password === '' ? pair.slice(0, at === -1 ? undefined : at) : password;
}

/** The first value of a parameter of the query; undefined when there is none. */
export function queryText({ query }: Pick<FastifyRequest, 'query'>, name: string): string | undefined {
  return queryTexts({ query }, name)[0];
}

/** All values of a parameter of the query. */
export function queryTexts({ query }: Pick<FastifyRequest, 'query'>, name: string): readonly string[] {
  const values = query as Readonly<Record<string, unknown>>;
  const found = Object.hasOwn(values, name) ? values[name] : undefined;
  return [found].flat().filter((value) => typeof value === 'string');
}
