import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { Health } from './model.ts';

/** A mail server that is restarted is no news. */
const TELL_AFTER_SECONDS = 900;
const SILENT = 'Nothing has been heard of the mailbox since.';

/**
 * What administrators are to be told of the mailbox; undefined when it works, has not failed for long, or they know. One of which
 * nothing at all is heard fails as well: whoever reads it may hang.
 * @param startedAt of this process, which waits for others as long as for itself
 */
export function troubleOf(
  { heardAt, failingSince, problem, toldAt }: Health,
  startedAt: Instant,
  now: Instant,
): { readonly since: Instant; readonly problem: string } | undefined {
  if (toldAt !== null) return undefined;
  const since = failingSince ?? (heardAt === null || isBefore(heardAt, startedAt) ? startedAt : heardAt);
  if (isBefore(now, plusSeconds(since, TELL_AFTER_SECONDS))) return undefined;
  return { since, problem: failingSince === null ? SILENT : (problem ?? '') };
}
