import { Fault, type Instant, plusSeconds } from '../kernel/index.ts';
import type { Policy } from '../policy/index.ts';
import { type Decision, type Facts, invalid, nothing, type OpenItem } from './decide-common.ts';
import { type Incident, isOpen, referenceOf } from './model.ts';
import type { Command, Waiver } from './model-commands.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * Resolving twice is a double click, not a second resolution. What was fixed passes the policy's gate (RES-3); where there
 * was nothing to fix there is nothing to verify either, and the reason is on the record.
 * @throws Fault `gate_open` with what is open
 */
export function resolve(incident: Incident, command: Of<'resolve'>, { gate = [] }: Facts): Decision {
  if (!isOpen(incident.status)) return nothing;
  const { resolution, ending, waivers } = command;
  const waived = ending === 'fixed' ? passGate(incident, gate, waivers, 'resolved') : [];
  return { entries: [{ kind: 'resolved', data: { resolution, by: 'person', ending, waived } }] };
}

/** @throws Fault `gate_open` with what is open, `incident_open` */
export function close(incident: Incident, command: Of<'close'>, { gate = [] }: Facts): Decision {
  if (incident.status === 'closed') return nothing;
  if (incident.status !== 'resolved')
    throw new Fault(
      'conflict',
      'incident_open',
      `${referenceOf(incident.number)} is not resolved. Resolve it first.`,
    );
  const waived = incident.ending === 'fixed' ? passGate(incident, gate, command.waivers, 'closed') : [];
  return { entries: [{ kind: 'closed', data: { waived } }] };
}

/**
 * The end of the stability watch: a new alert of the same problem before it reopens the incident. Only of what was fixed, and
 * of severities that are asked for a verification at all.
 */
export function watchedUntil(
  { resolvedAt, ending, severity }: Pick<Incident, 'resolvedAt' | 'ending' | 'severity'>,
  { resolution }: Pick<Policy, 'resolution'>,
): Instant | null {
  if (resolvedAt === null || ending !== 'fixed' || resolution.asked[severity].length === 0) return null;
  return plusSeconds(resolvedAt, resolution.stabilityWatchSeconds);
}

/** What is waived of what is open. A waiver of something that is done by now changes nothing. */
function passGate(
  incident: Incident,
  open: readonly OpenItem[],
  waivers: readonly Waiver[],
  to: 'resolved' | 'closed',
) {
  const reasons = new Map(waivers.map(({ item, reason }) => [item, reason]));
  if (reasons.size < waivers.length) throw invalid('waivers', 'Waive each item once.');
  const left = open.filter(({ item }) => !reasons.has(item));
  if (left.length > 0)
    throw new Fault(
      'conflict',
      'gate_open',
      `${referenceOf(incident.number)} cannot be ${to} yet: ${left.length === 1 ? '1 item is' : `${left.length} items are`} open. Complete each, or waive it with a reason.`,
      left.map(({ item, sentence }) => ({ path: item, message: sentence })),
    );
  return open.map(({ item, text }) => ({ item, text, reason: reasons.get(item) ?? '' }));
}
