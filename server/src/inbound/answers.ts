import { Fault, type FaultKind } from '../kernel/index.ts';
import { sendProblem } from '../platform/http/index.ts';
import type { AnswerFailure, Refusal } from './door.ts';

const KINDS: Readonly<Record<Refusal, FaultKind | 'error'>> = {
  not_json: 'invalid',
  invalid: 'invalid',
  unknown_key: 'not_found',
  wrong_address: 'not_found',
  too_large: 'too_large',
  // Not 429: Alertmanager's webhook takes that for permanent, Datadog retries only 5xx (protocols.md §0.5, §1.6).
  overloaded: 'unavailable',
  unavailable: 'unavailable',
  error: 'error',
};

/** For senders that look at the status only: our own problem document. */
export const answerProblem: AnswerFailure = (reply, refusal, detail) => {
  const kind = KINDS[refusal];
  if (kind === 'error')
    return reply
      .code(500)
      .type('application/problem+json')
      .send({ type: 'about:blank', title: 'Internal error', status: 500, code: 'internal_error', detail });
  if (kind === 'unavailable') reply.header('retry-after', '5');
  return sendProblem(reply, new Fault(kind, refusal, detail));
};
