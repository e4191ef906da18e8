import { type Instant, isBefore, millisBetween } from '../kernel/index.ts';
import { severityRank } from '../policy/index.ts';
import { type Decision, type Facts, nothing } from './decide-common.ts';
import type { EntryDraft } from './entries/index.ts';
import { type Incident, isOpen } from './model.ts';
import type { Command } from './model-commands.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * Detection tells of a storm in sums, so each telling is one entry ("+4,312 alerts"). A new alert after the resolution
 * means that it is not over: to count it in silence would be to lose its page.
 */
export function alertsJoined(incident: Incident, command: Of<'alerts_joined'>, now: Instant): Decision {
  const { count, alerts, lastAt } = command;
  if (count === 0) return nothing;
  const clear = incident.monitoringClearAt;
  const quiet = clear === null ? {} : { clearSeconds: Math.floor(millisBetween(clear, now) / 1000) };
  const entries: EntryDraft[] = [{ kind: 'alert_joined', data: { count, alerts: [...alerts], ...quiet } }];
  if (incident.resolvedAt !== null && (lastAt === 'now' || isBefore(incident.resolvedAt, lastAt)))
    entries.push({ kind: 'reopened', data: { reason: null, by: 'alerts' } });
  return { entries };
}

/**
 * All alerts are over: "monitoring clear". Whether that ends the incident is policy, per severity (default: P4 only); also
 * where it was clear before, since the severity or the policy may be another by now.
 */
export function alertsCleared(incident: Incident, facts: Facts): Decision {
  if (incident.status === 'merged') return nothing;
  const entries: EntryDraft[] =
    incident.monitoringClearAt === null ? [{ kind: 'monitoring_clear', data: {} }] : [];
  if (isOpen(incident.status) && facts.policy.severities[incident.severity].mayResolveItself)
    entries.push({
      kind: 'resolved',
      data: {
        resolution: 'All alerts have cleared by themselves.',
        ...{ by: 'policy', ending: 'recovered', waived: [] },
      },
    });
  return { entries };
}

/** It fires again: an incident thought over is not, and perhaps nobody is there any more. */
export function alertsRefired(incident: Incident): Decision {
  if (incident.status === 'merged') return nothing;
  const entries: EntryDraft[] = [];
  if (incident.monitoringClearAt !== null) entries.push({ kind: 'monitoring_firing', data: {} });
  if (incident.resolvedAt !== null) entries.push({ kind: 'reopened', data: { reason: null, by: 'alerts' } });
  return { entries };
}

/**
 * A monitor finds it worse than before. As long as nobody has confirmed the severity, the worst word counts; after that
 * the person's judgement stands, and the record shows the doubt. What is worse than it was, but not worse than the
 * incident, is on the record too: whoever is on it hears.
 */
export function alertSeverityRaised(incident: Incident, command: Of<'alert_severity_raised'>): Decision {
  const [worst] = command.alerts;
  const { title, severity, severityWord } = worst;
  // Also of an incident that was resolved a moment before: it ends the alert, and its monitor may not say it again.
  if (!isOpen(incident.status) || severityRank(severity) >= severityRank(incident.severity))
    return command.joined
      ? nothing
      : {
          entries: [{ kind: 'alert_worsened', data: { count: command.count, alerts: [...command.alerts] } }],
        };
  const others: EntryDraft[] =
    command.joined || command.count === 1
      ? []
      : [
          {
            kind: 'alert_worsened',
            data: { count: command.count - 1, alerts: command.alerts.filter((alert) => alert !== worst) },
          },
        ];
  if (incident.severityConfirmedAt !== null)
    return {
      entries: [{ kind: 'severity_questioned', data: { severity, severityWord, title } }, ...others],
    };
  return {
    entries: [
      {
        kind: 'severity_changed',
        data: {
          from: incident.severity,
          to: severity,
          suggested: severity,
          reason: null,
          answers: {},
          confirmed: false,
          severityWord,
          title,
        },
      },
      ...others,
    ],
  };
}

/** Alerts say something else than before, which may be another problem under the same key: whoever is on it hears. */
export const alertsReworded = ({ count, alerts }: Of<'alerts_reworded'>): Decision => ({
  entries: [
    {
      kind: 'alert_reworded',
      data: {
        count,
        alerts: alerts.map(({ keepsChanging, ...alert }) => ({
          ...alert,
          ...(keepsChanging ? { keepsChanging } : {}),
        })),
      },
    },
  ],
});
