import type { Actor, Viewer } from '../kernel/index.ts';
import { personOf } from './decide-common.ts';
import type { Incident } from './model.ts';

/** What of an incident says who may see it. */
export type Visible = Pick<Incident, 'id' | 'visibility' | 'roles' | 'responderIds' | 'acknowledgedBy'>;

/** Who takes part in an incident besides those that it names itself. */
export interface Participants {
  readonly declaredBy: Actor | null;
  /** Whom messages about it paged or told. */
  readonly told: ReadonlySet<string>;
}

/**
 * Whether somebody may see an incident: the one place that says so. Private incidents exist only for those who take part in
 * them, and for administrators (design §6; TYP-3). Whoever was told of it has its title in a mail already.
 */
export function maySee(viewer: Viewer, incident: Visible, { declaredBy, told }: Participants): boolean {
  if (!isWithin(viewer, incident.id)) return false;
  if (incident.visibility === 'organisation' || seesEverything(viewer)) return true;
  const personId = personOf(viewer.actor);
  if (personId === null) return false;
  const { roles, responderIds, acknowledgedBy } = incident;
  const actors = [declaredBy, acknowledgedBy].map((actor) => actor && personOf(actor));
  return [...Object.values(roles), ...responderIds, ...actors].includes(personId) || told.has(personId);
}

/** Nothing is hidden from them, so nobody needs to ask what is. */
export const seesEverything = ({ role, within }: Viewer): boolean =>
  within === undefined && (role === 'administrator' || role === 'product');

/** Whether a limited session, if they have one, is for this incident. */
export const isWithin = ({ within }: Viewer, incidentId: string): boolean =>
  within === undefined || within.incidentId === incidentId;
