import type { Fault } from '../../kernel/index.ts';
import type { AppServer } from '../../platform/http/index.ts';
import { vendorScope } from '../door.ts';
import { keyInHeader, queryText } from '../header-key.ts';
import { keyedDoor } from '../keyed-door.ts';
import { answerFailure, kind, type Route, sayNo, type WithApis } from './answers.ts';
import { heartbeatRoutes } from './routes-heartbeats.ts';
import { readRoutes } from './routes-read.ts';
import { writeRoutes } from './routes-write.ts';

/** Opsgenie's own paths, a base of ours, and the gateway of its successor (protocols.md §0.9). */
const BASES = ['', '/opsgenie', '/jsm/ops/integration'];

/** Opsgenie's Alert API v2 and Heartbeat API, for whatever sends to Opsgenie (protocols.md §1.2). */
export function opsgenieRoutes(server: AppServer, ports: WithApis): void {
  const { note, whose, known } = keyedDoor(ports, {
    ...{ kind, answerFailure, sayNo },
    keyOf: (request) => keyInHeader(request) ?? queryText(request, 'apiKey'),
    unknownKey: () => 'No Opsgenie integration has this key, or it is turned off.',
    statusOf: ({ kind: fault }) => FAULTS[fault],
  });
  vendorScope(server, { kind, ports, note, whose, answerFailure }, (own) => {
    const route: Route = (methods, path, handle) => {
      for (const base of BASES)
        own.route({
          ...{ method: [...methods], url: `${base}/v2${path}`, schema: { hide: true } },
          config: { permission: 'public', exactText: true },
          handler: known(handle, path === '/alerts' ? 'large' : 'ordinary'),
        });
    };
    writeRoutes(route, ports, note);
    readRoutes(route, ports.apis);
    heartbeatRoutes(route, ports);
  });
}

const FAULTS: Readonly<Partial<Record<Fault['kind'], number>>> = {
  not_found: 404,
  conflict: 409,
  invalid: 422,
};
