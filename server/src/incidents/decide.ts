import { Fault, isBefore, never } from '../kernel/index.ts';
import {
  alertSeverityRaised,
  alertsCleared,
  alertsJoined,
  alertsRefired,
  alertsReworded,
} from './decide-alerts.ts';
import { type Decision, type Facts, invalid, nothing } from './decide-common.ts';
import { close, resolve } from './decide-ending.ts';
import { acknowledge, changeStatus, movePolicy, reopen } from './decide-lifecycle.ts';
import {
  changeDetails,
  changeResponders,
  changeSystems,
  changeType,
  changeVisibility,
  privateTypeFound,
  setCustomerFacing,
} from './decide-record.ts';
import { assignRole, releaseRole, takeCommand } from './decide-roles.ts';
import { changeSeverity, confirmSeverity } from './decide-severity.ts';
import type { EntryDraft } from './entries/index.ts';
import { type Incident, referenceOf } from './model.ts';
import type { Command } from './model-commands.ts';

/** The one place where a command meets the incident. Pure: the same facts give the same entries. @throws Fault */
export function decide(incident: Incident, command: Command, facts: Facts): Decision {
  if (incident.status === 'merged' && !ON_MERGED.has(command.type))
    throw new Fault(
      'conflict',
      'incident_merged',
      `${referenceOf(incident.number)} was merged into another incident. Continue there.`,
    );
  switch (command.type) {
    case 'acknowledge':
      return acknowledge(incident, command, facts);
    case 'take_command':
      return takeCommand(incident, command, facts);
    case 'assign_role':
      return assignRole(incident, command, facts);
    case 'release_role':
      return releaseRole(incident, command);
    case 'confirm_severity':
      return confirmSeverity(incident, command, facts);
    case 'change_severity':
      return changeSeverity(incident, command, facts);
    case 'set_customer_facing':
      return setCustomerFacing(incident, command);
    case 'change_visibility':
      return changeVisibility(incident, command, facts);
    case 'change_type':
      return changeType(incident, command, facts);
    case 'change_systems':
      return changeSystems(incident, command, facts);
    case 'change_responders':
      return changeResponders(incident, command, facts);
    case 'change_details':
      return changeDetails(incident, command, facts);
    case 'note':
      return note(incident, command, facts);
    case 'strike_note':
      return strike(command, facts);
    case 'change_status':
      return changeStatus(incident, command);
    case 'resolve':
      return resolve(incident, command, facts);
    case 'close':
      return close(incident, command, facts);
    case 'reopen':
      return reopen(incident, command, facts);
    case 'move_policy':
      return movePolicy(incident, command, facts);
    case 'private_type_found':
      return privateTypeFound(incident, command, facts);
    case 'alerts_joined':
      return alertsJoined(incident, command, facts.now);
    case 'alerts_cleared':
      return alertsCleared(incident, facts);
    case 'alerts_refired':
      return alertsRefired(incident);
    case 'alert_severity_raised':
      return alertSeverityRaised(incident, command);
    case 'alerts_reworded':
      return alertsReworded(command);
    default:
      return never(command);
  }
}

/** What is still possible on an incident that was merged away: adding to its record, and clicks on old links. */
const ON_MERGED: ReadonlySet<Command['type']> = new Set([
  'acknowledge',
  'note',
  'strike_note',
  'change_visibility',
  'alerts_joined',
  'alerts_cleared',
  'alerts_refired',
  'alert_severity_raised',
  'alerts_reworded',
]);

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A workaround is what mitigating means (INV-6). */
function note(incident: Incident, command: Of<'note'>, facts: Facts): Decision {
  if (command.happenedAt !== null && isBefore(facts.now, command.happenedAt))
    throw invalid('happenedAt', 'This time is in the future. Enter when it happened.');
  const entry: EntryDraft = {
    kind: 'note',
    data: { type: command.note, text: command.text },
    ...(command.happenedAt === null ? {} : { happenedAt: command.happenedAt }),
  };
  if (command.note !== 'workaround' || incident.status !== 'investigating') return { entries: [entry] };
  const moved: EntryDraft = {
    kind: 'status_changed',
    data: { from: 'investigating', to: 'mitigating', note: null },
  };
  return { entries: [entry, moved] };
}

function strike(command: Of<'strike_note'>, facts: Facts): Decision {
  if (facts.target === undefined) throw new Fault('not_found', 'not_found', 'Entry not found.');
  if (facts.target.kind !== 'note')
    throw new Fault(
      'conflict',
      'not_a_note',
      'Only notes can be struck through. Entries recorded by Tocsin cannot be changed; add a note instead.',
    );
  if (facts.target.struck) return nothing;
  const entries: EntryDraft[] = [{ kind: 'note_struck', data: { seq: command.seq, reason: command.reason } }];
  if (command.replacement !== null)
    entries.push({ kind: 'note', data: { type: 'note', text: command.replacement } });
  return { entries };
}
