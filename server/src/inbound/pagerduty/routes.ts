import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IntegrationRef, Signal, SignalAction } from '../../detection/index.ts';
import type { Result } from '../../kernel/index.ts';
import type { AppServer } from '../../platform/http/index.ts';
import { newId } from '../../platform/ids.ts';
import { isWithoutAlert, keepBeside, takeWithoutAlert } from '../beside.ts';
import {
  bodyOf,
  contentTypeOf,
  createNote,
  type InboundPorts,
  type Note,
  rawOf,
  tellUnread,
  vendorScope,
  type Whose,
} from '../door.ts';
import { readForm } from '../form.ts';
import { inTurn, withPauses } from '../large.ts';
import { field, isObject, keyInBody, readJson, type Unknown } from '../read.ts';
import { type Unread, unreadSignal } from '../unread.ts';
import { answerInvalid, answersOf } from './answers.ts';
import { actionOf, type PagerDutyEvent, type PagerDutyFaults, parseEvent } from './parse.ts';
import { parseChange } from './parse-change.ts';
import { parseEventV1 } from './parse-v1.ts';
import { readVendor } from './parse-vendor.ts';

const kind = 'pagerduty';

interface Context extends InboundPorts {
  readonly note: Note;
  readonly whose: Whose;
}

/** The sender, by the key in the address or the first one in the body. */
const whoseOf =
  ({ door }: InboundPorts): Whose =>
  async (request, head) => {
    const { key: inPath } = request.params as { readonly key?: string };
    const key = inPath ?? keyInBody(head);
    const integration = key === undefined ? undefined : await door.byKey(kind, key);
    return key === undefined || integration === undefined ? undefined : { integration, key };
  };

/** What an event answers with when it was taken: 202 and `dedup_key` (v2), 200 and `incident_key` (v1). */
type Accepted = (reply: FastifyReply, dedupKey: string) => FastifyReply;

const acceptedV2: Accepted = (reply, dedupKey) =>
  reply.code(202).send({ status: 'success', message: 'Event processed', dedup_key: dedupKey });
const acceptedV1: Accepted = (reply, incidentKey) =>
  reply.code(200).send({ status: 'success', message: 'Event processed', incident_key: incidentKey });

/** PagerDuty's Events API v2 and v1, and the address with the key in it that SNS, Azure and Datadog use. */
export function pagerdutyRoutes(server: AppServer, ports: InboundPorts): void {
  const whose = whoseOf(ports);
  const context: Context = { ...ports, note: createNote(ports), whose };
  const options = {
    config: { permission: 'public' },
    schema: { hide: true },
  } as const;
  const { note } = context;
  vendorScope(server, { kind, ports, note, whose, answerFailure: answersOf(429) }, (own) => {
    own.post('/v2/enqueue', options, (request, reply) =>
      readBody(context, request, reply, (body) =>
        takeEvent(
          context,
          request,
          reply,
          parseEvent(body, newId()),
          actionOf(body.event_action),
          acceptedV2,
        ),
      ),
    );
    own.post('/v2/change/enqueue', options, (request, reply) =>
      readBody(context, request, reply, (body) => takeChange(context, request, reply, body)),
    );
    own.post('/integration/:key/enqueue', options, (request, reply) => takeAny(context, request, reply));
  });
  vendorScope(server, { kind, ports, note, whose, answerFailure: answersOf(403) }, (own) => {
    own.post('/generic/2010-04-15/create_event.json', options, (request, reply) =>
      readBody(context, request, reply, (body) =>
        takeEvent(
          context,
          request,
          reply,
          parseEventV1(body, newId()),
          actionOf(body.event_type),
          acceptedV1,
        ),
      ),
    );
  });
}

/** The body as a JSON object (or a list, where one is taken), whatever its content type; an empty POST must get a 400 (Ansible's check mode). */
function readBody(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  take: (body: Unknown) => Promise<FastifyReply>,
  takeList?: (body: readonly unknown[]) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const body = bodyOf(request);
  return inTurn(
    body.length,
    () => readJson(body),
    async (read) => {
      if (isObject(read?.value)) return take(read.value);
      if (takeList !== undefined && Array.isArray(read?.value)) return takeList(read.value);
      context.note.refused(kind, 'not_json', 'no JSON object', body.length);
      await leaveTrace(context, request, 'not_json', 'The body is not a JSON object.');
      return answersOf(429)(reply, 'not_json', '');
    },
  );
}

/** What a known sender said and nobody could read becomes an alert: the sender will not say it again. */
async function leaveTrace(
  { door, whose }: Context,
  request: FastifyRequest,
  unread: Unread,
  detail: string,
): Promise<void> {
  const body = bodyOf(request);
  const from = body.length === 0 ? undefined : await whose(request, body);
  if (from === undefined) return;
  const raw = rawOf(request, from.key);
  await tellUnread({ door }, from.integration, unread, detail, body.length, raw);
}

/** @param isNews whether an alert may be lost: not by a resolve or a change event that cannot be read */
async function refuse(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  faults: PagerDutyFaults,
  isNews: boolean,
): Promise<FastifyReply> {
  const detail = faults.join('; ');
  context.note.refused(kind, 'invalid', detail, bodyOf(request).length);
  if (isNews) await leaveTrace(context, request, 'invalid', `${detail}.`);
  return answerInvalid(reply, faults);
}

/** PagerDuty accepts unknown keys and drops the event. We do not: whoever sets it up should see that it is wrong. */
async function integrationOf(
  context: Context,
  request: FastifyRequest,
  key: string,
): Promise<Extract<IntegrationRef, { kind: 'pagerduty' }> | undefined> {
  const found = await context.door.byKey(kind, key);
  if (found !== undefined) return found;
  const { length } = bodyOf(request);
  const detail = 'No PagerDuty integration has this key, or it is turned off.';
  context.note.refused(kind, 'unknown_key', detail, length);
  const elsewhere = await context.door.byAnyKey(key);
  if (elsewhere !== undefined)
    await tellUnread(context, elsewhere, 'wrong_door', detail, length, rawOf(request, key));
  return undefined;
}

async function takeEvent(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  read: Result<PagerDutyEvent, PagerDutyFaults>,
  says: SignalAction | undefined,
  accepted: Accepted,
): Promise<FastifyReply> {
  if (!read.ok) return refuse(context, request, reply, read.error, says === undefined);
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
  if (!read.ok) return refuse(context, request, reply, read.error, false);
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
): Promise<FastifyReply> {
  const form = await readForm(bodyOf(request), contentTypeOf(request));
  if (form !== undefined) return takeRead(context, request, reply, form.value);
  return readBody(
    context,
    request,
    reply,
    (body) => takeRead(context, request, reply, body),
    (list) => takeVendor(context, request, reply, list),
  );
}

async function takeRead(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Unknown,
): Promise<FastifyReply> {
  const { key } = (request as FastifyRequest<{ Params: { key: string } }>).params;
  // Only its own three words, in both: what does not say one of them is read as any other vendor's.
  const v2 = actionOf(field(body, 'event_action'));
  const v1 = actionOf(field(body, 'event_type'));
  if (v2 !== undefined) {
    const read = parseEvent({ ...body, routing_key: key }, newId());
    return takeEvent(context, request, reply, read, v2, acceptedV2);
  }
  if (v1 !== undefined) {
    const read = parseEventV1({ ...body, service_key: key }, newId());
    return takeEvent(context, request, reply, read, v1, acceptedV2);
  }
  return takeVendor(context, request, reply, body);
}

/** No event of PagerDuty: any other JSON, one alert or a list of them. */
async function takeVendor(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Unknown | readonly unknown[],
): Promise<FastifyReply> {
  const { key } = (request as FastifyRequest<{ Params: { key: string } }>).params;
  const integration = await integrationOf(context, request, key);
  if (integration === undefined) return answerInvalid(reply, ['invalid routing key']);
  const read = await withPauses(readVendor(body, integration.name));
  if (!read.ok) return refuse(context, request, reply, [read.error], false);
  const { unread } = read.value;
  const { length } = bodyOf(request);
  const more = unread === undefined ? [] : [unreadSignal(integration, 'partial', unread, length)];
  const signals = [...read.value.signals, ...more];
  const from = { ports: context, note: context.note, integration, raw: rawOf(request, key) };
  if (isWithoutAlert(signals, read.value)) return takeWithoutAlert(from, read.value, reply);
  await accept(context, request, integration, signals, key);
  await keepBeside(from, read.value);
  return reply.sent ? reply : acceptedV2(reply, signals[0]?.dedupKey ?? '');
}
