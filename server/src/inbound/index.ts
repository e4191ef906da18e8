import type { Routes } from '../platform/http/index.ts';
import { alertmanagerRoutes } from './alertmanager/routes.ts';
import type { InboundPorts } from './door.ts';
import { elsewhereRoutes } from './elsewhere.ts';
import { pagerdutyRoutes } from './pagerduty/routes.ts';
import { webhookRoutes } from './webhook/routes.ts';

export type { InboundPorts } from './door.ts';

/** Every vendor's front door: one line each. */
export const inboundRoutes =
  (ports: InboundPorts): Routes =>
  (server) => {
    alertmanagerRoutes(server, ports);
    pagerdutyRoutes(server, ports);
    webhookRoutes(server, ports);
    elsewhereRoutes(server, ports);
  };
