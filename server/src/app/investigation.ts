import type { Detection } from '../detection/index.ts';
import type { Audit } from '../directory/index.ts';
import {
  Connectors,
  createErrors,
  createInvestigation,
  createStepChecks,
  Files,
  Signals,
} from '../investigation/index.ts';
import { notFound } from '../kernel/index.ts';
import { hostRule } from '../platform/outbound/index.ts';
import type { Services } from './services.ts';

type InvestigationPorts = Omit<Parameters<typeof createInvestigation>[0], 'changes'> &
  Pick<ConstructorParameters<typeof Signals>[0], 'incidents'> & {
    readonly audit: Audit;
    readonly secret: string;
    readonly allowedHosts: readonly string[];
    readonly detection: Pick<Detection, 'changes' | 'alertsOf' | 'checks'>;
    readonly evidenceRoom: { readonly ofFile: number; readonly ofAll: number };
    readonly later: () => Pick<Services, 'runbooks'>;
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
  const files = new Files({
    ...{ ...ports, room: ports.evidenceRoom },
    stepTitle: async (ref, { runbookId, stepId }, viewer) => {
      const { worked } = await ports.later().runbooks.show(ref, viewer);
      const runbook = worked.find(({ attached }) => attached.runbookId === runbookId)?.version.runbook;
      const step = runbook?.steps.find(({ id }) => id === stepId);
      if (step === undefined) throw notFound(`step ${runbookId}.${stepId}`);
      return step.title;
    },
  });
  return { services: { investigation, connectors, signals, errors, files }, checks };
}
