import type { FailureReason, Outcome } from '../../communication/index.ts';

/** What a provider answered. */
export interface Answered {
  readonly provider: string;
  readonly outcome: Outcome;
}

/** What is true of the number, whoever is asked. */
const OF_THE_NUMBER: ReadonlySet<FailureReason> = new Set(['bad_address', 'opted_out']);

/**
 * Whether the next provider is asked: unless this one took it, or the number is invalid or its owner said stop. Anything else that
 * it refuses (a country that the account may not send to, a word that it filters) the other may take.
 */
export const asksNext = (outcome: Outcome): boolean =>
  outcome.kind === 'retry' || (outcome.kind === 'rejected' && !OF_THE_NUMBER.has(outcome.reason));

/**
 * What came of asking several, in their order: the last one's answer, unless only another one gives hope. Whoever did not
 * take it is named, so that one that fails is known of while the other works.
 */
export function outcomeOfAll(answers: readonly Answered[]): Outcome | undefined {
  const last = answers.at(-1);
  if (last === undefined) return undefined;
  const hope = answers.find(({ outcome }) => outcome.kind === 'retry');
  const isFinal = last.outcome.kind !== 'rejected' || !asksNext(last.outcome);
  const { provider, outcome } = isFinal ? last : (hope ?? last);
  const passed = answers.flatMap((answer) =>
    answer.provider !== provider && 'reason' in answer.outcome
      ? [{ provider: answer.provider, reason: answer.outcome.reason, detail: answer.outcome.detail }]
      : [],
  );
  if (passed.length === 0) return { ...outcome, provider };
  const said = [
    ...passed.map(({ provider: name, detail, reason }) => `${name}: ${detail ?? reason}`),
    `${provider}: ${outcome.detail ?? outcome.kind}`,
  ];
  return {
    ...outcome,
    provider,
    passedBy: passed.map(({ provider: name, reason }) => ({ provider: name, reason })),
    detail: said.join('\n'),
  };
}
