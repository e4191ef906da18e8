import type { Policy } from './decide-compile.ts';
import { fallbackRoles } from './decide-conditions.ts';
import { type Finding, found, type LintFacts, type LintRule } from './lint-rules.ts';
import { SEVERITIES } from './model-matrix.ts';

interface Mention {
  readonly role: string;
  readonly path: (string | number)[];
}

/** Every place of the file that names a role. */
function mentions(policy: Policy): Mention[] {
  const list = (roles: readonly string[], path: (string | number)[]) => roles.map((role) => ({ role, path }));
  return [
    ...SEVERITIES.flatMap((level) =>
      policy.matrix[level].flatMap((step, index) => list(step.notify, ['matrix', level, index, 'notify'])),
    ),
    ...Object.entries(policy.roles).flatMap(([role, { fallback }]) =>
      list(fallback, ['roles', role, 'fallback']),
    ),
    ...list(policy.fallback, ['fallback']),
    ...list(policy.paging.exhausted.notify, ['paging', 'exhausted', 'notify']),
    ...policy.incidentTypes.flatMap((type, index) => list(type.notify, ['incident_types', index, 'notify'])),
    ...policy.reports.flatMap((report, index) => list(report.audience, ['reports', index, 'audience'])),
  ];
}

/** Whether anybody at all can hear for this role in this team. */
function heard(role: string, policy: Policy, facts: LintFacts, team: LintFacts['teams'][number]): boolean {
  const where = policy.roles[role]?.held;
  if (where === 'on_call') return team.hasSchedule;
  if (where === 'incident') return true;
  // A team's own holder answers for a role of the organisation too, and the other way round.
  return team.heldRoles.includes(role) || facts.organisationRoles.includes(role);
}

function withoutHolder(policy: Policy, facts: LintFacts): Finding[] {
  const findings: Finding[] = [];
  const used = new Map<string, (string | number)[]>();
  for (const { role, path } of mentions(policy))
    if (path[0] === 'matrix' && !used.has(role)) used.set(role, path);
  for (const [role, path] of used) {
    const without = facts.teams.filter((team) => !heard(role, policy, facts, team));
    if (without.length === 0 || !policy.roles[role]) continue;
    const lost = without.filter(
      (team) => !fallbackRoles(policy, role).some((other) => heard(other, policy, facts, team)),
    );
    const organisationWide = policy.roles[role]?.held === 'organisation';
    const who = organisationWide ? '' : ` for ${without.map(({ name }) => name).join(', ')}`;
    findings.push(
      found(
        path,
        `Nobody is ${policy.roles[role]?.title ?? role}${who}. ${
          lost.length > 0
            ? 'Nobody else is reached either.'
            : `${policy.roles[fallbackRoles(policy, role)[0] ?? '']?.title ?? 'The fallback'} hears instead.`
        }`,
        'Name a holder or a deputy in the directory.',
      ),
    );
  }
  return findings;
}

const inHolder = ({ policy, facts }: { policy: Policy; facts: LintFacts | null }) =>
  facts && facts.teams.length > 0 ? withoutHolder(policy, facts) : [];

export const peopleRules: readonly LintRule[] = [
  {
    code: 'unknown_role',
    level: 'error',
    check: ({ policy }) =>
      mentions(policy)
        .filter(({ role }) => !Object.hasOwn(policy.roles, role))
        .map(({ role, path }) =>
          found(
            path,
            `There is no role "${role}".`,
            `Use one of ${Object.keys(policy.roles).join(', ')}, or add it under "roles".`,
          ),
        ),
  },
  {
    code: 'fallback_to_itself',
    level: 'error',
    check: ({ policy }) =>
      Object.entries(policy.roles)
        .filter(([role, { fallback }]) => fallback.includes(role))
        .map(([role]) =>
          found(['roles', role, 'fallback'], `${role} stands in for itself.`, 'Name another role.'),
        ),
  },
  {
    code: 'fallback_not_standing',
    level: 'error',
    check: ({ policy }) =>
      policy.fallback.every((role) =>
        ['incident', 'on_call'].includes(policy.roles[role]?.held ?? 'incident'),
      )
        ? [
            found(
              ['fallback'],
              'The last fallback is nobody in particular: it depends on a schedule or on the incident.',
              'Add a role that a team or the organisation holds, such as engineering_manager.',
            ),
          ]
        : [],
  },
  {
    code: 'exhausted_tells_on_call',
    level: 'warning',
    check: ({ policy }) =>
      policy.paging.exhausted.notify.every((role) => policy.roles[role]?.held === 'on_call')
        ? [
            found(
              ['paging', 'exhausted', 'notify'],
              'When nobody on call answers, only the people on call are told.',
              'Tell somebody else, such as engineering_manager.',
            ),
          ]
        : [],
  },
  { code: 'role_without_holder', level: 'warning', check: inHolder },
];
