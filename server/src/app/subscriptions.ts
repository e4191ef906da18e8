import type { CommunicationEvent, MessageOwners } from '../communication/index.ts';
import type { Detection, DetectionEvent } from '../detection/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { IncidentEvent, IncidentHandlers } from '../incidents/index.ts';
import type { Measuring } from '../insights/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Drills } from '../readiness/index.ts';
import type { UserReports } from '../reports/index.ts';
import type { Library, Reviews } from '../reviews/index.ts';
import type { Rooms } from '../rooms/index.ts';
import type { Runbooks } from '../runbooks/index.ts';
import type { StatusPages } from '../statuspage/index.ts';
import type { Tasks } from '../tasks/index.ts';
import type { Updates } from '../updates/index.ts';
import type { Webhooks } from '../webhooks/index.ts';
import type { WriteBack } from '../writeback/index.ts';

/** Every event of the product: the union of what the chapters' index.ts export. */
type DomainEvent = CommunicationEvent | DetectionEvent | IncidentEvent;

/** How a chapter tells the others, in the transaction in which it happened. */
export type Emit = (tx: Tx, event: DomainEvent) => Promise<void>;

type Handler<E> = (tx: Tx, event: E) => Promise<void>;
/** For each event, who reacts, in this order. The one index of "what happens when" (no handler is found by magic). */
export type Subscriptions = {
  readonly [T in DomainEvent['type']]: readonly Handler<Extract<DomainEvent, { type: T }>>[];
};

/**
 * Runs an event's handlers one after the other in the emitter's transaction: all of it happens, or none of it.
 * @param subscriptions asked for at the first event, because those who react are made after those who emit
 */
export function createEmit(subscriptions: () => Subscriptions): Emit {
  let known: Subscriptions | undefined;
  return async (tx, event) => {
    known ??= subscriptions();
    const handlers = known[event.type] as readonly Handler<DomainEvent>[];
    for (const handle of handlers) await handle(tx, event);
  };
}

/** The chapters as those who react. */
export interface Reacting {
  readonly detection: Pick<Detection, 'incidentResolved' | 'incidentChanged' | 'incidentMerged'>;
  readonly incidents: IncidentHandlers;
  readonly escalation: Pick<Escalation, 'onIncident'>;
  readonly updates: Pick<Updates, 'onIncident' | 'tellSubscribers'>;
  readonly reviews: Pick<Reviews, 'onIncident'>;
  readonly library: Pick<Library, 'onIncident'>;
  readonly owners: Pick<MessageOwners, 'of'>;
  readonly statusPages: Pick<StatusPages, 'onVisibility'>;
  readonly runbooks: Pick<Runbooks, 'onIncident'>;
  readonly rooms: Pick<Rooms, 'onIncident' | 'own'>;
  readonly userReports: Pick<UserReports, 'onIncident'>;
  readonly tasks: Pick<Tasks, 'onIncident'>;
  readonly webhooks: Pick<Webhooks, 'onRecorded'>;
  readonly writeBack: Pick<WriteBack, 'onIncident'>;
  readonly measuring: Pick<Measuring, 'onIncident'>;
  readonly drills: Pick<Drills, 'onIncident'>;
}

/** What happens when: each event and those who react to it, in this order. */
export const subscribe = ({
  detection,
  incidents,
  escalation,
  updates,
  reviews,
  library,
  owners,
  statusPages,
  runbooks,
  rooms: followers,
  userReports,
  tasks,
  webhooks,
  writeBack,
  measuring,
  drills: exercises,
}: Reacting): Subscriptions => {
  const ladder = (tx: Tx, event: IncidentEvent) => escalation.onIncident(tx, event);
  const subscribers = (tx: Tx, event: IncidentEvent) => updates.tellSubscribers(tx, event);
  const tellers = (tx: Tx, event: IncidentEvent) => updates.onIncident(tx, event);
  const review = (tx: Tx, event: IncidentEvent) => reviews.onIncident(tx, event);
  /** Whoever reported it hears that it is over. */
  const reporters = (tx: Tx, event: IncidentEvent) => userReports.onIncident(tx, event);
  /** Chat rooms show it. */
  const rooms = (tx: Tx, event: IncidentEvent) => followers.onIncident(tx, event);
  /** Whoever was told takes part in its channel. */
  const joining = (tx: Tx, event: CommunicationEvent) => followers.own.onSettled(tx, event);
  /** Alerts follow their incident. */
  const follow = (tx: Tx, { incidentId, at }: IncidentEvent) => detection.incidentChanged(tx, incidentId, at);
  /** What the incident measures is reckoned anew. */
  const measure = (tx: Tx, event: IncidentEvent) => measuring.onIncident(tx, event);
  /** Other runbooks may apply by now. */
  const guides = (tx: Tx, event: { readonly incidentId: string }) => runbooks.onIncident(tx, event);
  /** Drills give way to what is real, and end with their own incident. */
  const drills = (tx: Tx, event: IncidentEvent) => exercises.onIncident(tx, event);
  /** Whoever asked for the message hears what became of it. */
  const owner = async (tx: Tx, event: CommunicationEvent) => owners.of(event.source.kind)?.onEvent(tx, event);
  return {
    'detection.group_opened': [incidents.groupOpened],
    'detection.alerts_joined': [incidents.alertsJoined, guides],
    'detection.private_type_found': [incidents.privateTypeFound],
    'detection.severity_raised': [incidents.severityRaised],
    'detection.alerts_reworded': [incidents.alertsReworded],
    'detection.group_cleared': [incidents.groupCleared],
    'detection.group_refired': [incidents.groupRefired],
    'detection.acknowledged_at_source': [incidents.acknowledgedAtSource],
    'communication.settled': [incidents.messageEvent, owner, joining],
    'communication.delayed': [incidents.messageEvent, owner],
    // The promise first: the notices say when the next update comes.
    'incidents.declared': [drills, tellers, ladder, subscribers, guides, rooms, measure],
    'incidents.severity_changed': [tellers, ladder, subscribers, follow, rooms, measure, drills],
    'incidents.severity_confirmed': [ladder, rooms],
    'incidents.customer_facing_changed': [ladder, measure],
    'incidents.systems_changed': [ladder, subscribers, guides, rooms, measure, drills],
    'incidents.type_changed': [ladder, guides, measure],
    'incidents.visibility_changed': [(tx, event) => statusPages.onVisibility(tx, event), rooms],
    'incidents.policy_moved': [ladder, measure],
    'incidents.acknowledged': [ladder, rooms, measure, writeBack.onIncident, drills],
    'incidents.role_assigned': [ladder, rooms, drills],
    'incidents.responder_added': [ladder, rooms, drills],
    'incidents.role_ended': [ladder, rooms],
    'incidents.status_changed': [ladder, rooms, measure],
    'incidents.monitoring_clear': [incidents.monitoringClear],
    'incidents.news': [ladder],
    'incidents.resolved': [
      ladder,
      tellers,
      review,
      rooms,
      reporters,
      tasks.onIncident,
      writeBack.onIncident,
      drills,
      (tx, { incidentId, at }) => detection.incidentResolved(tx, incidentId, at),
    ],
    'incidents.reopened': [tellers, ladder, review, follow, guides, rooms, measure, writeBack.onIncident],
    'incidents.details_changed': [measure],
    'incidents.past_changed': [(tx, event) => library.onIncident(tx, event), rooms, measure],
    'incidents.recorded': [(tx, event) => webhooks.onRecorded(tx, event)],
    'incidents.acknowledgement_void': [ladder, rooms, writeBack.onIncident],
    'incidents.merged': [
      ladder,
      tellers,
      review,
      rooms,
      reporters,
      tasks.onIncident,
      writeBack.onIncident,
      (tx, { incidentId, intoId, at }) => detection.incidentMerged(tx, incidentId, intoId, at),
      // Its actions and systems are those of the other from now on.
      (tx, event) => measure(tx, { ...event, incidentId: event.intoId }),
    ],
  };
};
