import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IntegrationRef, Signal } from '../../detection/index.ts';
import type { Result } from '../../kernel/index.ts';
import type { AppServer } from '../../platform/http/index.ts';
import { newId } from '../../platform/ids.ts';
import { bodyOf, createNote, type InboundPorts, type Note, rawOf, vendorScope } from '../door.ts';
import { field, isObject, parseJson, type Unknown } from '../read.ts';
import { answerInvalid, answersOf } from './answers.ts';
import { type PagerDutyEvent, type PagerDutyFaults, parseEvent } from './parse.ts';
import { parseChange } from './parse-change.ts';
import { isActionV1, parseEventV1 } from './parse-v1.ts';
import { parseVendor } from './parse-vendor.ts';

/** PagerDuty's own limit; Alertmanager and Grafana cut their details to it. */
const BODY_LIMIT = 512 * 1024;
const kind = 'pagerduty';

interface Context extends InboundPorts {
  readonly note: Note;
}

/** What an event answers with when it was taken: 202 and `dedup_key` (v2), 200 and `incident_key` (v1). */
type Accepted = (reply: FastifyReply, dedupKey: string) => FastifyReply;

const acceptedV2: Accepted = (reply, dedupKey) =>
  reply.code(202).send({ status: 'success', message: 'Event processed', dedup_key: dedupKey });
const acceptedV1: Accepted = (reply, incidentKey) =>
  reply.code(200).send({ status: 'success', message: 'Event processed', incident_key: incidentKey });

/** PagerDuty's Events API v2 and v1, and the address with the key in it that SNS, Azure and Datadog use. */
export function pagerdutyRoutes(server: AppServer, ports: InboundPorts): void {
  const context: Context = { ...ports, note: createNote(ports) };
  const options = {
    config: { permission: 'public' },
    schema: { hide: true },
    bodyLimit: BODY_LIMIT,
  } as const;
  const { note, log, answerWithinMs } = context;
  vendorScope(server, { kind, note, log, answerFailure: answersOf(429), answerWithinMs }, (own) => {
    own.post('/v2/enqueue', options, (request, reply) =>
      readBody(context, request, reply, (body) =>
        takeEvent(context, request, reply, parseEvent(body, newId()), acceptedV2),
      ),
    );
    own.post('/v2/change/enqueue', options, (request, reply) =>
      readBody(context, request, reply, (body) => takeChange(context, request, reply, body)),
    );
    own.post('/integration/:key/enqueue', options, (request, reply) =>
      readBody(context, request, reply, (body) => takeAny(context, request, reply, body)),
    );
  });
  vendorScope(server, { kind, note, log, answerFailure: answersOf(403), answerWithinMs }, (own) => {
    own.post('/generic/2010-04-15/create_event.json', options, (request, reply) =>
      readBody(context, request, reply, (body) =>
        takeEvent(context, request, reply, parseEventV1(body, newId()), acceptedV1),
      ),
    );
  });
}

/** The body as a JSON object, whatever its content type; an empty POST must get a 400 (Ansible's check mode). */
async function readBody(
  { note }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  take: (body: Unknown) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const body = parseJson(bodyOf(request));
  if (isObject(body?.value)) return take(body.value);
  note.refused(kind, 'not_json', 'no JSON object', bodyOf(request).length);
  return answersOf(429)(reply, 'not_json', '');
}

function refuse(
  { note }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  faults: PagerDutyFaults,
): FastifyReply {
  note.refused(kind, 'invalid', faults.join('; '), bodyOf(request).length);
  return answerInvalid(reply, faults);
}

/** PagerDuty accepts unknown keys and drops the event. We do not: whoever sets it up should see that it is wrong. */
async function integrationOf(
  context: Context,
  request: FastifyRequest,
  key: string,
): Promise<Extract<IntegrationRef, { kind: 'pagerduty' }> | undefined> {
  const found = await context.door.byKey(kind, key);
  if (found === undefined)
    context.note.refused(kind, 'unknown_key', 'no such integration', bodyOf(request).length);
  return found;
}

async function takeEvent(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  read: Result<PagerDutyEvent, PagerDutyFaults>,
  accepted: Accepted,
): Promise<FastifyReply> {
  if (!read.ok) return refuse(context, request, reply, read.error);
  const { routingKey, signal } = read.value;
  const integration = await integrationOf(context, request, routingKey);
  if (integration === undefined) return answerInvalid(reply, ['invalid routing key']);
  await accept(context, request, integration, [signal], routingKey);
  return accepted(reply, signal.dedupKey);
}

async function accept(
  { door, note }: Context,
  request: FastifyRequest,
  integration: IntegrationRef,
  signals: readonly Signal[],
  key: string,
): Promise<void> {
  note.accepted(kind, await door.accept(integration, signals, rawOf(request, key)));
}

async function takeChange(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Unknown,
): Promise<FastifyReply> {
  const read = parseChange(body);
  if (!read.ok) return refuse(context, request, reply, read.error);
  const integration = await integrationOf(context, request, read.value.routingKey);
  if (integration === undefined) return answerInvalid(reply, ['invalid routing key']);
  await context.door.recordChange(integration, read.value.change, rawOf(request, read.value.routingKey));
  context.note.accepted(kind, []);
  return reply.code(202).send({ status: 'success', message: 'Change event processed' });
}

/** The key is in the path; the body is an event of v2 or v1, or another vendor's (parse-vendor.ts). */
async function takeAny(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Unknown,
): Promise<FastifyReply> {
  const { key } = (request as FastifyRequest<{ Params: { key: string } }>).params;
  if (field(body, 'event_action') !== undefined)
    return takeEvent(context, request, reply, parseEvent({ ...body, routing_key: key }, newId()), acceptedV2);
  // Only its own three words: Datadog's default body has an `event_type` of another kind.
  if (isActionV1(field(body, 'event_type')))
    return takeEvent(
      context,
      request,
      reply,
      parseEventV1({ ...body, service_key: key }, newId()),
      acceptedV2,
    );
  const integration = await integrationOf(context, request, key);
  if (integration === undefined) return answerInvalid(reply, ['invalid routing key']);
  const read = parseVendor(body, integration.name);
  if (!read.ok) return refuse(context, request, reply, [read.error]);
  await accept(context, request, integration, read.value, key);
  return acceptedV2(reply, read.value[0]?.dedupKey ?? '');
}
