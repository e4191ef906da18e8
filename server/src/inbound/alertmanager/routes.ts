import type { AppServer } from '../../platform/http/index.ts';
import type { InboundPorts } from '../door.ts';
import { jsonDoor } from '../json-door.ts';
import { parseAlertmanager } from './parse.ts';

/** `POST /in/alertmanager/{key}`: Alertmanager's webhook. Any 2xx is success to it; 5xx is tried again, 4xx is not. */
export function alertmanagerRoutes(server: AppServer, ports: InboundPorts): void {
  jsonDoor(server, ports, {
    kind: 'alertmanager',
    called: 'Alertmanager',
    methods: ['POST'],
    parse: (body, { options }) => parseAlertmanager(body, options),
    answer: ({ signals, refused, truncated }, _outcomes, { id }) => {
      if (refused + truncated > 0)
        ports.log.warn({ integration: id, refused, truncated }, 'a notification was not whole');
      return { status: 200, body: { status: 'success', accepted: signals.length, refused } };
    },
  });
}
