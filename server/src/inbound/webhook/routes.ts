import { ok } from '../../kernel/index.ts';
import type { AppServer } from '../../platform/http/index.ts';
import type { InboundPorts } from '../door.ts';
import { jsonDoor } from '../json-door.ts';
import { parseWebhook } from './parse.ts';

/** `POST /in/webhook/{key}`: any JSON, read by the integration's mapping. PUT too: some senders know nothing else. */
export function webhookRoutes(server: AppServer, ports: InboundPorts): void {
  jsonDoor(server, ports, {
    kind: 'webhook',
    called: 'webhook',
    methods: ['POST', 'PUT'],
    parse: (body, { options }) => {
      const read = parseWebhook(body, options.mapping);
      return read.ok ? ok({ signals: read.value }) : read;
    },
    answer: ({ signals }, outcomes) => {
      const alerts = signals.map(({ dedupKey }, index) => ({ dedupKey, outcome: outcomes[index] }));
      return { status: 202, body: { status: 'success', alerts } };
    },
  });
}
