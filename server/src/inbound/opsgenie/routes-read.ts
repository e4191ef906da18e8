import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Alert } from '../../detection/index.ts';
import { notFound } from '../../kernel/index.ts';
import { queryText } from '../header-key.ts';
import type { Caller, Handler } from '../keyed-door.ts';
import { inSearchTurn } from '../searches.ts';
import { type Route, sayNo, type WithApis, withData } from './answers.ts';
import { namedAlert } from './named.ts';
import { presentAlert, presentLog, presentNote, presentRequest } from './present.ts';
import { type AlertSearch, parseQuery } from './query.ts';

const MOST_PER_PAGE = 100;
/** Alerts that a search looks through, the newest first, and so many at a time. */
const MOST_SEARCHED = 10_000;
const AT_ONCE = 500;

/** What Opsgenie tells of alerts, requests, notes and logs: of those that came through the caller's integration. */
export function readRoutes(route: Route, apis: WithApis['apis']): void {
  const { ownAlerts } = apis;
  route(['GET'], '/alerts/requests/:requestId', async ({ integration }, request, reply) => {
    const { requestId } = request.params as { readonly requestId: string };
    const found = await ownAlerts.request(integration.id, requestId);
    if (found === undefined) return sayNo(reply, 404, 'Request not found. It might not be processed, yet.');
    return withData(reply, presentRequest(found));
  });
  search(route, '/alerts', async (query, { integration }, request, reply) => {
    const limit = Math.max(1, countIn(request, 'limit', 20, MOST_PER_PAGE));
    const offset = countIn(request, 'offset', 0, MOST_SEARCHED);
    const oldestFirst = queryText(request, 'order') === 'asc';
    // One more than is shown says whether there are more.
    const ids = await idsOf(apis, integration.id, query, { offset, limit: limit + 1, oldestFirst });
    const { alerts } = await ownAlerts.list(integration.id, { ids: ids.slice(0, limit) }, limit);
    const page = oldestFirst ? alerts.toReversed() : alerts;
    const numbers = await ownAlerts.numbers(integration.id, page);
    const shown = page.map((alert) => presentAlert(alert, numbers.get(alert.id), integration));
    const address = (at: number) => addressOf(request, limit, at);
    const more =
      ids.length > limit && offset + limit < MOST_SEARCHED ? { next: address(offset + limit) } : {};
    return withData(reply, shown, { paging: { ...more, first: address(0) } });
  });
  search(route, '/alerts/count', async (query, { integration }, _request, reply) => {
    const count = query.isStatusOnly
      ? await ownAlerts.count(integration.id, query.status, MOST_SEARCHED)
      : (await idsMatching(apis, integration.id, query)).length;
    return withData(reply, { count });
  });
  /** @throws Fault `not_found` */
  const named = async (caller: Caller, request: FastifyRequest): Promise<Alert> => {
    const { alert } = await namedAlert(apis, caller, request);
    if (alert === undefined) throw notFound('alert');
    return alert;
  };
  route(['GET'], '/alerts/:identifier', async (caller, request, reply) => {
    const alert = await named(caller, request);
    const numbers = await ownAlerts.numbers(caller.integration.id, [alert]);
    return withData(reply, presentAlert(alert, numbers.get(alert.id), caller.integration));
  });
  route(['GET'], '/alerts/:identifier/notes', async (caller, request, reply) => {
    const log = await ownAlerts.log((await named(caller, request)).id);
    return withData(reply, log.filter(({ note }) => note !== null).map(presentNote));
  });
  route(['GET'], '/alerts/:identifier/logs', async (caller, request, reply) => {
    const log = await ownAlerts.log((await named(caller, request)).id);
    return withData(reply, log.map(presentLog));
  });
  // Who was paged belongs to the incident, which the caller's key does not open.
  route(['GET'], '/alerts/:identifier/recipients', async (caller, request, reply) => {
    await named(caller, request);
    return withData(reply, []);
  });
}

/** Where another page of the same search is. */
function addressOf(request: FastifyRequest, limit: number, offset: number): string {
  const address = new URLSearchParams();
  for (const name of ['query', 'order']) {
    const given = queryText(request, name);
    if (given !== undefined) address.set(name, given);
  }
  address.set('limit', String(limit));
  address.set('offset', String(offset));
  return `${request.url.split('?')[0]}?${address}`;
}

/**
 * Serves a search. Most name a status and nothing else, which the database answers; others read alert after alert, and so
 * one at a time.
 */
function search(
  route: Route,
  path: string,
  answer: (query: AlertSearch, ...asked: Parameters<Handler>) => Promise<FastifyReply>,
): void {
  route(['GET'], path, async (caller, request, reply) => {
    const query = parseQuery(queryText(request, 'query') ?? '');
    if (!query.ok) return sayNo(reply, 422, query.error);
    const answered = () => answer(query.value, caller, request, reply);
    return query.value.isStatusOnly ? answered() : inSearchTurn(reply, answered);
  });
}

type Apis = WithApis['apis'];

/** The ids of a page of what was found. */
async function idsOf(
  apis: Apis,
  integrationId: string,
  query: AlertSearch,
  page: { readonly offset: number; readonly limit: number; readonly oldestFirst: boolean },
): Promise<readonly string[]> {
  if (query.isStatusOnly) return apis.ownAlerts.ids(integrationId, query.status, page);
  const found = await idsMatching(apis, integrationId, query);
  const ordered = page.oldestFirst ? found.toReversed() : found;
  return ordered.slice(page.offset, page.offset + page.limit);
}

/** The ids of all that match, the newest first. Of what was looked through no more is kept. */
async function idsMatching(
  { ownAlerts }: Apis,
  integrationId: string,
  { status, matches }: AlertSearch,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let before: string | undefined;
  for (let looked = 0; looked < MOST_SEARCHED; looked += AT_ONCE) {
    const { alerts, next } = await ownAlerts.list(integrationId, { status, before }, AT_ONCE);
    for (const alert of alerts) if (matches(alert)) ids.push(alert.id);
    if (next === null) break;
    before = next;
  }
  return ids;
}

/** A count of the query; what is none is the default. */
function countIn(request: FastifyRequest, name: string, otherwise: number, most: number): number {
  const given = queryText(request, name) ?? '';
  return /^\d{1,9}$/.test(given) ? Math.min(Number(given), most) : otherwise;
}
