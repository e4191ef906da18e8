/** PostgreSQL's or Node's code of an error, if it has one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** A deadlock or a serialisation failure, which PostgreSQL promises may succeed when tried again. */
export const isWorthAnotherTry = (error: unknown): boolean => /^40(001|P01)$/.test(codeOf(error) ?? '');
