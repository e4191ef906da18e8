import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import type { AppServer } from '../../platform/http/index.ts';
import {
  bodyOf,
  createNote,
  type InboundPorts,
  type Note,
  rawOf,
  tellUnread,
  vendorScope,
  type Whose,
} from '../door.ts';
import { keyInHeader } from '../header-key.ts';
import { inTurn } from '../large.ts';
import { readJson } from '../read.ts';
import { unreadSignal } from '../unread.ts';
import { answerFailure, type Caller, type Handler, kind, sayNo, type WithApis } from './answers.ts';
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
  const note = createNote(ports);
  const keyOf = (request: FastifyRequest) =>
    (request.params as { readonly key?: string }).key ?? keyInHeader(request);
  const whose: Whose = async (request) => {
    const key = keyOf(request);
    const integration = key === undefined ? undefined : await ports.door.byKey(kind, key);
    return key === undefined || integration === undefined ? undefined : { integration, key };
  };
  /** For whoever has a key of this door, and failures that are the caller's in the vendor's shape. */
  const known =
    (handle: Handler) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const caller = await whose(request, bodyOf(request));
      if (caller === undefined) return refuseUnknown(ports, note, keyOf(request), request, reply);
      try {
        return await handle(caller, request, reply);
      } catch (error) {
        if (!(error instanceof Fault) || !['invalid', 'not_found', 'conflict'].includes(error.kind))
          throw error;
        return sayNo(reply, error.kind === 'not_found' ? 404 : 400, error.message);
      }
    };
  const reads = readsOf(ports.apis);
  const silences = silencesOf(ports.apis);
  vendorScope(server, { kind, ports, note, whose, answerFailure }, (own) => {
    const route = (method: 'GET' | 'POST' | 'DELETE', path: string, handle: Handler) => {
      for (const base of BASES)
        own.route({
          ...{ method, url: `${base}/api/v2${path}`, schema: { hide: true } },
          config: { permission: 'public', exactText: true },
          handler: known(handle),
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

async function refuseUnknown(
  ports: InboundPorts,
  note: Note,
  key: string | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { length } = bodyOf(request);
  const detail =
    key === undefined
      ? 'Send the key of the integration in the address, as a bearer token or as the password.'
      : 'No Prometheus integration has this key, or it is turned off.';
  note.refused(kind, 'unknown_key', detail, length);
  const elsewhere = key === undefined ? undefined : await ports.door.byAnyKey(key);
  if (elsewhere !== undefined && key !== undefined && length > 0)
    await tellUnread(ports, elsewhere, 'wrong_door', detail, length, rawOf(request, key));
  return answerFailure(reply, 'unknown_key', detail);
}

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
