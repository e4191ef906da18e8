import type { FastifyReply } from 'fastify';
import type { AnswerFailure, InboundPorts, Refusal } from '../door.ts';

export const kind = 'prometheus';

export type WithApis = InboundPorts & { readonly apis: NonNullable<InboundPorts['apis']> };

const STATUS: Readonly<Record<Refusal, number>> = {
  not_json: 400,
  invalid: 400,
  unknown_key: 401,
  wrong_address: 404,
  too_large: 413,
  overloaded: 503,
  unavailable: 503,
  error: 500,
};

/** A JSON string, as Alertmanager answers. */
export const sayNo = (reply: FastifyReply, status: number, words: string): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(words));

export const answerFailure: AnswerFailure = (reply, refusal, detail) => {
  if (refusal === 'unknown_key') reply.header('www-authenticate', 'Basic realm="Tocsin"');
  return sayNo(reply, STATUS[refusal], detail);
};
