import { type Policy, type RoleName, SEVERITIES } from '../policy/index.ts';
import type { IncidentKind } from './model.ts';

/** A role that the matrix calls upon, and by which incidents. */
export interface Need {
  readonly role: RoleName;
  readonly paged: readonly IncidentKind[];
  readonly informed: readonly IncidentKind[];
  readonly all: readonly IncidentKind[];
}

/**
 * Every role of the matrix with the incidents that need it. Whether customers are affected is enumerated; conditions
 * that come and go during an incident (acknowledged, mitigating) are taken to be possible.
 */
export function neededRoles(policy: Policy): Need[] {
  const calls = SEVERITIES.flatMap((severity) =>
    [false, true].flatMap((customerFacing) =>
      policy.matrix[severity]
        .filter(
          ({ when, unless }) =>
            (when !== 'customer_facing' || customerFacing) &&
            (unless !== 'customer_facing' || !customerFacing),
        )
        .flatMap(({ notify, mode }) =>
          notify.map((role) => ({ role, mode, kind: { severity, customerFacing } })),
        ),
    ),
  );
  return [...new Set(calls.map(({ role }) => role))].map((role) => {
    const of = (mode?: 'page' | 'inform') => {
      const kinds = calls.filter((call) => call.role === role && (mode === undefined || call.mode === mode));
      return kinds
        .map(({ kind }) => kind)
        .filter(
          (kind, index, all) =>
            all.findIndex(
              (each) => each.severity === kind.severity && each.customerFacing === kind.customerFacing,
            ) === index,
        );
    };
    return { role, paged: of('page'), informed: of('inform'), all: of() };
  });
}
