import { Fault } from '../kernel/index.ts';
import type { ContactKinds } from './ports.ts';

export interface SendableMethod {
  readonly kind: string;
  readonly address: string;
  /** The way to its address in the body, in dots. */
  readonly path: string;
}

/** @throws Fault `invalid` with the first method to which nothing would be sent */
export async function requireSendable(
  kinds: ContactKinds,
  methods: readonly SendableMethod[],
): Promise<void> {
  for (const { kind, address, path } of methods) {
    // What has no right form is told by the command itself.
    if (!kinds.check(kind, address).ok) continue;
    const refusal = await kinds.lookedUpRefusalOf(kind, address);
    if (refusal === null) continue;
    throw new Fault('invalid', 'address_not_allowed', refusal, [{ path, message: refusal }]);
  }
}
