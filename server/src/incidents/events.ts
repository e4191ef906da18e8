import type { Actor, Instant } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';

interface Common {
  readonly incidentId: string;
  readonly actor: Actor;
  readonly at: Instant;
}

/** What there is to tell; most of it is an entry of the log. */
export type IncidentEventBody =
  | { readonly type: 'incidents.declared'; readonly pageNow: boolean }
  | { readonly type: 'incidents.severity_changed'; readonly from: Severity; readonly to: Severity }
  | { readonly type: 'incidents.severity_confirmed' }
  | { readonly type: 'incidents.customer_facing_changed'; readonly customerFacing: boolean }
  | {
      readonly type: 'incidents.systems_changed';
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly type: 'incidents.type_changed' }
  /** Title, symptoms, or a time that was corrected. */
  | { readonly type: 'incidents.details_changed' }
  | { readonly type: 'incidents.visibility_changed' }
  | { readonly type: 'incidents.policy_moved' }
  /** Not `first`: repeated, or for a role alone. Then it stops only the pages that ask whoever gives it. */
  | { readonly type: 'incidents.acknowledged'; readonly first: boolean }
  | {
      readonly type: 'incidents.role_assigned';
      readonly role: string;
      readonly personId: string;
      /** They had it in the incident that was merged into this. */
      readonly merged: boolean;
    }
  | { readonly type: 'incidents.responder_added'; readonly personId: string }
  /** Somebody has a role no more, or was removed: they need not be called for it any longer. */
  | { readonly type: 'incidents.role_ended'; readonly personId: string }
  | { readonly type: 'incidents.status_changed' }
  | { readonly type: 'incidents.monitoring_clear' }
  | { readonly type: 'incidents.resolved' }
  | { readonly type: 'incidents.reopened'; readonly by: 'person' | 'alerts' }
  | { readonly type: 'incidents.merged'; readonly intoId: string }
  /** Something was written onto the record of an incident that is over, or that had been. Once per command. */
  | { readonly type: 'incidents.past_changed' }
  /** These entries were written onto the record, from one number to another. Once per command, after all else is told. */
  | { readonly type: 'incidents.recorded'; readonly first: number; readonly last: number }
  /** There is bad news on the record, or somebody has come or gone who may not have heard of it. Once per command. */
  | { readonly type: 'incidents.news' }
  /** Something worse that nobody had answered was merged into it: its own acknowledgement no longer counts. */
  | { readonly type: 'incidents.acknowledgement_void' };

/** What this chapter tells the others, in the transaction in which it happened and after the log and the row are saved. */
export type IncidentEvent = Common & IncidentEventBody;
