import type { FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Handler } from '../keyed-door.ts';
import { acceptedAs, type Route, unprocessable, type WithApis, withData } from './answers.ts';
import { bodyObject } from './named.ts';
import { heartbeatName, parseHeartbeat, parseNewHeartbeat } from './parse-heartbeat.ts';
import { presentHeartbeat } from './present.ts';

const MOST_HEARTBEATS = 1_000;

const nameOf = (request: FastifyRequest): string =>
  heartbeatName((request.params as { readonly name?: string }).name) ?? '';

/** Opsgenie's Heartbeat API. Heartbeats belong to the integration whose key they were created with. */
export function heartbeatRoutes(route: Route, { door, apis: { heartbeats } }: WithApis): void {
  route(
    ['GET', 'POST', 'PUT', 'PATCH'],
    '/heartbeats/:name/ping',
    async ({ integration }, request, reply) => {
      const name = nameOf(request);
      // Answered alike, as Opsgenie does; but whoever looks at the integration sees that nobody watches it.
      if (!(await heartbeats.ping(integration.id, name)))
        await door.ignore(integration, [`There is no heartbeat "${name}": create it first.`]);
      return acceptedAs(reply, newId(), 'PONG - Heartbeat received');
    },
  );
  route(['GET'], '/heartbeats', async ({ integration }, _request, reply) => {
    const all = await heartbeats.list(integration.id);
    return withData(reply, { heartbeats: all.map(presentHeartbeat) });
  });
  route(['POST'], '/heartbeats', async ({ integration }, request, reply) => {
    const read = parseNewHeartbeat(bodyObject(request));
    if (!read.ok) return unprocessable(reply, read.error);
    if ((await heartbeats.list(integration.id)).length >= MOST_HEARTBEATS)
      throw new Fault('invalid', 'too_many_heartbeats', `At most ${MOST_HEARTBEATS} heartbeats are kept.`);
    const { name, settings } = read.value;
    const made = await heartbeats.create(integration.id, name, settings);
    return withData(reply, presentHeartbeat(made), {}, 201);
  });
  route(['GET'], '/heartbeats/:name', async ({ integration }, request, reply) =>
    withData(reply, presentHeartbeat(await heartbeats.get(integration.id, nameOf(request)))),
  );
  route(['PATCH', 'PUT'], '/heartbeats/:name', async ({ integration }, request, reply) => {
    const read = parseHeartbeat(bodyObject(request));
    if (!read.ok) return unprocessable(reply, read.error);
    return withData(
      reply,
      presentHeartbeat(await heartbeats.change(integration.id, nameOf(request), read.value)),
    );
  });
  const turn =
    (enabled: boolean): Handler =>
    async ({ integration }, request, reply) =>
      withData(
        reply,
        presentHeartbeat(await heartbeats.change(integration.id, nameOf(request), { enabled })),
      );
  route(['POST'], '/heartbeats/:name/enable', turn(true));
  route(['POST'], '/heartbeats/:name/disable', turn(false));
  route(['DELETE'], '/heartbeats/:name', async ({ integration }, request, reply) => {
    const before = await heartbeats.get(integration.id, nameOf(request));
    await heartbeats.remove(integration.id, before.name);
    return withData(reply, presentHeartbeat(before));
  });
}
