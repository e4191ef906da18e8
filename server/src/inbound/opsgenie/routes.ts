import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import type { AppServer } from '../../platform/http/index.ts';
import { bodyOf, createNote, type Note, rawOf, tellUnread, vendorScope, type Whose } from '../door.ts';
import { keyInHeader, queryText } from '../header-key.ts';
import { answerFailure, type Handler, kind, type Route, sayNo, type WithApis } from './answers.ts';
import { heartbeatRoutes } from './routes-heartbeats.ts';
import { readRoutes } from './routes-read.ts';
import { writeRoutes } from './routes-write.ts';

/** Opsgenie's own paths, a base of ours, and the gateway of its successor (protocols.md §0.9). */
const BASES = ['', '/opsgenie', '/jsm/ops/integration'];

/** Opsgenie's Alert API v2 and Heartbeat API, for whatever sends to Opsgenie (protocols.md §1.2). */
export function opsgenieRoutes(server: AppServer, ports: WithApis): void {
  const note = createNote(ports);
  const keyOf = (request: FastifyRequest) => keyInHeader(request) ?? queryText(request, 'apiKey');
  const whose: Whose = async (request) => {
    const key = keyOf(request);
    const integration = key === undefined ? undefined : await ports.door.byKey(kind, key);
    return key === undefined || integration === undefined ? undefined : { integration, key };
  };
  const known =
    (handle: Handler) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const caller = await whose(request, bodyOf(request));
      if (caller === undefined) return refuseUnknown(ports, note, keyOf(request), request, reply);
      try {
        return await handle(caller, request, reply);
      } catch (error) {
        const status = error instanceof Fault ? FAULTS[error.kind] : undefined;
        if (status === undefined || !(error instanceof Fault)) throw error;
        return sayNo(reply, status, error.message);
      }
    };
  vendorScope(server, { kind, ports, note, whose, answerFailure }, (own) => {
    const route: Route = (methods, path, handle) => {
      for (const base of BASES)
        own.route({
          ...{ method: [...methods], url: `${base}/v2${path}`, schema: { hide: true } },
          config: { permission: 'public', exactText: true },
          handler: known(handle),
        });
    };
    writeRoutes(route, ports, note);
    readRoutes(route, ports.apis);
    heartbeatRoutes(route, ports);
  });
}

/** Faults that are the caller's; all others are ours, and the door answers them. */
const FAULTS: Readonly<Partial<Record<Fault['kind'], number>>> = {
  not_found: 404,
  conflict: 409,
  invalid: 422,
};

async function refuseUnknown(
  ports: WithApis,
  note: Note,
  key: string | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { length } = bodyOf(request);
  const detail = 'No Opsgenie integration has this key, or it is turned off.';
  note.refused(kind, 'unknown_key', detail, length);
  const elsewhere = key === undefined ? undefined : await ports.door.byAnyKey(key);
  if (elsewhere !== undefined && key !== undefined && length > 0)
    await tellUnread(ports, elsewhere, 'wrong_door', detail, length, rawOf(request, key));
  return answerFailure(reply, 'unknown_key', detail);
}
