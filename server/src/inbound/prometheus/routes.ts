import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../../kernel/index.ts';
import type { AppServer } from '../../platform/http/index.ts';
import { bodyOf, type Note, rawOf, tellUnread, vendorScope } from '../door.ts';
import { keyInHeader } from '../header-key.ts';
import { type Caller, type Handler, keyedDoor } from '../keyed-door.ts';
import { inTurn } from '../large.ts';
import { readJson } from '../read.ts';
import { unreadSignal } from '../unread.ts';
import { answerFailure, kind, sayNo, type WithApis } from './answers.ts';
import { readPostedAlerts, told } from './parse.ts';
import { readsOf } from './routes-read.ts';
import { silencesOf } from './routes-silences.ts';

/**
 * Where an Alertmanager may be thought to be: its paths come after these. With the key in the address, or as a bearer token
 * or the password of basic authentication at the others.
 */
const BASES = ['', '/alertmanager', '/alertmanager/:key', '/in/prometheus', '/in/prometheus/:key'];

/** Alertmanager's HTTP API v2, for Prometheus, which sends its alerts there, and amtool (protocols.md §1.4). */
export function prometheusRoutes(server: AppServer, ports: WithApis): void {
  const { note, whose, known } = keyedDoor(ports, {
    ...{ kind, answerFailure, sayNo },
    keyOf: (request) => (request.params as { readonly key?: string }).key ?? keyInHeader(request),
    unknownKey: (key) =>
      key === undefined
        ? 'Send the key of the integration in the address, as a bearer token or as the password.'
        : 'No Prometheus integration has this key, or it is turned off.',
    statusOf: ({ kind: fault }) => FAULTS[fault],
  });
  const reads = readsOf(ports.apis);
  const silences = silencesOf(ports.apis);
  vendorScope(server, { kind, ports, note, whose, answerFailure }, (own) => {
    const route = (method: 'GET' | 'POST' | 'DELETE', path: string, handle: Handler) => {
      for (const base of BASES)
        own.route({
          ...{ method, url: `${base}/api/v2${path}`, schema: { hide: true } },
          config: { permission: 'public', exactText: true },
          handler: known(handle, path === '/alerts' ? 'large' : 'ordinary'),
        });
    };
    route('POST', '/alerts', (caller, request, reply) => takeAlerts(ports, note, caller, request, reply));
    route('GET', '/alerts', reads.alerts);
    route('GET', '/alerts/groups', reads.groups);
    route('GET', '/status', reads.status);
    route('GET', '/receivers', reads.receivers);
    route('GET', '/silences', silences.list);
    route('POST', '/silences', silences.set);
    route('GET', '/silence/:id', silences.get);
    route('DELETE', '/silence/:id', silences.expire);
  });
}

/** What Alertmanager has no status for is a bad request there. */
const FAULTS: Readonly<Partial<Record<Fault['kind'], number>>> = {
  not_found: 404,
  conflict: 400,
  invalid: 400,
};

/** Prometheus repeats nothing that is refused but sends each alert again and again while it fires (protocols.md §0.7). */
async function takeAlerts(
  ports: WithApis,
  note: Note,
  { integration, key }: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = bodyOf(request);
  const refuse = async (refusal: 'not_json' | 'invalid', detail: string) => {
    note.refused(kind, refusal, `${integration.id}: ${detail}`, body.length);
    if (body.length > 0)
      await tellUnread(ports, integration, refusal, detail, body.length, rawOf(request, key));
    return answerFailure(reply, refusal, detail);
  };
  function* read() {
    const json = yield* readJson(body);
    return json === undefined ? undefined : yield* readPostedAlerts(json.value, ports.apis.clock.now());
  }
  return inTurn(body.length, read, async (found) => {
    if (found === undefined)
      return refuse('not_json', 'The body is not valid JSON, or is nested too deeply.');
    if (!found.ok) return refuse('invalid', found.error);
    const { signals, faults } = found.value;
    const detail = told(faults);
    const lost = faults.length === 0 ? [] : [unreadSignal(integration, 'partial', `${detail}.`, body.length)];
    const outcomes = await ports.door.accept(integration, [...signals, ...lost], rawOf(request, key));
    note.accepted(kind, outcomes);
    if (reply.sent) return reply;
    return faults.length === 0 ? reply.code(200).send() : sayNo(reply, 400, detail);
  });
}
