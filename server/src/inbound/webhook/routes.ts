import type { AppServer } from '../../platform/http/index.ts';
import type { InboundPorts } from '../door.ts';
import { jsonDoor } from '../json-door.ts';
import { readWebhook } from './parse.ts';

/** `POST /in/webhook/{key}`: any JSON, read by the integration's mapping. PUT too: some senders know nothing else. */
export function webhookRoutes(server: AppServer, ports: InboundPorts): void {
  jsonDoor(server, ports, {
    kind: 'webhook',
    called: 'webhook',
    methods: ['POST', 'PUT'],
    parse: (body, { options }) => readWebhook(body, options.mapping),
    unread: ({ leftOut }) => (leftOut > 0 ? `The body has ${leftOut} alerts beyond the limit.` : undefined),
    answer: ({ signals }, outcomes) => {
      const alerts = signals.map(({ dedupKey }, index) => ({ dedupKey, outcome: outcomes[index] }));
      return { status: 202, body: { status: 'success', alerts } };
    },
  });
}
