import type { Detection } from '../detection/index.ts';
import type { Audit } from '../directory/index.ts';
import {
  Connectors,
  createErrors,
  createInvestigation,
  createStepChecks,
  Signals,
} from '../investigation/index.ts';
import { hostRule } from '../platform/outbound/index.ts';

type InvestigationPorts = Omit<Parameters<typeof createInvestigation>[0], 'changes'> &
  Pick<ConstructorParameters<typeof Signals>[0], 'incidents'> & {
    readonly audit: Audit;
    readonly secret: string;
    readonly allowedHosts: readonly string[];
    readonly detection: Pick<Detection, 'changes' | 'alertsOf' | 'checks'>;
  };

/** What responders look at while they look for the cause. */
export function wireInvestigation(ports: InvestigationPorts) {
  const { detection } = ports;
  const allowed = hostRule(ports.allowedHosts);
  const investigation = createInvestigation({ ...ports, changes: detection.changes });
  const connectors = new Connectors({
    ...{ ...ports, allowed },
    checks: async (reader) =>
      (await detection.checks.list(reader)).flatMap(({ id, name, probe }) =>
        probe.kind === 'prometheus' ? [{ id, name, connector: probe.connector }] : [],
      ),
  });
  const signals = new Signals({
    ...{ ...ports, connectors, alertsOf: detection.alertsOf },
    whatChanged: investigation.whatChanged,
  });
  const errors = createErrors({ ...ports, signals, alertsOf: detection.alertsOf });
  const checks = createStepChecks({ connectors, allowed });
  return { services: { investigation, connectors, signals, errors }, checks };
}
