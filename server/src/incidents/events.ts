import type { Actor, Instant } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';
import type { Entry } from './model-entries.ts';

interface Common {
  readonly incidentId: string;
  readonly actor: Actor;
  readonly at: Instant;
}

/** What this chapter tells the others, in the transaction in which it happened and after the log and the row are saved. */
export type IncidentEvent = Common &
  (
    | { readonly type: 'incidents.declared'; readonly pageNow: boolean }
    | { readonly type: 'incidents.severity_changed'; readonly from: Severity; readonly to: Severity }
    | { readonly type: 'incidents.severity_confirmed' }
    | { readonly type: 'incidents.customer_facing_changed'; readonly customerFacing: boolean }
    | {
        readonly type: 'incidents.systems_changed';
        readonly added: readonly string[];
        readonly removed: readonly string[];
      }
    | { readonly type: 'incidents.policy_moved' }
    /** Also sent for a repeated acknowledgement: a page started after the first one stops by it. */
    | { readonly type: 'incidents.acknowledged'; readonly first: boolean }
    | { readonly type: 'incidents.commander_taken'; readonly personId: string }
    | { readonly type: 'incidents.responder_added'; readonly personId: string }
    | { readonly type: 'incidents.status_changed' }
    | { readonly type: 'incidents.monitoring_clear' }
    | { readonly type: 'incidents.resolved' }
    | { readonly type: 'incidents.reopened'; readonly by: 'person' | 'alerts' }
    | { readonly type: 'incidents.merged'; readonly intoId: string }
    /** There is bad news on the record, or somebody has come or gone who may not have heard of it. Once per command. */
    | { readonly type: 'incidents.news' }
    /** Something worse that nobody had answered was merged into it: its own acknowledgement no longer counts. */
    | { readonly type: 'incidents.acknowledgement_void' }
  );

/** The event that an entry is to the other chapters, if it is one. */
export function eventOf(entry: Entry): IncidentEvent | null {
  const common = { incidentId: entry.incidentId, actor: entry.actor, at: entry.at };
  switch (entry.kind) {
    case 'declared':
      return { ...common, type: 'incidents.declared', pageNow: entry.data.pageNow !== undefined };
    case 'severity_changed':
      return { ...common, type: 'incidents.severity_changed', from: entry.data.from, to: entry.data.to };
    case 'severity_confirmed':
      return { ...common, type: 'incidents.severity_confirmed' };
    case 'customer_facing_changed':
      return {
        ...common,
        type: 'incidents.customer_facing_changed',
        customerFacing: entry.data.customerFacing,
      };
    case 'systems_changed':
      return {
        ...common,
        type: 'incidents.systems_changed',
        added: entry.data.added,
        removed: entry.data.removed,
      };
    case 'policy_moved':
      return { ...common, type: 'incidents.policy_moved' };
    case 'acknowledged':
      return { ...common, type: 'incidents.acknowledged', first: true };
    case 'commander_taken':
      return { ...common, type: 'incidents.commander_taken', personId: entry.data.personId };
    case 'responder_added':
      return { ...common, type: 'incidents.responder_added', personId: entry.data.personId };
    case 'status_changed':
      return { ...common, type: 'incidents.status_changed' };
    case 'monitoring_clear':
      return { ...common, type: 'incidents.monitoring_clear' };
    case 'resolved':
      return { ...common, type: 'incidents.resolved' };
    case 'reopened':
      return { ...common, type: 'incidents.reopened', by: entry.data.by };
    case 'merged_from':
      return entry.data.unanswered ? { ...common, type: 'incidents.acknowledgement_void' } : null;
    case 'merged_into':
      return { ...common, type: 'incidents.merged', intoId: entry.data.incidentId };
    default:
      return null;
  }
}
