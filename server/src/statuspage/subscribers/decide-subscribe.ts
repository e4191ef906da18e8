import { type Instant, isBefore } from '../../kernel/index.ts';
import type { Subscriber } from './model.ts';

/** Anybody can type anybody's address: so often it is written to at most, until somebody confirms. */
const ASK_AGAIN_SECONDS = 600;

/** Whether an address is asked to confirm (again). One that has is left alone: a stranger must not find that out, nor end it. */
export const asks = (known: Pick<Subscriber, 'state' | 'askedAt'> | undefined, now: Instant): boolean =>
  known === undefined ||
  (known.state !== 'active' && isBefore(known.askedAt.add({ seconds: ASK_AGAIN_SECONDS }), now));

/** Whether an update concerns somebody: it touches one of their components, or none at all. */
export const concerns = (
  { components }: Pick<Subscriber, 'components'>,
  touched: readonly string[],
): boolean => components === null || touched.length === 0 || touched.some((id) => components.includes(id));
