import type { Actor, Viewer } from '../kernel/index.ts';
import { personOf } from './decide-common.ts';
import type { Incident } from './model.ts';

/** What of an incident says who may see it. */
export type Visible = Pick<
  Incident,
  'id' | 'visibility' | 'roles' | 'responderIds' | 'acknowledgedBy' | 'drillPersonIds'
>;

/** Who takes part in an incident besides those that it names itself. */
export interface Participants {
  readonly declaredBy: Actor | null;
  /** Whom messages about it paged or told. */
  readonly told: ReadonlySet<string>;
  /** Whether somebody is still with the organisation. */
  readonly isActive: (personId: string) => boolean;
}

/**
 * Whether somebody may see an incident: the one place that says so. Private incidents exist only for those who take part in
 * them (design §6; TYP-3). Whoever was told of it has its title in a mail already. Administrators take part like anybody
 * else: whoever looks after accounts is often who an inquiry is about. One that no active person takes part in is theirs.
 */
export function maySee(viewer: Viewer, incident: Visible, participants: Participants): boolean {
  if (!isWithin(viewer, incident.id)) return false;
  if (incident.visibility === 'organisation' || seesEverything(viewer)) return true;
  const personId = personOf(viewer.actor);
  if (personId === null) return false;
  const members = membersOf(incident, participants);
  if (members.has(personId)) return true;
  // One that nobody could see, because nobody was told yet or all of them have left, would be lost.
  return viewer.role === 'administrator' && ![...members.keys()].some(participants.isActive);
}

/** Why somebody takes part in an incident. */
export type Membership = 'role' | 'responder' | 'acknowledged' | 'declared' | 'told';

/** Everybody who takes part in an incident, each with the first reason of these that holds. */
export function membersOf(
  { roles, responderIds, acknowledgedBy, drillPersonIds }: Visible,
  { declaredBy, told }: Pick<Participants, 'declaredBy' | 'told'>,
): ReadonlyMap<string, Membership> {
  const members = new Map<string, Membership>();
  const add = (ids: Iterable<string | null>, because: Membership): void => {
    for (const id of ids) if (id !== null && !members.has(id)) members.set(id, because);
  };
  add(Object.values(roles), 'role');
  add([acknowledgedBy && personOf(acknowledgedBy)], 'acknowledged');
  add(responderIds, 'responder');
  add(drillPersonIds ?? [], 'responder');
  add([declaredBy && personOf(declaredBy)], 'declared');
  add(told, 'told');
  return members;
}

/**
 * Nothing is hidden from them, so nobody needs to ask what is: the product itself, and the installation's own token, for
 * whoever has it reads the database as well.
 */
export const seesEverything = ({ actor, role, within }: Viewer): boolean =>
  within === undefined && (role === 'product' || (role === 'administrator' && actor.kind === 'token'));

/** Whether a limited session, if they have one, is for this incident. */
export const isWithin = ({ within }: Viewer, incidentId: string): boolean =>
  within === undefined || within.incidentId === incidentId;
