import { ask, createApi, type operations } from '@tocsin/client';
import { learnServerTime } from '../ui/clock.ts';
import { authProblem } from './problem.ts';

/** The typed API of the server that served this page; the session's cookie says who is asking. */
export const api = createApi({ baseUrl: '' });
export { ask };

type Operation = keyof operations;
type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type Responses<O extends Operation> = operations[O]['responses'];

/** What an operation answers with when it succeeds. */
export type Reply<O extends Operation> = JsonOf<Responses<O>[Extract<keyof Responses<O>, 200 | 201 | 202>]>;

/** What an operation takes as its body. */
export type Body<O extends Operation> = operations[O] extends {
  requestBody?: { content: { 'application/json': infer Taken } } | undefined;
}
  ? NonNullable<Taken>
  : never;

/** The query parameters that are set; an absent one must not be sent as an empty one. */
export function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(set) as { [K in keyof T]?: NonNullable<T[K]> };
}

let onSignedOut: () => void = () => {};

/** What to do when the server says that the session has ended. */
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

let onRead: () => void = () => {};

/** What to do when the server has answered a question: what is on screen is of now, live or not. */
export function whenRead(handler: () => void): void {
  onRead = handler;
}

/** A question that hangs holds one of the few connections that a browser makes; it is asked again soon enough. */
const READ_TIMEOUT_MS = 30_000;

api.use({
  onRequest({ request }) {
    if (request.method !== 'GET') return undefined;
    return new Request(request, { signal: AbortSignal.timeout(READ_TIMEOUT_MS) });
  },
  onResponse({ request, response }) {
    learnServerTime(response.headers.get('date'));
    if (response.ok && request.method === 'GET') onRead();
    if (response.status === 401) onSignedOut();
  },
});

/**
 * A call of better-auth, which is mounted under /api/auth and not part of our OpenAPI document.
 * @throws Problem when it refuses
 */
export async function askAuth(path: string, body: object): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  });
  if (!response.ok) throw authProblem(response.status, await response.json().catch(() => undefined));
}
