import type { Alert, Silence } from '../../detection/index.ts';
import { type Instant, plusSeconds } from '../../kernel/index.ts';

/** The only receiver there is: who is paged is the policy's to say. */
export const RECEIVER = { name: 'tocsin' };

/** A configuration that amtool can read, for it asks for one. */
const CONFIG = 'route:\n  receiver: tocsin\nreceivers:\n  - name: tocsin\n';

/** All of it, because amtool 0.25 breaks on an answer without any of this (protocols.md §1.4). */
export const presentStatus = (since: Instant) => ({
  cluster: { name: 'tocsin', peers: [], status: 'ready' },
  config: { original: CONFIG },
  uptime: since.toString(),
  versionInfo: {
    branch: 'HEAD',
    buildDate: '',
    buildUser: 'tocsin',
    goVersion: '',
    revision: '',
    // Whose API v2 this is.
    version: '0.28.1',
  },
});

/** As Alertmanager shows an alert. Its annotations are those that were read: the title and the description. */
export function presentAlert(alert: Alert, silencedBy: readonly string[]) {
  const { startsAt, expiresAt, firstSeenAt, lastSeenAt, description } = alert;
  return {
    annotations: { summary: alert.title, ...(description === null ? {} : { description }) },
    // Required, also for a test sent from here, which is not repeated.
    endsAt: (expiresAt ?? plusSeconds(lastSeenAt, 300)).toString(),
    fingerprint: alert.dedupKey,
    receivers: [RECEIVER],
    startsAt: (startsAt ?? firstSeenAt).toString(),
    status: { inhibitedBy: [], silencedBy, state: silencedBy.length > 0 ? 'suppressed' : 'active' },
    updatedAt: lastSeenAt.toString(),
    generatorURL: alert.links.find(({ text }) => text === 'Source')?.href ?? '',
    labels: alert.labels,
  };
}

export const presentSilence = (silence: Silence, state: string) => ({
  id: silence.id,
  status: { state },
  updatedAt: silence.updatedAt.toString(),
  comment: silence.comment,
  createdBy: silence.createdBy,
  endsAt: silence.endsAt.toString(),
  matchers: silence.matchers,
  startsAt: silence.startsAt.toString(),
});
