/** One faulty field of a request; line and column when the request was a document such as org.yaml. */
export interface ProblemField {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** A refusal of the server: an RFC 9457 problem document, or what stands for one when a proxy answered instead. */
export class Problem extends Error {
  readonly status: number;
  /** Stable and machine-readable, such as `not_found`. */
  readonly code: string;
  readonly fields: readonly ProblemField[];

  constructor(status: number, code: string, message: string, fields: readonly ProblemField[]) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function fieldOf(value: unknown): ProblemField[] {
  if (typeof value !== 'object' || value === null) return [];
  const entry = value as Record<string, unknown>;
  const place = typeof entry.line === 'number' && typeof entry.column === 'number';
  return [
    {
      path: textOf(entry.path),
      message: textOf(entry.message),
      ...(place ? { line: entry.line as number, column: entry.column as number } : {}),
    },
  ];
}

/** Reads the body of a refused request, whatever it turns out to be. */
export function problemFrom(status: number, body: unknown): Problem {
  const document = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const message = textOf(document.detail) || textOf(document.title) || `The server answered ${status}.`;
  const errors = Array.isArray(document.errors) ? document.errors.flatMap(fieldOf) : [];
  return new Problem(status, textOf(document.code), message, errors);
}
