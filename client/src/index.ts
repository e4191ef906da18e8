import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.ts';
import { problemFrom } from './problem.ts';

export type { components, operations, paths } from './generated/api.ts';
export { Problem, type ProblemField } from './problem.ts';

export type Api = Client<paths>;

export interface ApiOptions {
  /** Where Tocsin is, such as `https://tocsin.example.com`; empty in a page that it serves itself. */
  readonly baseUrl: string;
  /** A bearer token; absent in a browser, where the session's cookie speaks. */
  readonly token?: string;
}

/** The typed HTTP API: `api.GET('/api/v1/incidents')`. Paths and bodies are checked against the OpenAPI document. */
export function createApi({ baseUrl, token }: ApiOptions): Api {
  return createFetchClient<paths>({
    baseUrl,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}

/**
 * The answer's data.
 * @throws Problem when the server refused
 */
export async function ask<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await request;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as NonNullable<T>;
}
