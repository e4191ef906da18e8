import type { FastifyReply } from 'fastify';
import type { Fault, FaultKind, FieldFault } from '../../kernel/index.ts';

const STATUS: Readonly<Record<FaultKind, { status: number; title: string }>> = {
  invalid: { status: 400, title: 'Invalid request' },
  unauthenticated: { status: 401, title: 'Sign-in required' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  too_large: { status: 413, title: 'Too large' },
  rate_limited: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
};

/** The one place where a fault becomes HTTP: an RFC 9457 problem document with a stable `code`. */
export function sendProblem(
  reply: FastifyReply,
  fault: Pick<Fault, 'kind' | 'code' | 'message' | 'fields'>,
): FastifyReply {
  const { status, title } = STATUS[fault.kind];
  return sendRawProblem(reply, status, {
    title,
    code: fault.code,
    detail: fault.message,
    fields: fault.fields,
  });
}

/** A problem document with a status that no fault kind has (such as a framework's 415). */
export function sendRawProblem(
  reply: FastifyReply,
  status: number,
  body: { title: string; code: string; detail: string; fields?: readonly FieldFault[] },
): FastifyReply {
  const { fields, ...rest } = body;
  const document = { type: 'about:blank', status, ...rest, ...(fields?.length ? { errors: fields } : {}) };
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send(document);
}
