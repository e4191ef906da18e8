import { z } from 'zod';
import { andList, plural } from '../../kernel/index.ts';
import { severity } from '../../policy/index.ts';
import { clearFor, quoted } from '../words.ts';
import { alerts, kind, text } from './kind.ts';

type Named = readonly { readonly title: string }[];

/** ": “A”, “B” and 3 more"; nothing where none is named. */
function named(some: Named, count: number): string {
  if (some.length === 0) return '';
  const more = count - some.length;
  return `: ${andList([...some.map(({ title }) => quoted(title)), ...(more > 0 ? [`${more} more`] : [])])}`;
}

const rewordedData = z.strictObject({
  count: z.int().positive(),
  alerts: z
    .array(
      z.strictObject({
        /** Its title before. */
        before: text,
        title: text,
        severity,
        severityWord: z.string().nullable(),
        /** It has had so many titles that from here on one an hour is told. */
        keepsChanging: z.literal(true).optional(),
      }),
    )
    .max(20),
});

function reworded({ count, alerts: some }: z.output<typeof rewordedData>): string {
  const [only] = some;
  if (count > 1 || only === undefined)
    return `${plural(count, 'alert')} ${count === 1 ? 'has' : 'have'} a new title${named(some, count)}`;
  const now = `${quoted(only.before)} now says ${quoted(only.title)}`;
  return only.keepsChanging ? `${now}. Its title keeps changing; updates are limited to one an hour` : now;
}

const joinedData = z.strictObject({
  count: z.int().positive(),
  alerts: alerts.optional(),
  /** No alert of the incident had been firing for so many seconds. */
  clearSeconds: z.int().nonnegative().optional(),
});

function joined({ count, alerts: some = [], clearSeconds = 0 }: z.output<typeof joinedData>): string {
  const quiet = Math.max(clearSeconds, ...some.map((alert) => alert.clearSeconds ?? 0));
  const [only] = some;
  if (count === 1 && only !== undefined && only.clearSeconds !== null)
    return `${quoted(only.title)} is firing again after being clear for ${clearFor(quiet)}`;
  const back = quiet < 60 ? '' : `, after being clear for ${clearFor(quiet)}`;
  return `+${plural(count, 'alert')} joined${named(some, count)}${back}`;
}

export const ofAlerts = {
  /** Alerts that joined since the last such entry. */
  alert_joined: kind({
    data: joinedData,
    tone: 'quiet',
    sentence: joined,
    changes: ({ alertCount }, { count }, { at }) => ({ alertCount: alertCount + count, alertsLoggedAt: at }),
    event: null,
  }),
  /** Alerts have become worse by their monitor's word, and none is worse than the incident. */
  alert_worsened: kind({
    data: z.strictObject({ count: z.int().positive(), alerts }),
    tone: 'strong',
    sentence: ({ count, alerts: some }) => `${plural(count, 'alert')} got worse${named(some, count)}`,
    changes: null,
    event: null,
  }),
  /** Alerts say what they have not said before under their key. */
  alert_reworded: kind({
    data: rewordedData,
    tone: 'strong',
    sentence: reworded,
    changes: null,
    event: null,
  }),
  monitoring_clear: kind({
    data: z.strictObject({}),
    tone: 'strong',
    sentence: () => 'Monitoring clear: all alerts are resolved',
    changes: (_incident, _data, { at }) => ({ monitoringClearAt: at }),
    event: () => ({ type: 'incidents.monitoring_clear' }),
  }),
  monitoring_firing: kind({
    data: z.strictObject({}),
    tone: 'quiet',
    sentence: () => 'An alert is firing again',
    toldBy: ['alert_joined', 'reopened'],
    changes: () => ({ monitoringClearAt: null }),
    event: null,
  }),
};
