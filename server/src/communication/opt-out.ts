import { OPTED_OUT } from '../directory/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { optedOutContent } from './decide-troubles.ts';
import type { DeliveryDeps } from './deps.ts';
import { enqueue } from './outbox.ts';

/** Whoever has this address wants nothing there any more. */
export async function optOut(deps: DeliveryDeps, tx: Tx, kind: string, address: string): Promise<void> {
  for (const method of await deps.addressBook.methodsAt(tx, kind, address)) {
    if (method.disabledReason !== null) continue;
    await deps.addressBook.flag(tx, method.id, OPTED_OUT);
    await tellOptedOut(deps, tx, method);
  }
}

/** They want it again. */
export async function optIn(deps: DeliveryDeps, tx: Tx, kind: string, address: string): Promise<void> {
  const methods = await deps.addressBook.methodsAt(tx, kind, address);
  await deps.addressBook.restore(
    tx,
    methods.filter(({ disabledReason }) => disabledReason === OPTED_OUT).map(({ id }) => id),
  );
}

/** By another method, since this one is off: a word that was typed in anger, or by a child, must not cost a page unnoticed. */
export async function tellOptedOut(
  deps: DeliveryDeps,
  tx: Tx,
  { id, personId, label }: { readonly id: string; readonly personId: string; readonly label: string },
): Promise<void> {
  const { clock, publicUrl } = deps;
  await enqueue(deps, tx, [
    {
      key: `opted-out:${id}:${newId(clock)}`,
      purpose: 'notice',
      personId,
      source: { kind: 'system', id: `opted-out:${id}`, generation: 0 },
      content: optedOutContent(label, `${publicUrl}/people/${personId}`),
      drill: false,
    },
  ]);
}
