/** What went wrong, as a caller can act on it. Each kind has one HTTP status (platform/http/problem.ts). */
export type FaultKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable';

/** One faulty field: `path` in dots (`severity`, `people.3.email`), `message` for a person to read. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * An expected failure with a stable machine-readable `code` (for programs), a public `message` (for people: what
 * happened and what to do) and, optionally, the faulty fields. Anything thrown that is not a Fault is a bug and is
 * answered as a bare 500.
 */
export class Fault extends Error {
  readonly kind: FaultKind;
  readonly code: string;
  readonly fields: readonly FieldFault[];

  constructor(kind: FaultKind, code: string, message: string, fields: readonly FieldFault[] = []) {
    super(message);
    this.name = 'Fault';
    this.kind = kind;
    this.code = code;
    this.fields = fields;
  }
}

/** Shorthand for the commonest fault: `what` is the noun a person would use ("incident INC-12"). */
export const notFound = (what: string): Fault =>
  new Fault('not_found', 'not_found', `${what.charAt(0).toUpperCase()}${what.slice(1)} not found.`);
