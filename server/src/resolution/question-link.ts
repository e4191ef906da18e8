import { createSignedIds } from '../platform/signed-ids.ts';

/** Whom a link lets answer which question. */
export interface QuestionGrant {
  readonly incidentId: string;
  readonly questionId: string;
  readonly personId: string;
}

export interface QuestionLinks {
  linkFor(grant: QuestionGrant): string;
  /** What a token lets its holder answer; undefined when it was not made here. */
  read(token: string): QuestionGrant | undefined;
}

/** No row and no end of its own: a link is good for as long as its question is open, which the record says. */
export function createQuestionLinks(options: {
  readonly secret: string;
  readonly publicUrl: string;
}): QuestionLinks {
  const signed = createSignedIds(options.secret, 'question links');
  return {
    linkFor: ({ incidentId, questionId, personId }) =>
      `${options.publicUrl}/q/${signed.sign([incidentId, questionId, personId])}`,
    read(token) {
      const [incidentId, questionId, personId] = signed.read(token, 3) ?? [];
      return incidentId === undefined || questionId === undefined || personId === undefined
        ? undefined
        : { incidentId, questionId, personId };
    },
  };
}
