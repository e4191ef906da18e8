import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IntegrationKind } from '../detection/index.ts';
import type { AppServer } from '../platform/http/index.ts';
import { answerProblem } from './answers.ts';
import { bodyOf, createNote, type InboundPorts, rawOf, tellUnread, vendorScope, type Whose } from './door.ts';
import { keyInHeader } from './header-key.ts';
import { keyInBody } from './read.ts';

/**
 * Below what senders are given as an address they append paths of their own: Prometheus `/api/v2/alerts` to what it takes
 * for an Alertmanager, PagerDuty's clients `/v2/enqueue` to a base. More specific routes, the doors themselves, come first.
 */
const AROUND_THE_DOORS = [
  ...['/in/*', '/integration/*', '/v2/*', '/generic/*', '/enqueue'],
  ...['/alertmanager/*', '/opsgenie/*', '/jsm/*', '/api/v2/*'],
];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const KEY_IN_ADDRESS = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/;

/** Where each kind of integration takes alerts. */
const ADDRESSES: Readonly<Record<IntegrationKind, string>> = {
  alertmanager: '/in/alertmanager/<key>',
  prometheus: '/in/prometheus/<key>/api/v2/alerts',
  webhook: '/in/webhook/<key>',
  pagerduty: '/v2/enqueue or /integration/<key>/enqueue',
  opsgenie: '/v2/alerts',
};

/**
 * Requests beside the doors. Whose key is known is told the right address, and what came with it becomes an alert: the
 * sender takes the 404 for final, and whoever set it up may have gone home.
 */
export function elsewhereRoutes(server: AppServer, ports: InboundPorts): void {
  const note = createNote(ports);
  const whose: Whose = async (request, head) => {
    const key = KEY_IN_ADDRESS.exec(request.url)?.[0] ?? keyInHeader(request) ?? keyInBody(head);
    const integration = key === undefined ? undefined : await ports.door.byAnyKey(key);
    return key === undefined || integration === undefined ? undefined : { integration, key };
  };
  vendorScope(server, { kind: 'webhook', ports, note, whose, answerFailure: answerProblem }, (own) => {
    for (const url of AROUND_THE_DOORS)
      own.route({
        method: [...METHODS],
        url,
        config: { permission: 'public' },
        schema: { hide: true },
        handler: (request, reply) => answer(ports, note, whose, request, reply),
      });
  });
}

async function answer(
  ports: InboundPorts,
  note: ReturnType<typeof createNote>,
  whose: Whose,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = bodyOf(request);
  const { method } = request;
  const path = request.url.split('?')[0] ?? '/';
  const from = await whose(request, body);
  if (from === undefined) return answerProblem(reply, 'wrong_address', `${method} ${path} not found.`);
  const { integration, key } = from;
  const came = `${method} ${path.replaceAll(key, '<key>')}`;
  const detail = `${came} does not accept alerts. Send alerts for "${integration.name}" by POST to ${ADDRESSES[integration.kind]}.`;
  note.refused(integration.kind, 'wrong_address', detail, body.length);
  // Somebody who looks with a browser has no alert to lose.
  if (body.length > 0 && method !== 'GET')
    await tellUnread(ports, integration, 'wrong_address', detail, body.length, rawOf(request, key));
  return answerProblem(reply, 'wrong_address', detail);
}
