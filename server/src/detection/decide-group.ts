import { type DirectoryFacts, defaultTeamOf, matchSystem } from '../directory/index.ts';
import { type Instant, isBefore, later, millisBetween, plusSeconds } from '../kernel/index.ts';
import { own, type Policy, type Severity, severityForWord, severityRank } from '../policy/index.ts';
import { drillIdOf, isOfDrill } from './decide-drill.ts';
import type { NewWords } from './decide-words.ts';
import type { SignalLink } from './model.ts';

/** An alert that is new or has changed since it was last looked at. */
export interface PendingAlert {
  readonly id: string;
  readonly integrationId: string;
  readonly dedupKey: string;
  readonly firing: boolean;
  readonly title: string;
  readonly description: string | null;
  readonly severityWord: string | null;
  readonly source: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: readonly SignalLink[];
  readonly startsAt: Instant | null;
  readonly firstSeenAt: Instant;
  /** The system its integration is tied to, if any. */
  readonly fixedSystemId: string | null;
  /** Null until it has been routed. */
  readonly groupId: string | null;
  /** What it was taken for when it was last looked at; null before. */
  readonly severity: Severity | null;
  /** When the alert before it with the same key was over, if it went into the same incident. */
  readonly lastOverAt?: Instant | undefined;
}

/** What is known of an alert when it is decided where it belongs. */
export type RoutedBy = Pick<
  PendingAlert,
  'integrationId' | 'dedupKey' | 'severityWord' | 'source' | 'labels' | 'fixedSystemId'
>;

/** What its monitor said of an alert since it was last looked at. */
export interface SaidSince {
  readonly severityWord: string | null;
  /** Words before that one. */
  readonly earlierWords: readonly (string | null)[];
}

/**
 * The worst that its monitor has called an alert since it was last looked at, of equals the newest: what worsens and gets
 * better, or is over, before anybody looks would else leave nothing on the record, and nobody would hear.
 */
export const worstWord = ({ severityWord, earlierWords }: SaidSince, policy: Policy): string | null =>
  worstOf([severityWord, ...earlierWords].map((word) => ({ word, severity: severityForWord(policy, word) })))
    ?.word ?? null;

export interface Route {
  readonly systemId: string | null;
  readonly teamId: string | null;
  readonly severity: Severity;
  /** Alerts with the same key are one problem. */
  readonly groupKey: string;
}

export interface Group {
  readonly id: string;
  readonly key: string;
  /** It may still be joined; one at most is per key. */
  readonly open: boolean;
  readonly severity: Severity;
  readonly lastAlertAt: Instant;
  readonly toldAt: Instant;
  readonly untold: number;
  /** The most severe of those, to be named when their sum is told. */
  readonly untoldAlerts: readonly NamedAlert[];
  readonly clear: boolean;
  /** How often it fired again within half an hour each, and when it last did. */
  readonly flaps: number;
  readonly refiredAt: Instant | null;
  readonly incidentId: string | null;
}

/**
 * Where an alert belongs (DET-1): the system its integration is tied to, else the one whose matchers know its labels (and
 * its `source` and `integration`, as labels), else nobody's: then the default team's. Never nowhere.
 */
export function routeAlert(alert: RoutedBy, policy: Policy, directory: DirectoryFacts): Route {
  const severity = severityForWord(policy, alert.severityWord);
  const labels = { integration: alert.integrationId, ...sourceLabel(alert), ...alert.labels };
  const fixed = alert.fixedSystemId === null ? undefined : directory.systems.get(alert.fixedSystemId);
  const matched = matchSystem(directory.systems.values(), labels)?.systemId;
  const system =
    fixed !== undefined && !fixed.archived
      ? fixed
      : matched === undefined
        ? undefined
        : directory.systems.get(matched);
  const values = policy.detection.groupBy.map((name) => own(labels, name) ?? null);
  // Two unknown problems of one monitor may be one or not; those of two monitors hardly are.
  const subject = system === undefined ? { integration: alert.integrationId } : { system: system.id };
  const drillId = drillIdOf(alert.integrationId);
  // With none of the labels there is no telling what belongs together. Taking it all for one problem would let whatever
  // breaks next join an incident that somebody has already acknowledged, and page nobody.
  const unlabelled = values.length > 0 && values.every((value) => value === null);
  return {
    systemId: system?.id ?? null,
    teamId: system?.teamId ?? defaultTeamOf(directory) ?? null,
    severity,
    groupKey:
      drillId !== null
        ? JSON.stringify([{ drill: drillId }])
        : unlabelled
          ? JSON.stringify([subject, { alert: alert.dedupKey, from: alert.integrationId }])
          : JSON.stringify([subject, values]),
  };
}

const sourceLabel = (alert: RoutedBy) => (alert.source === null ? {} : { source: alert.source });

/** Whether a group still takes new alerts: the policy's window since its last one has not passed. */
export const takesMore = (group: Group, policy: Policy, now: Instant): boolean =>
  group.open &&
  group.incidentId !== null &&
  // A drill is one problem from its first alert to its last, however long nothing is heard in between.
  (isOfDrill(group) || !isBefore(plusSeconds(group.lastAlertAt, policy.detection.groupWindowSeconds), now));

/** Seconds between two tellings of "+n alerts": a storm becomes one line on the record now and then, not a flood. */
export const TELL_EVERY_SECONDS = 10;

/** Firing again within this is the same coming and going. */
const FLAP_SECONDS = 1_800;
/** From the second time on, "monitoring clear" waits until it has been so for this long. */
const RESTLESS_FLAPS = 2;
export const QUIET_SECONDS = 300;

/**
 * Whether a group comes and goes: each time it is clear and fires again is several lines on the record, messages, and an
 * incident that resolves and reopens itself.
 */
const isRestless = ({ flaps, refiredAt }: Pick<Group, 'flaps' | 'refiredAt'>, now: Instant): boolean =>
  flaps >= RESTLESS_FLAPS && refiredAt !== null && isBefore(now, plusSeconds(refiredAt, FLAP_SECONDS));

/**
 * What becomes of the groups of an incident after an alert of theirs is over. What comes and goes is clear once it has stayed
 * away for a while (`settle`); until then it counts as firing.
 */
export function decideClear(
  groups: readonly Pick<Group, 'clear' | 'flaps' | 'refiredAt'>[],
  anyFiring: boolean,
  now: Instant,
): 'nothing' | 'settle' | 'clear' {
  if (anyFiring || groups.every(({ clear }) => clear)) return 'nothing';
  return groups.some((group) => isRestless(group, now)) ? 'settle' : 'clear';
}

const flapped = (group: Group, now: Instant): Pick<Group, 'flaps' | 'refiredAt'> => ({
  flaps:
    group.refiredAt !== null && isBefore(now, plusSeconds(group.refiredAt, FLAP_SECONDS))
      ? group.flaps + 1
      : 1,
  refiredAt: now,
});

export interface Joining {
  /** The group afterwards. */
  readonly group: Group;
  /** How many alerts to tell the incident of now; 0: later, in a sum. */
  readonly tell: number;
  /** The most severe of those, by name. */
  readonly named: readonly NamedAlert[];
  /** The alert whose severity is worse than the group's was. */
  readonly raisedBy: string | null;
  /** It had been clear, and one of these fires. */
  readonly refired: boolean;
}

type Ranked = Pick<PendingAlert, 'id' | 'firing' | 'title' | 'severityWord' | 'lastOverAt'> & {
  readonly severity: Severity;
};

/** An alert as the incident's record and its messages name it. */
export interface NamedAlert {
  readonly title: string;
  readonly severity: Severity;
  readonly severityWord: string | null;
  /** How long it had been over before it came back, in seconds; null for one that is new. */
  readonly clearSeconds: number | null;
}

/** An alert that says something else than before. */
export interface RewordedAlert extends NewWords {
  readonly severity: Severity;
  readonly severityWord: string | null;
  /** It has said so much that further titles are told once an hour. */
  readonly keepsChanging: boolean;
}

/** The most severe of alerts that say something else, as many as one entry names. */
export const nameReworded = (alerts: readonly RewordedAlert[]): readonly RewordedAlert[] =>
  [...alerts].sort((a, b) => severityRank(a.severity) - severityRank(b.severity)).slice(0, MOST_NAMED);

/** Alerts named in one entry; those beyond are counted. A message with more is not read at 03:00. */
const MOST_NAMED = 5;

const nameAlert = (alert: Omit<Ranked, 'id' | 'firing'>, now: Instant): NamedAlert => ({
  title: alert.title,
  severity: alert.severity,
  severityWord: alert.severityWord,
  clearSeconds:
    alert.lastOverAt === undefined
      ? null
      : Math.max(0, Math.floor(millisBetween(alert.lastOverAt, now) / 1000)),
});

/** Adds alerts to those to be named and keeps the most severe, of equals those that came first, and what was clear longest. */
export function nameAlerts(
  before: readonly NamedAlert[],
  alerts: readonly Omit<Ranked, 'id' | 'firing'>[],
  now: Instant,
): readonly NamedAlert[] {
  const all = [...before, ...alerts.map((alert) => nameAlert(alert, now))].sort(
    (a, b) => severityRank(a.severity) - severityRank(b.severity),
  );
  const named = all.slice(0, MOST_NAMED);
  // What was clear for longest may page anew, whatever else comes with it: it is never among those only counted.
  const longest = all.reduce(
    (most, each) => (clearOf(each) > clearOf(most) ? each : most),
    all[0] as NamedAlert,
  );
  return all.length === 0 || named.includes(longest) ? named : [...named.slice(0, -1), longest];
}

const clearOf = ({ clearSeconds }: NamedAlert): number => clearSeconds ?? -1;

/**
 * New alerts join a group that has an incident. Told at once when it is news (the first for a while, worse than before,
 * firing again), else summed up.
 * @param incidentOver its incident is resolved, and these reopen it
 */
export function joinGroup(
  before: Group,
  alerts: readonly Ranked[],
  now: Instant,
  incidentOver = false,
): Joining {
  const worst = worstOf(alerts);
  const raised = worst !== undefined && isWorse(worst.severity, before.severity);
  const refired = before.clear && alerts.some((alert) => alert.firing);
  const waiting = before.untold + alerts.length;
  const named = nameAlerts(before.untoldAlerts, alerts, now);
  const news =
    incidentOver || raised || refired || !isBefore(now, plusSeconds(before.toldAt, TELL_EVERY_SECONDS));
  return {
    group: {
      ...before,
      severity: raised ? worst.severity : before.severity,
      lastAlertAt: later(before.lastAlertAt, now),
      clear: before.clear && !refired,
      ...(refired ? flapped(before, now) : {}),
      untold: news ? 0 : waiting,
      untoldAlerts: news ? [] : named,
      toldAt: news ? now : before.toldAt,
    },
    tell: news ? waiting : 0,
    named: news ? named : [],
    raisedBy: raised ? worst.id : null,
    refired,
  };
}

export interface Revision {
  readonly group: Group;
  /** Alerts that have become worse, the worst first. They need not be worse than the group: an error that becomes
   * critical beside another critical one is still news to whoever is on the incident. */
  readonly worsened: readonly string[];
}

/**
 * Alerts of the group have another severity by their monitor's word. Getting better changes nothing by itself. What has
 * become worse counts also when it is over by now: that nobody looked in between is no reason for nobody to hear.
 * @param alerts as bad as they have been since they were last looked at
 */
export function reviseGroup(
  before: Group,
  alerts: readonly (Ranked & { readonly previous: Severity | null })[],
): Revision {
  const worsened = alerts
    .filter(
      ({ firing, severity, previous }) =>
        (firing && isWorse(severity, before.severity)) || (previous !== null && isWorse(severity, previous)),
    )
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
  const [worst] = worsened;
  const raised = worst !== undefined && isWorse(worst.severity, before.severity);
  return {
    group: raised ? { ...before, severity: worst.severity } : before,
    worsened: worsened.map(({ id }) => id),
  };
}

const isWorse = (a: Severity, b: Severity): boolean => severityRank(a) < severityRank(b);

/** The most severe; of equals the first. Undefined of none. */
export function worstOf<T extends { readonly severity: Severity }>(alerts: readonly T[]): T | undefined {
  let worst: T | undefined;
  for (const alert of alerts)
    if (worst === undefined || isWorse(alert.severity, worst.severity)) worst = alert;
  return worst;
}
