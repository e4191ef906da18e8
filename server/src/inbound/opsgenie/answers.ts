import type { FastifyReply } from 'fastify';
import { newId } from '../../platform/ids.ts';
import type { AnswerFailure, InboundPorts, Refusal } from '../door.ts';
import type { Handler } from '../keyed-door.ts';

export const kind = 'opsgenie';

export type WithApis = InboundPorts & { readonly apis: NonNullable<InboundPorts['apis']> };

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Serves a path, below each address that Opsgenie may be thought to have. */
export type Route = (methods: readonly Method[], path: string, handle: Handler) => void;

/** Seconds that the answer took, with milliseconds. */
const took = (reply: FastifyReply): number => Math.round(reply.elapsedTime) / 1_000;

/** What each answer carries; nothing is ever throttled here (ADR 21). */
function envelope(reply: FastifyReply, requestId: string): { took: number; requestId: string } {
  reply.header('x-request-id', requestId);
  reply.header('x-response-time', String(took(reply)));
  reply.header('x-ratelimit-state', 'OK');
  return { took: took(reply), requestId };
}

/** A write: it has been acted upon by now, and what became of it can be asked for. Exactly 202 (protocols.md §0.1). */
export const acceptedAs = (
  reply: FastifyReply,
  requestId: string,
  result = 'Request will be processed',
): FastifyReply => reply.code(202).send({ result, ...envelope(reply, requestId) });

/** A read. */
export const withData = (reply: FastifyReply, data: unknown, more: object = {}, status = 200): FastifyReply =>
  reply.code(status).send({ data, ...more, ...envelope(reply, newId()) });

/** @param errors what is wrong with each field, for 422 */
export const sayNo = (
  reply: FastifyReply,
  status: number,
  message: string,
  errors?: Readonly<Record<string, string>>,
): FastifyReply =>
  reply
    .code(status)
    .send({ message, ...(errors === undefined ? {} : { errors }), ...envelope(reply, newId()) });

export const unprocessable = (reply: FastifyReply, errors: Readonly<Record<string, string>>): FastifyReply =>
  sayNo(reply, 422, 'Request body is not processable. Please check the errors.', errors);

const STATUS: Readonly<Record<Refusal, number>> = {
  not_json: 400,
  invalid: 422,
  unknown_key: 401,
  wrong_address: 404,
  too_large: 413,
  // Its clients try again on both (protocols.md §1.2).
  overloaded: 429,
  unavailable: 503,
  error: 500,
};

export const answerFailure: AnswerFailure = (reply, refusal, detail) =>
  sayNo(reply, STATUS[refusal], refusal === 'unknown_key' ? 'Could not authenticate' : detail);
