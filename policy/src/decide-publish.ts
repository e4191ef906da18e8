/** Where a version came from: the release, somebody who edited the text, or a file that was applied. */
export type Origin = 'shipped' | 'edited' | 'file';

/** What a text that is to be published was begun from; a file that is applied need not say. */
export type Basis =
  | { readonly origin: 'edited'; readonly base: number }
  | { readonly origin: 'file'; readonly base: number | null };

/**
 * Whether publishing would undo a version that its author has not seen. A file is the truth about what files said before;
 * what somebody edited meanwhile is not in it, unless it says so by naming that version. To let the file win always was
 * rejected: a pipeline that runs every hour would take an edit made at night away, and nobody reads its output.
 */
export function wouldOverwrite(
  current: { readonly version: number; readonly origin: Origin },
  basis: Basis,
): boolean {
  if (basis.base !== null) return basis.base !== current.version;
  return current.origin === 'edited';
}
