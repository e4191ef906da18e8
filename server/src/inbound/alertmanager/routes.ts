import type { AppServer } from '../../platform/http/index.ts';
import type { InboundPorts } from '../door.ts';
import { jsonDoor } from '../json-door.ts';
import { readAlertmanager, unreadWords } from './parse.ts';

/** `POST /in/alertmanager/{key}`: Alertmanager's webhook. Any 2xx is success to it; 5xx is tried again, 4xx is not. */
export function alertmanagerRoutes(server: AppServer, ports: InboundPorts): void {
  jsonDoor(server, ports, {
    kind: 'alertmanager',
    called: 'Alertmanager',
    methods: ['POST'],
    parse: (body, { options }) => readAlertmanager(body, options),
    // One alert per group speaks for all of its members.
    unread: (read, { options }) => (options.dedupe === 'group' ? undefined : unreadWords(read)),
    answer: ({ signals, refused }) => ({
      status: 200,
      body: { status: 'success', accepted: signals.length, refused },
    }),
  });
}
