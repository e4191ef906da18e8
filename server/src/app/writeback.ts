import { fingerprintOf } from '../inbound/index.ts';
import { hostRule } from '../platform/outbound/index.ts';
import { createWriteBack, type WriteBackPorts, writeBackRoutes } from '../writeback/index.ts';
import type { Chapter } from './chapter.ts';
import { incidentUrl } from './escalation.ts';
import type { Services } from './services.ts';

type Parts = Omit<
  WriteBackPorts,
  'allowed' | 'integration' | 'incidentUrl' | 'alerts' | 'alertOver' | 'alertFires' | 'isExact'
> & {
  readonly allowedHosts: readonly string[];
  readonly publicUrl: string;
  readonly detection: Services['detection'];
};

/** What is written back to monitors, wired to the alerts that came from them. */
export const wireWriteBack = ({ detection, allowedHosts, publicUrl, ...ports }: Parts) =>
  createWriteBack({
    ...ports,
    allowed: hostRule(allowedHosts),
    incidentUrl: incidentUrl(publicUrl),
    integration: async (reader, id) => {
      const { kind, options } = await detection.integrations.get(id, reader);
      return { kind, perAlert: (options as { readonly dedupe?: string }).dedupe !== 'group' };
    },
    alerts: detection.alertsOf,
    alertOver: detection.resolveAsked,
    alertFires: ({ id }, startsAt) => detection.triggerAsked(id, startsAt),
    isExact: ({ labels, dedupKey }) => fingerprintOf(labels) === dedupKey,
  });

export const writeBackChapter = ({ writeBack }: Pick<Services, 'writeBack'>): Chapter => ({
  name: 'writeback',
  routes: writeBackRoutes(writeBack),
  tasks: [writeBack.tasks()],
  watch: { name: 'silences', run: writeBack.repair },
});
