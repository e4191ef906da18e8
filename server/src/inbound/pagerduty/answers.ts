import type { FastifyReply } from 'fastify';
import type { AnswerFailure, Refusal } from '../door.ts';

/** PagerDuty's answers, word for word where its clients look at them (protocols.md §1.1). */
const UNRECOGNISED = {
  status: 'Unrecognized object',
  message: 'Event object format is unrecognized',
  errors: ['JSON parse error'],
};

/** 400 for an event that is JSON but wrong; Zabbix shows the first of the errors. */
export const answerInvalid = (reply: FastifyReply, errors: readonly string[]): FastifyReply =>
  reply.code(400).send({ status: 'invalid event', message: 'Event object is invalid', errors });

/** @param rateLimited v1 says 403 where v2 says 429 */
export const answersOf =
  (rateLimited: 403 | 429): AnswerFailure =>
  (reply, refusal: Refusal, detail) => {
    switch (refusal) {
      case 'not_json':
        return reply.code(400).send(UNRECOGNISED);
      case 'invalid':
        return answerInvalid(reply, [detail]);
      case 'unknown_key':
      case 'wrong_address':
        return answerInvalid(reply, ['invalid routing key']);
      case 'too_large':
        return reply.code(413).send({
          status: 'invalid event',
          message: 'Event object is invalid',
          errors: ['Event is larger than 32 MB'],
        });
      case 'overloaded':
        return reply.code(rateLimited).type('text/plain').send('Request Limit Exceeded');
      case 'unavailable':
        return reply
          .code(503)
          .send({ status: 'error', message: 'Temporarily unavailable', errors: [detail] });
      case 'error':
        return reply
          .code(500)
          .send({ status: 'error', message: 'Internal error', errors: ['Internal error'] });
    }
  };
