import { createDetection, type Detection, type DetectionPorts } from '../detection/index.ts';
import type { Directory } from '../directory/index.ts';
import { hostRule } from '../platform/outbound/index.ts';
import type { Policies } from '../policy/index.ts';
import type { Services } from './services.ts';

type Parts = Omit<
  DetectionPorts,
  | 'probes'
  | 'connectorExists'
  | 'policy'
  | 'incidents'
  | 'hiddenIncidents'
  | 'lockFamily'
  | 'tellAdministrators'
> & {
  readonly directory: Directory;
  readonly policies: Policies;
  readonly later: () => Pick<Services, 'incidents' | 'communication' | 'connectors'>;
  readonly publicUrl: string;
  readonly allowedHosts: readonly string[];
};

/** Detection, wired to the policy in force and to what is made after it. */
export const wireDetection = ({ policies, later, publicUrl, allowedHosts, ...ports }: Parts): Detection =>
  createDetection({
    ...ports,
    probes: {
      allowed: hostRule(allowedHosts),
      values: (connector, query) => later().connectors.instant(connector, query),
    },
    connectorExists: async (reader, id) =>
      (await later().connectors.list(reader)).some((connector) => connector.id === id),
    policy: async (reader) => (await policies.current(reader)).policy,
    incidents: (reader, ids) => later().incidents.incidents.states(reader, ids),
    hiddenIncidents: (reader, viewer) => later().incidents.incidents.hiddenFrom(reader, viewer),
    lockFamily: (tx, id) => later().incidents.incidents.lockFamily(tx, id),
    tellAdministrators: (tx, key, content) =>
      later().communication.tellAdministrators(tx, key, content(publicUrl)),
  });
