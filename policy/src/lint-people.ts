import type { Policy } from './decide-compile.ts';
import { fallbackRoles, own } from './decide-conditions.ts';
import { type Finding, found, type LintFacts, type LintRule, someOf } from './lint-rules.ts';
import { SEVERITIES } from './model-matrix.ts';
import { RESOLUTION_LISTS } from './model-process.ts';

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
    ...(['drills', 'knowledge'] as const).flatMap((part) =>
      policy.programme[part].flatMap(({ owner }, index) =>
        owner === undefined ? [] : [{ role: owner, path: ['programme', part, index, 'owner'] }],
      ),
    ),
    ...RESOLUTION_LISTS.flatMap((name) =>
      policy.resolution[name].flatMap((item, index) => list(item.asks, ['resolution', name, index, 'asks'])),
    ),
    ...policy.reports.flatMap((report, index) => list(report.audience, ['reports', index, 'audience'])),
  ];
}

/** Whether anybody at all can hear for this role in this team. */
function heard(role: string, policy: Policy, facts: LintFacts, team: LintFacts['teams'][number]): boolean {
  const where = own(policy.roles, role)?.held;
  if (where === 'on_call') return team.hasSchedule;
  if (where === 'incident') return true;
  // Nobody asks a team for a role of the organisation; the other way round a role of all teams may be held once.
  if (where === 'organisation') return facts.organisationRoles.includes(role);
  return team.heldRoles.includes(role) || facts.organisationRoles.includes(role);
}

/** Roles that hear of an incident by themselves, with the first place that says so. Fallbacks only stand in. */
function needed(policy: Policy): Map<string, (string | number)[]> {
  const first = new Map<string, (string | number)[]>();
  for (const { role, path } of mentions(policy))
    if (path.at(-1) !== 'fallback' && path[0] !== 'reports' && !first.has(role)) first.set(role, path);
  return first;
}

function withoutHolder(policy: Policy, facts: LintFacts): Finding[] {
  const title = (role: string | undefined) => own(policy.roles, role ?? '')?.title ?? 'The fallback';
  return [...needed(policy)].flatMap(([role, path]) => {
    const rule = own(policy.roles, role);
    const without = facts.teams.filter((team) => !heard(role, policy, facts, team));
    if (without.length === 0 || !rule) return [];
    const instead = fallbackRoles(policy, role);
    const lost = without.some((team) => !instead.some((other) => heard(other, policy, facts, team)));
    const who = rule.held === 'organisation' ? '' : ` for ${someOf(without.map(({ name }) => name))}`;
    const answers = instead.find((other) => without.every((team) => heard(other, policy, facts, team)));
    const then = lost ? 'No fallback is available either.' : `${title(answers)} is notified instead.`;
    return [
      found(
        path,
        `No one is assigned as ${rule.title}${who}. ${then}`,
        'Assign a holder or a deputy in the directory.',
      ),
    ];
  });
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
            `Unknown role "${role}".`,
            `Use one of ${someOf(Object.keys(policy.roles))}, or add it under "roles".`,
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
          found(['roles', role, 'fallback'], `${role} is its own fallback.`, 'Use another role.'),
        ),
  },
  {
    code: 'fallback_not_standing',
    level: 'error',
    check: ({ policy }) =>
      policy.fallback.every((role) =>
        ['incident', 'on_call'].includes(own(policy.roles, role)?.held ?? 'incident'),
      )
        ? [
            found(
              ['fallback'],
              'The last fallback is not a fixed person: it depends on a schedule or on the incident.',
              'Add a role that a team or the organisation holds, such as engineering_manager.',
            ),
          ]
        : [],
  },
  {
    code: 'exhausted_tells_on_call',
    level: 'warning',
    check: ({ policy }) =>
      policy.paging.exhausted.notify.every((role) => own(policy.roles, role)?.held === 'on_call')
        ? [
            found(
              ['paging', 'exhausted', 'notify'],
              'If no one on call acknowledges, only the people on call are notified.',
              'Notify someone else, such as engineering_manager.',
            ),
          ]
        : [],
  },
  {
    code: 'cover_not_for_incident',
    level: 'error',
    check: ({ policy }) =>
      Object.entries(policy.roles)
        .filter(([, { held, covered_by }]) => held !== 'incident' && covered_by !== undefined)
        .map(([role]) =>
          found(
            ['roles', role, 'covered_by'],
            `${role} is not assigned during an incident, so no team covers it.`,
            'Remove covered_by, or use "held: incident". Its deputies are in the directory.',
          ),
        ),
  },
  {
    code: 'cover_without_on_call',
    level: 'warning',
    check: ({ policy, facts }) =>
      Object.entries(policy.roles).flatMap(([role, { covered_by }]) => {
        if (covered_by === undefined || facts === null) return [];
        if (facts.teams.some(({ id, hasSchedule }) => id === covered_by && hasSchedule)) return [];
        return [
          found(
            ['roles', role, 'covered_by'],
            `No one is on call for the team "${covered_by}", which is to cover ${role}.`,
            'Use a team with an on-call schedule.',
          ),
        ];
      }),
  },
  { code: 'role_without_holder', level: 'warning', check: inHolder },
];
