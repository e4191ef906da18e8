import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { Message } from './model.ts';

/** A code of an address, and the last message that it answers. */
export interface ReplyCode {
  readonly code: number;
  readonly subject: string;
  readonly messageId: string;
  readonly givenAt: Instant;
}

/** As long as an acknowledge link is valid, so is the code. */
const VALID_SECONDS = 72 * 3600;
/** Two digits are typed in the dark; beyond, the code that was given longest ago is taken anew. */
const HIGHEST = 99;

/** What a code stands for: an incident, however often it pages; a test. */
export const codeSubject = ({ incidentId, source }: Pick<Message, 'incidentId' | 'source'>): string =>
  incidentId === null ? `${source.kind}:${source.id}` : `incident:${incidentId}`;

/** The code of a subject at an address: the one it has, else the lowest that is free. */
export function codeFor(subject: string, taken: readonly ReplyCode[], now: Instant): number {
  const own = taken.find((one) => one.subject === subject);
  if (own !== undefined) return own.code;
  const inUse = new Set(taken.filter((one) => isValid(one, now)).map(({ code }) => code));
  for (let code = 1; code <= HIGHEST; code += 1) if (!inUse.has(code)) return code;
  return taken.at(-1)?.code ?? 1;
}

/** The code that somebody answered with; null: the only one that is valid, because with several nobody knows which. */
export function codeAnswered(
  code: number | null,
  given: readonly ReplyCode[],
  now: Instant,
): ReplyCode | undefined {
  const valid = given.filter((one) => isValid(one, now));
  if (code !== null) return valid.find((one) => one.code === code);
  return valid.length === 1 ? valid[0] : undefined;
}

const isValid = ({ givenAt }: ReplyCode, now: Instant): boolean =>
  isBefore(now, plusSeconds(givenAt, VALID_SECONDS));
