export const VERDICTS = ['suspect', 'ruled_out'] as const;
/** What a responder thinks of a change. */
export type Verdict = (typeof VERDICTS)[number];
