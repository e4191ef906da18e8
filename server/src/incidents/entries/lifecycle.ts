import { z } from 'zod';
import { plural, Temporal } from '../../kernel/index.ts';
import { severity } from '../../policy/index.ts';
import type { Stamp } from '../log/index.ts';
import { ENDINGS, type Ending, type Incident } from '../model.ts';
import { alerts, answers, because, id, instant, kind, text, UNACKNOWLEDGED } from './kind.ts';

const declaredData = z.strictObject({
  number: z.int().positive(),
  title: text,
  severity,
  /** The monitor's own word, when alerts declared it. */
  severityWord: z.string().nullable(),
  suggested: severity.nullable(),
  reason: text.nullable(),
  answers,
  confirmed: z.boolean(),
  customerFacing: z.boolean(),
  customerFacingBy: z.enum(['systems', 'person']),
  systemIds: z.array(id),
  teamId: id.nullable(),
  symptoms: text,
  policyVersion: z.int().positive(),
  origin: z.enum(['person', 'alerts', 'report']),
  startedAt: instant.nullable(),
  detectedAt: instant,
  alerts: z.int().nonnegative(),
  /** Why whoever is on call is to be paged at once although the matrix may not ask for it. */
  pageNow: text.optional(),
  /** The other alerts that declared it. */
  others: alerts.optional(),
  /** How many there were beyond those named. */
  moreOthers: z.int().positive().optional(),
  /** It is an exercise (TRA-2). `personIds`: who alone is told; null: everyone, as in a real one. */
  drill: z.strictObject({ id, personIds: z.array(id).nullable() }).optional(),
});
export type Declared = z.output<typeof declaredData>;

/** The incident that a declaration makes. */
export function incidentOf(data: Declared, { incidentId, at }: Stamp): Incident {
  return {
    id: incidentId,
    number: data.number,
    title: data.title,
    status: 'investigating',
    severity: data.severity,
    severityConfirmedAt: data.confirmed ? at : null,
    criteriaAnswers: data.answers,
    customerFacing: data.customerFacing,
    customerFacingBy: data.customerFacingBy,
    systemIds: data.systemIds,
    teamId: data.teamId,
    symptoms: data.symptoms,
    typeId: null,
    policyVersion: data.policyVersion,
    origin: data.origin,
    roles: {},
    responderIds: [],
    startedAt: data.startedAt === null ? null : Temporal.Instant.from(data.startedAt),
    detectedAt: Temporal.Instant.from(data.detectedAt),
    declaredAt: at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    firstAcknowledgedAt: null,
    recordCompleteAt: null,
    stakeholdersNotifiedAt: null,
    stakeholdersPendingSince: null,
    mitigatedAt: null,
    resolvedAt: null,
    resolution: null,
    ending: null,
    closedAt: null,
    monitoringClearAt: null,
    mergedIntoId: null,
    mergedAt: null,
    visibility: 'organisation',
    drill: data.drill !== undefined,
    drillPersonIds: data.drill?.personIds ?? null,
    alertCount: data.alerts,
    alertsLoggedAt: data.alerts > 0 ? at : null,
  };
}

/** Items of the gate that were passed all the same. */
const waived = z
  .array(z.strictObject({ item: id, text, reason: text }))
  .max(60)
  .default([]);

/** The sentence with what was waived behind it. */
const withWaived = (sentence: string, items: z.output<typeof waived>): string =>
  items.length === 0
    ? sentence
    : `${sentence.replace(/\.$/, '')}. Waived: ${items.map(({ text: what, reason }) => `${what} (${reason})`).join('; ')}`;

const ENDED: Readonly<Record<Ending, string>> = {
  fixed: '',
  false_alarm: ' as a false alarm',
  duplicate: ' as a duplicate',
  recovered: ' as recovered by itself',
};

export const lifecycle = {
  declared: kind({
    data: declaredData,
    tone: 'strong',
    sentence: (data, { who }) => {
      if (data.drill !== undefined)
        return `DRILL: ${plural(data.alerts, 'simulated alert')} opened this exercise as ${data.severity}, unconfirmed`;
      if (data.origin === 'alerts')
        return `${plural(data.alerts, 'alert')} from ${who} opened this incident as ${data.severity}, unconfirmed`;
      if (data.origin === 'report') return `A report opened this incident as ${data.severity}, unconfirmed`;
      const reason =
        data.suggested !== null && data.suggested !== data.severity && data.reason !== null
          ? ` (the criteria suggested ${data.suggested}: ${data.reason})`
          : '';
      const page = data.pageNow === undefined ? '' : ` and requested immediate paging: ${data.pageNow}`;
      return `${who} declared this incident as ${data.severity}${reason}${page}`;
    },
    // The first entry makes the incident (project.ts).
    changes: null,
    event: (data) => ({ type: 'incidents.declared', pageNow: data.pageNow !== undefined }),
  }),
  acknowledged: kind({
    data: z.strictObject({}),
    tone: 'strong',
    sentence: (_, { who }) => `${who} acknowledged`,
    changes: ({ firstAcknowledgedAt }, _, { at, actor }) => ({
      acknowledgedAt: at,
      acknowledgedBy: actor,
      firstAcknowledgedAt: firstAcknowledgedAt ?? at,
    }),
    event: () => ({ type: 'incidents.acknowledged', first: true }),
  }),
  status_changed: kind({
    data: z.strictObject({
      from: z.enum(['investigating', 'mitigating']),
      to: z.enum(['investigating', 'mitigating']),
      note: text.nullable(),
    }),
    tone: 'strong',
    sentence: ({ to, note }, { who }) => `${who} set the status to ${to}${because(note)}`,
    changes: ({ mitigatedAt }, { to }, { at }) => ({
      status: to,
      mitigatedAt: to === 'mitigating' ? (mitigatedAt ?? at) : null,
    }),
    event: () => ({ type: 'incidents.status_changed' }),
  }),
  resolved: kind({
    data: z.strictObject({
      resolution: text,
      by: z.enum(['person', 'policy']),
      ending: z.enum(ENDINGS).default('fixed'),
      waived,
    }),
    tone: 'strong',
    sentence: ({ resolution, by, ending, waived: items }, { who }) =>
      by === 'policy'
        ? 'Resolved automatically: all alerts are resolved'
        : withWaived(`${who} resolved the incident${ENDED[ending]}: ${resolution}`, items),
    changes: (_, { resolution, ending }, { at }) => ({
      ...{ status: 'resolved', resolvedAt: at, resolution, ending },
    }),
    event: () => ({ type: 'incidents.resolved' }),
  }),
  closed: kind({
    data: z.strictObject({ waived }),
    tone: 'strong',
    sentence: ({ waived: items }, { who }) => withWaived(`${who} closed the incident`, items),
    changes: (_, _data, { at }) => ({ status: 'closed', closedAt: at }),
    event: null,
  }),
  reopened: kind({
    data: z.strictObject({
      reason: text.nullable(),
      by: z.enum(['person', 'alerts']),
      /** The acknowledgement no longer counts. Absent in older entries, where this was so for alerts only. */
      unanswered: z.literal(true).optional(),
    }),
    tone: 'strong',
    sentence: ({ reason, by }, { who }) =>
      by === 'alerts'
        ? 'Reopened: an alert is firing again'
        : `${who} reopened the incident${because(reason)}`,
    // Whoever acknowledged it the first time has perhaps gone home, so paging starts anew.
    changes: (_, { by, unanswered }) => ({
      status: 'investigating',
      resolvedAt: null,
      resolution: null,
      ending: null,
      closedAt: null,
      mitigatedAt: null,
      ...(by === 'alerts' || unanswered ? UNACKNOWLEDGED : {}),
    }),
    event: ({ by }) => ({ type: 'incidents.reopened', by }),
  }),
  policy_moved: kind({
    data: z.strictObject({ from: z.int().positive(), to: z.int().positive() }),
    tone: 'quiet',
    sentence: ({ from, to }, { who }) => `${who} switched the incident from policy version ${from} to ${to}`,
    changes: (_, { to }) => ({ policyVersion: to }),
    event: () => ({ type: 'incidents.policy_moved' }),
  }),
};
