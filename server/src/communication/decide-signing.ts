import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { ContactMethod } from './model.ts';

/** So long a receiver has time to learn the new secret: messages are signed with the one before as well. */
const OVERLAP_SECONDS = 7 * 86_400;

/**
 * The generations of the secret with which a message to this method is signed, the newest first. A receiver takes a
 * message when one of its signatures fits (Standard Webhooks 1.0), so none is lost while a secret is rotated.
 */
export function secretGenerations(
  method: Pick<ContactMethod, 'secret'> | undefined,
  now: Instant,
): readonly number[] {
  const secret = method?.secret;
  if (secret === undefined) return [1];
  const both = isBefore(now, plusSeconds(secret.rotatedAt, OVERLAP_SECONDS));
  return both ? [secret.generation, secret.generation - 1] : [secret.generation];
}
