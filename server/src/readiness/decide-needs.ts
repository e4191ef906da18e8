import { fallbackRoles, type Policy, type RoleName, SEVERITIES } from '../policy/index.ts';
import type { IncidentKind } from './model.ts';

/** A role that the policy calls upon, and by which incidents. */
export interface Need {
  readonly role: RoleName;
  readonly paged: readonly IncidentKind[];
  readonly informed: readonly IncidentKind[];
}

interface Call {
  readonly role: RoleName;
  readonly mode: 'page' | 'inform';
  readonly kind: IncidentKind;
}

const KINDS: readonly IncidentKind[] = SEVERITIES.flatMap((severity) =>
  [false, true].map((customerFacing) => ({ severity, customerFacing })),
);

/** The kinds in the order of their severity, each once. */
export const kindsAmong = (kinds: readonly IncidentKind[]): IncidentKind[] =>
  KINDS.filter((kind) =>
    kinds.some((each) => each.severity === kind.severity && each.customerFacing === kind.customerFacing),
  );

/** The lines of the matrix that such an incident may come to. */
const linesOf = (policy: Policy, { severity, customerFacing }: IncidentKind) =>
  policy.matrix[severity].filter(
    ({ when, unless }) =>
      (when !== 'customer_facing' || customerFacing) && (unless !== 'customer_facing' || !customerFacing),
  );

/**
 * While nobody commands an incident, and at its declaration nobody does, its commander's fallback is asked; for a role that
 * a team covers until then its on-call is, so that stays the role's own need.
 */
const askedFor = (policy: Policy, role: RoleName): RoleName =>
  policy.roles[role]?.held === 'incident' && policy.roles[role].covered_by === undefined
    ? (fallbackRoles(policy, role)[0] ?? role)
    : role;

/**
 * Every role with the incidents that need it: those of the matrix; those who are told that nobody answered a page, the last
 * safety net of every incident that pages; those whom a type of incident adds. Whether customers are affected is
 * enumerated; conditions that come and go during an incident (acknowledged, mitigating) are taken to be possible.
 */
export function neededRoles(policy: Policy): Need[] {
  const { notify, mode: lastMode } = policy.paging.exhausted;
  const calls = KINDS.flatMap((kind): Call[] => {
    const lines = linesOf(policy, kind);
    const pages = lines.some(({ mode }) => mode === 'page');
    return [
      ...lines.flatMap((line) => line.notify.map((role) => ({ role, mode: line.mode, kind }))),
      ...(pages ? notify.map((role) => ({ role, mode: lastMode, kind })) : []),
      ...policy.incidentTypes.flatMap((type) =>
        type.notify.map((role) => ({ role, mode: 'inform' as const, kind })),
      ),
    ];
  }).map((call) => ({ ...call, role: askedFor(policy, call.role) }));
  return [...new Set(calls.map(({ role }) => role))].map((role) => {
    const by = (mode: Call['mode']) =>
      kindsAmong(calls.filter((call) => call.role === role && call.mode === mode).map(({ kind }) => kind));
    return { role, paged: by('page'), informed: by('inform') };
  });
}
