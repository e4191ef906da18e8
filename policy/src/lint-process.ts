import type { Policy } from './decide-compile.ts';
import { type Finding, found, type LintRule } from './lint-rules.ts';
import { SEVERITIES } from './model-matrix.ts';
import { formatDuration } from './model-phrases.ts';

type Path = (string | number)[];

/** Every list of the file whose entries are told apart by an id. */
function idLists(policy: Policy): { readonly path: Path; readonly ids: readonly string[] }[] {
  const list = (path: Path, items: readonly { readonly id: string }[]) => ({
    path,
    ids: items.map(({ id }) => id),
  });
  return [
    list(['first_response', 'items'], policy.firstResponse.items),
    list(['investigation'], policy.investigation),
    list(['resolution', 'fix'], policy.resolution.fix),
    list(['resolution', 'verification'], policy.resolution.verification),
    list(['resolution', 'communication'], policy.resolution.communication),
    list(['review', 'agenda'], policy.review.agenda),
    list(['review', 'afterwards'], policy.review.afterwards),
    list(['documentation', 'required'], policy.documentation.required),
    list(['resources'], policy.resources),
    list(['incident_types'], policy.incidentTypes),
    list(['programme', 'drills'], policy.programme.drills),
    list(['programme', 'knowledge'], policy.programme.knowledge),
    list(['metrics'], policy.metrics),
    list(['reports'], policy.reports),
  ];
}

function duplicateIds(policy: Policy): Finding[] {
  const inLists = idLists(policy).flatMap(({ path, ids }) =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            found(
              [...path, index, 'id'],
              `The ID "${id}" is used twice in this list.`,
              'Give each entry its own ID.',
            ),
          ],
    ),
  );
  // Answers to the questions are kept by criterion, whatever the severity.
  const seen = new Set<string>();
  const inCriteria = SEVERITIES.flatMap((level) =>
    policy.severities[level].criteria.flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      const path = ['severities', level, 'criteria', index, 'id'];
      return [found(path, `The criterion "${id}" already exists.`, 'Give each criterion its own ID.')];
    }),
  );
  return [...inLists, ...inCriteria];
}

function conflictingWords(raw: unknown): Finding[] {
  const words = (raw as { detection?: { severity_labels?: Record<string, string> } }).detection
    ?.severity_labels;
  const seen = new Map<string, string>();
  return Object.entries(words ?? {}).flatMap(([word, level]) => {
    const before = seen.get(word.toLowerCase());
    seen.set(word.toLowerCase(), level);
    if (before === undefined || before === level) return [];
    return [
      found(
        ['detection', 'severity_labels', word],
        `"${word}" means both ${before} and ${level}: words are case-insensitive.`,
        'Keep one of them.',
      ),
    ];
  });
}

/** DOC-1: what a report cannot be without. */
const REQUIRED_FACTS = [
  'incident_id',
  'severity',
  'start_time',
  'end_time',
  'duration',
  'affected_systems',
  'root_cause',
  'resolution',
  'impact',
  'lessons',
  'action_items',
];

export const processRules: readonly LintRule[] = [
  {
    code: 'review_clocks_out_of_order',
    level: 'error',
    check: ({ policy: { review } }) => [
      ...(review.scheduleWithinSeconds > review.conductWithinSeconds
        ? [
            found(
              ['review', 'schedule_within'],
              'The review can be scheduled later than it must be held.',
              'Make schedule_within shorter than conduct_within.',
            ),
          ]
        : []),
      ...(review.conductWithinSeconds > review.publishWithinSeconds
        ? [
            found(
              ['review', 'conduct_within'],
              'The review can be held later than its report must be published.',
              'Make conduct_within shorter than publish_within.',
            ),
          ]
        : []),
    ],
  },
  {
    code: 'p1_without_review',
    level: 'warning',
    check: ({ policy }) =>
      policy.review.requiredFor.includes('P1')
        ? []
        : [found(['review', 'required_for'], 'P1 incidents are not reviewed.', 'Add P1 to required_for.')],
  },
  {
    code: 'agenda_too_long',
    level: 'warning',
    check: ({ policy }) => {
      const minutes = policy.review.agenda.reduce((sum, item) => sum + item.minutes, 0);
      return minutes <= 120
        ? []
        : [
            found(
              ['review', 'agenda'],
              `The agenda takes ${minutes} minutes.`,
              'Keep a review under two hours.',
            ),
          ];
    },
  },
  { code: 'duplicate_id', level: 'error', check: ({ policy }) => duplicateIds(policy) },
  { code: 'conflicting_severity_words', level: 'error', check: ({ raw }) => conflictingWords(raw) },
  {
    code: 'documentation_incomplete',
    level: 'warning',
    check: ({ policy }) => {
      const missing = REQUIRED_FACTS.filter(
        (id) => !policy.documentation.required.some((each) => each.id === id),
      );
      return missing.length === 0
        ? []
        : [
            found(
              ['documentation', 'required'],
              `A report can be published without ${missing.join(', ')}.`,
              'Add them to the list.',
            ),
          ];
    },
  },
  {
    code: 'verification_without_monitoring',
    level: 'warning',
    check: ({ policy }) =>
      policy.resolution.verification.some(({ ticks }) => ticks === 'monitoring_clear')
        ? []
        : [
            found(
              ['resolution', 'verification'],
              'An incident can be resolved while its alerts are still firing.',
              'Add an item with ticks: monitoring_clear.',
            ),
          ],
  },
  {
    code: 'p1_without_gate',
    level: 'warning',
    check: ({ policy }) =>
      policy.resolution.asked.P1.includes('verification')
        ? []
        : [
            found(
              ['resolution', 'asked', 'P1'],
              'A P1 can be resolved without verification.',
              'Add verification to the list.',
            ),
          ],
  },
  {
    code: 'security_type_public',
    level: 'warning',
    check: ({ policy }) =>
      policy.incidentTypes.flatMap((type, index) =>
        type.notify.includes('security_team') && !type.private
          ? [
              found(
                ['incident_types', index],
                `Incidents of the type "${type.title}" go to the security team but everyone can read them.`,
                'Add private: true.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'private_type_without_people',
    level: 'error',
    check: ({ policy }) =>
      policy.incidentTypes.flatMap((type, index) =>
        type.private && type.notify.length === 0
          ? [
              found(
                ['incident_types', index],
                `Incidents of the type "${type.title}" are private and no one is called: until the matrix notifies someone, no one can see them.`,
                'Add a role to notify, such as security_team.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'no_response_drill',
    level: 'warning',
    check: ({ policy }) =>
      policy.programme.drills.length > 0
        ? []
        : [found(['programme', 'drills'], 'No drills are scheduled.', 'Add a monthly drill.')],
  },
  {
    code: 'group_window_extreme',
    level: 'warning',
    check: ({ policy: { detection } }) =>
      detection.groupWindowSeconds >= 60 && detection.groupWindowSeconds <= 86_400
        ? []
        : [
            found(
              ['detection', 'group_window'],
              `Alerts are grouped for ${formatDuration(detection.groupWindowSeconds)}: ${
                detection.groupWindowSeconds < 60
                  ? 'one failure becomes many incidents'
                  : 'a new failure hides in an old incident'
              }.`,
              'Choose between 1m and 1d; 10m is usual.',
            ),
          ],
  },
];
