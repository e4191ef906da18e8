import { LIMITS, type Signal } from '../../detection/index.ts';
import { alertSignal } from '../alertmanager/parse.ts';
import { membersOf } from '../members.ts';
import { field, isObject, text, type Unknown } from '../read.ts';

/**
 * The firing alerts in what Alertmanager sends to PagerDuty, where a whole notification group is one event whose summary
 * may change in a number only: `custom_details.firing`, a list of alerts since 0.28 and text by its template
 * `__text_alert_list` before (prometheus/alertmanager, template/default.tmpl). They are as severe as the event, which is
 * what its receiver's configuration says; where that says nothing, as of a group whose alerts differ, each by its own label.
 * Undefined for any other event.
 */
export function firingMembers(details: unknown, severity: string | undefined): Signal['members'] {
  if (!isObject(details) || text(field(details, 'num_firing'), 20) === undefined) return undefined;
  const listed = field(details, 'firing');
  const alerts = Array.isArray(listed) ? listed : typeof listed === 'string' ? readList(listed) : [];
  const signals = alerts
    .slice(0, LIMITS.members)
    .flatMap((alert) => alertSignal(alert, {}) ?? [])
    .map((signal): Signal => (severity === undefined ? signal : { ...signal, severity }));
  return signals.length === 0 ? undefined : membersOf(signals);
}

/** What an event of such a group is worth that says nothing itself: all words of its alerts, the worst of which counts. */
export function severityOf(members: Signal['members']): string | undefined {
  const words = new Set(Object.values(members ?? {}).flatMap(({ severity }) => severity ?? []));
  return words.size === 0 ? undefined : text([...words].sort().join(', '), LIMITS.severity);
}

/** Longest list that is read; PagerDuty's own limit of an event is half of it. */
const LONGEST_LIST = 1_048_576;

/** `Labels:`, then ` - name = value` each, `Annotations:`, the same, and `Source:`; the next alert after that. */
function readList(list: string): readonly Unknown[] {
  const alerts: Record<'labels' | 'annotations', Map<string, string>>[] = [];
  let into: Map<string, string> | undefined;
  for (const line of list.slice(0, LONGEST_LIST).split('\n')) {
    const word = line.trim();
    if (word === 'Labels:') {
      const alert = { labels: new Map<string, string>(), annotations: new Map<string, string>() };
      alerts.push(alert);
      into = alert.labels;
    } else if (word === 'Annotations:') into = alerts.at(-1)?.annotations;
    else if (word.startsWith('Source:')) into = undefined;
    else {
      const [, name, value] = /^ ?- ([^=]+?) = (.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) into?.set(name, value);
    }
  }
  return alerts.map(({ labels, annotations }) => ({
    labels: Object.fromEntries(labels),
    annotations: Object.fromEntries(annotations),
  }));
}
