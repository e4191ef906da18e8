import type { FastifyRequest } from 'fastify';
import type { Alert } from '../../detection/index.ts';
import { notFound } from '../../kernel/index.ts';
import { queryText } from '../header-key.ts';
import type { Caller } from '../keyed-door.ts';
import { type Route, sayNo, type WithApis, withData } from './answers.ts';
import { namedAlert } from './named.ts';
import { presentAlert, presentLog, presentNote, presentRequest } from './present.ts';
import { parseQuery } from './query.ts';

const MOST_PER_PAGE = 100;
/** Alerts that a search looks through, the newest first. */
const MOST_SEARCHED = 10_000;

/** What Opsgenie tells of alerts, requests, notes and logs: of those that came through the caller's integration. */
export function readRoutes(route: Route, apis: WithApis['apis']): void {
  const { ownAlerts } = apis;
  route(['GET'], '/alerts/requests/:requestId', async ({ integration }, request, reply) => {
    const { requestId } = request.params as { readonly requestId: string };
    const found = await ownAlerts.request(integration.id, requestId);
    if (found === undefined) return sayNo(reply, 404, 'Request not found. It might not be processed, yet.');
    return withData(reply, presentRequest(found));
  });
  route(['GET'], '/alerts', async (caller, request, reply) => {
    const found = await search(apis, caller, request);
    if (typeof found === 'string') return sayNo(reply, 422, found);
    const limit = Math.max(1, countIn(request, 'limit', 20, MOST_PER_PAGE));
    const offset = countIn(request, 'offset', 0, MOST_SEARCHED);
    const page = found.slice(offset, offset + limit);
    const numbers = await ownAlerts.numbers(caller.integration.id, page);
    const shown = page.map((alert) => presentAlert(alert, numbers.get(alert.id), caller.integration));
    const address = (at: number) => `${pathOf(request)}?limit=${limit}&offset=${at}`;
    const more = offset + limit < found.length ? { next: address(offset + limit) } : {};
    return withData(reply, shown, { paging: { ...more, first: address(0) } });
  });
  route(['GET'], '/alerts/count', async (caller, request, reply) => {
    const found = await search(apis, caller, request);
    return typeof found === 'string' ? sayNo(reply, 422, found) : withData(reply, { count: found.length });
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

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';

/** @returns what was found, the newest first; the words for the answer when the query cannot be read */
async function search(
  { ownAlerts }: WithApis['apis'],
  { integration }: Caller,
  request: FastifyRequest,
): Promise<string | readonly Alert[]> {
  const query = parseQuery(queryText(request, 'query') ?? '');
  if (!query.ok) return query.error;
  const { status, matches } = query.value;
  const { alerts } = await ownAlerts.list(integration.id, { status }, MOST_SEARCHED);
  const found = alerts.filter(matches);
  return queryText(request, 'order') === 'asc' ? found.reverse() : found;
}

/** A count of the query; what is none is the default. */
function countIn(request: FastifyRequest, name: string, otherwise: number, most: number): number {
  const given = queryText(request, name) ?? '';
  return /^\d{1,9}$/.test(given) ? Math.min(Number(given), most) : otherwise;
}
