import { hearsOf } from '../incidents/index.ts';
import { Fault, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Case, Journal } from './case.ts';
import type { PageTarget } from './model.ts';
import type { Pages } from './pages.ts';
import { loadPages } from './store-pages.ts';

/** Nobody is asked any more for an incident that goes on. */
export async function stopAsking(pages: Pages, tx: Tx, subject: Case, journal: Journal): Promise<void> {
  const open = await loadPages(tx, subject.incident.id, { open: true });
  await pages.stop(tx, subject, journal, open, 'superseded');
}

/** Those whom a drill had stopped asking when it was held are asked again, unless somebody has answered. */
export async function askStopped(pages: Pages, tx: Tx, subject: Case, journal: Journal): Promise<void> {
  if (!subject.open || subject.incident.acknowledgedAt !== null) return;
  for (const { target, because, stepId, reason } of await loadPages(tx, subject.incident.id))
    if (reason === 'superseded')
      await pages.start(tx, subject, journal, { target, because, stepId, actor: theSystem });
}

/** A page to whoever does not take part in a drill would go nowhere. @throws Fault `invalid` */
export function mustHear({ incident }: Pick<Case, 'incident'>, target: PageTarget): void {
  if (target.kind !== 'person' || hearsOf(incident, target.personId)) return;
  const message = 'This person does not take part in the drill. Add them to the incident first.';
  throw new Fault('invalid', 'not_in_drill', message, [{ path: 'personId', message }]);
}
