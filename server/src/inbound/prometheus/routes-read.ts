import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Alert, type Matcher, matcherTest, silencer } from '../../detection/index.ts';
import { compilePattern, ok, type Result } from '../../kernel/index.ts';
import { queryText, queryTexts } from '../header-key.ts';
import type { Handler } from '../keyed-door.ts';
import { inSearchTurn } from '../searches.ts';
import { sayNo, type WithApis } from './answers.ts';
import { parseFilter } from './parse.ts';
import { presentAlert, presentStatus, RECEIVER } from './present.ts';

/** Alerts shown of one integration: more are on the Alerts page. */
const MOST_SHOWN = 10_000;
const MOST_FILTERS = 50;

/** The filters of a query; the words for the answer when one cannot be read. */
export function readFilters(request: FastifyRequest): Result<readonly Matcher[], string> {
  const matchers: Matcher[] = [];
  for (const filter of queryTexts(request, 'filter').slice(0, MOST_FILTERS)) {
    const read = parseFilter(filter);
    if (!read.ok) return read;
    matchers.push(read.value);
  }
  return ok(matchers);
}

type Shown = ReturnType<typeof presentAlert>;

/** What Alertmanager tells of what it has: what fires of this integration, and of the server as a whole little. */
export function readsOf(
  apis: WithApis['apis'],
): Readonly<Record<'alerts' | 'groups' | 'status' | 'receivers', Handler>> {
  const since = apis.clock.now();
  const shown = async (integrationId: string, request: FastifyRequest): Promise<Result<Shown[], string>> => {
    const filters = readFilters(request);
    if (!filters.ok) return filters;
    const tests = filters.value.map(matcherTest);
    const { alerts } = await apis.ownAlerts.list(integrationId, { status: 'firing' }, MOST_SHOWN);
    const coverOf = silencer(await apis.silences.open(integrationId), apis.clock.now());
    const wants = (name: string) => queryText(request, name) !== 'false';
    const receiver = compilePattern(queryText(request, 'receiver') ?? '.*');
    if (!receiver.ok || !receiver.value.matches(RECEIVER.name)) return ok([]);
    const isWanted = ({ status }: Shown) => wants(status.state === 'suppressed' ? 'silenced' : 'active');
    return ok(
      alerts
        .filter((alert: Alert) => tests.every((test) => test(alert.labels)))
        .map((alert) => presentAlert(alert, coverOf(alert)))
        .filter(isWanted),
    );
  };
  /** Each answer holds all of them, so that one is made at a time. */
  const search =
    (present: (found: readonly Shown[]) => object): Handler =>
    ({ integration }, request, reply) =>
      inSearchTurn(reply, async () => {
        const found = await shown(integration.id, request);
        return found.ok ? reply.send(present(found.value)) : sayNo(reply, 400, found.error);
      });
  const alerts = search((found) => found);
  const groups = search((found) =>
    [...Map.groupBy(found, ({ labels }) => labels.alertname ?? '')].map(([alertname, members]) => ({
      ...{ alerts: members, labels: alertname === '' ? {} : { alertname }, receiver: RECEIVER },
    })),
  );
  const always =
    (body: object): Handler =>
    async (_caller, _request, reply: FastifyReply) =>
      reply.send(body);
  return { alerts, groups, status: always(presentStatus(since)), receivers: always([RECEIVER]) };
}
