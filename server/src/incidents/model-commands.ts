import type { NamedAlert, RewordedAlert } from '../detection/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { CriteriaAnswers, Severity } from '../policy/index.ts';
import type { Ending, Incident, NoteType } from './model.ts';

/** An open item of a gate that somebody passes all the same, and why. */
export interface Waiver {
  readonly item: string;
  readonly reason: string;
}

/** Everything that can be asked of an incident that exists. One pure rule each in `decide*.ts`. */
export type Command =
  | {
      readonly type: 'acknowledge';
      /** It answers a page about a role of theirs and no other: it says nothing about the incident. */
      readonly forRole?: boolean;
    }
  /** @param note what whoever takes over needs to know */
  | { readonly type: 'take_command'; readonly personId: string; readonly note?: string | null }
  | {
      readonly type: 'assign_role';
      readonly role: string;
      readonly personId: string;
      readonly note: string | null;
    }
  | { readonly type: 'release_role'; readonly role: string; readonly note: string | null }
  | {
      readonly type: 'confirm_severity';
      readonly answers: CriteriaAnswers;
      readonly reason: string | null;
    }
  | {
      readonly type: 'change_severity';
      readonly severity: Severity;
      readonly answers: CriteriaAnswers;
      readonly reason: string | null;
    }
  | {
      readonly type: 'set_customer_facing';
      readonly customerFacing: boolean;
      readonly reason: string | null;
    }
  | {
      readonly type: 'change_visibility';
      readonly visibility: Incident['visibility'];
      readonly reason: string | null;
    }
  /** From detection: the labels of alerts that joined say that it is of this private type. */
  | { readonly type: 'private_type_found'; readonly typeId: string }
  /** @param because why, when Tocsin says it */
  | { readonly type: 'change_type'; readonly to: string | null; readonly because: string | null }
  | {
      readonly type: 'change_systems';
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | {
      readonly type: 'change_responders';
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | {
      readonly type: 'change_details';
      readonly title: string | null;
      readonly symptoms: string | null;
      readonly startedAt: Instant | null;
      readonly detectedAt: Instant | null;
    }
  | {
      readonly type: 'note';
      readonly note: NoteType;
      readonly text: string;
      readonly happenedAt: Instant | null;
    }
  | {
      readonly type: 'strike_note';
      readonly seq: number;
      readonly reason: string | null;
      readonly replacement: string | null;
    }
  | {
      readonly type: 'change_status';
      readonly to: 'investigating' | 'mitigating';
      readonly note: string | null;
    }
  | {
      readonly type: 'resolve';
      readonly resolution: string;
      readonly ending: Ending;
      readonly waivers: readonly Waiver[];
    }
  /** Everything that follows from a resolution is done, or waived. */
  | { readonly type: 'close'; readonly waivers: readonly Waiver[] }
  | {
      readonly type: 'reopen';
      readonly reason: string | null;
      /** Whoever reopens it is at work on it. */
      readonly acknowledge: boolean;
    }
  /** To a newer version of the policy than the one it was declared under. */
  | { readonly type: 'move_policy'; readonly version: number }
  /** From detection: no alert of the incident is firing any more. */
  | { readonly type: 'alerts_cleared' }
  /** From detection: an alert fires again after that. */
  | { readonly type: 'alerts_refired' }
  | {
      readonly type: 'alerts_joined';
      readonly count: number;
      readonly alerts: readonly NamedAlert[];
      /** `now`: after whatever the incident is by now. */
      readonly lastAt: Instant | 'now';
    }
  /** From detection: alerts are worse than before. */
  | {
      readonly type: 'alert_severity_raised';
      /** They are new, and on the record as such. */
      readonly joined: boolean;
      readonly alerts: readonly [NamedAlert, ...NamedAlert[]];
      readonly count: number;
    }
  /** From detection: alerts that fire say what they have not said before. */
  | {
      readonly type: 'alerts_reworded';
      readonly alerts: readonly RewordedAlert[];
      readonly count: number;
    };
