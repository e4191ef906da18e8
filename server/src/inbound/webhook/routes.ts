import type { AppServer } from '../../platform/http/index.ts';
import type { InboundPorts } from '../door.ts';
import { jsonDoor } from '../json-door.ts';
import { readAny } from '../vendors/index.ts';

/** `POST /in/webhook/{key}`: any JSON, also in a form, by the integration's mapping or as its tool means it. PUT too: some senders know nothing else. */
export function webhookRoutes(server: AppServer, ports: InboundPorts): void {
  jsonDoor(server, ports, {
    kind: 'webhook',
    called: 'webhook',
    methods: ['POST', 'PUT'],
    forms: true,
    parse: (body, { options }) => readAny(body, options.mapping),
    unread: ({ unread }) => unread,
    answer: ({ signals, ignored }, outcomes) => {
      const alerts = signals.map(({ dedupKey }, index) => ({ dedupKey, outcome: outcomes[index] }));
      return { status: 202, body: { status: 'success', alerts, ignored: ignored.length } };
    },
  });
}
