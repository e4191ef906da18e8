import type { Routes } from '../platform/http/index.ts';
import { alertmanagerRoutes } from './alertmanager/routes.ts';
import type { InboundPorts } from './door.ts';
import { elsewhereRoutes } from './elsewhere.ts';
import { opsgenieRoutes } from './opsgenie/routes.ts';
import { pagerdutyRoutes } from './pagerduty/routes.ts';
import { prometheusRoutes } from './prometheus/routes.ts';
import { webhookRoutes } from './webhook/routes.ts';

export type { InboundPorts } from './door.ts';
export { fingerprintOf } from './prometheus/fingerprint.ts';

/** Every vendor's front door: one line each. */
export const inboundRoutes =
  (ports: InboundPorts): Routes =>
  (server) => {
    alertmanagerRoutes(server, ports);
    pagerdutyRoutes(server, ports);
    webhookRoutes(server, ports);
    if (ports.apis !== undefined) {
      const withApis = { ...ports, apis: ports.apis };
      prometheusRoutes(server, withApis);
      opsgenieRoutes(server, withApis);
    }
    elsewhereRoutes(server, ports);
  };
