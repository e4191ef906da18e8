import { hostRule } from '../platform/outbound/index.ts';
import { Webhooks, webhookRoutes } from '../webhooks/index.ts';
import type { Chapter } from './chapter.ts';
import { incidentUrl } from './escalation.ts';

type Ports = ConstructorParameters<typeof Webhooks>[0];

/** Webhooks, wired to those who know what happens. */
export const wireWebhooks = ({
  allowedHosts,
  ...parts
}: Omit<Ports, 'allowed' | 'incidentUrl'> & { readonly allowedHosts: readonly string[] }): Webhooks =>
  new Webhooks({ ...parts, allowed: hostRule(allowedHosts), incidentUrl: incidentUrl(parts.publicUrl) });

/** What they bring into a process. */
export const webhooksChapter = (webhooks: Webhooks): Chapter => ({
  name: 'webhooks',
  routes: webhookRoutes(webhooks),
  tasks: webhooks.taskGroups(),
  watch: { name: 'webhooks', run: () => webhooks.repair() },
});
