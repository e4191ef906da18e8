import type { Policy } from './decide-compile.ts';
import { type Finding, found, type LintRule } from './lint-rules.ts';
import { SEVERITIES } from './model-matrix.ts';
import { formatDuration } from './model-phrases.ts';

/** Promises that mean nothing when they are kept at once. `stability_watch: 0m` is left out: no watch is a choice. */
function zeroPromises(policy: Policy): Finding[] {
  const { severities, review, detection } = policy;
  const promises: [path: string[], seconds: number | null][] = [
    ...SEVERITIES.flatMap((level): [string[], number | null][] => [
      [['severities', level, 'acknowledge_within'], severities[level].acknowledgeWithinSeconds],
      [['severities', level, 'resolve_within'], severities[level].resolveWithinSeconds],
      [['severities', level, 'update_every'], severities[level].updateEverySeconds],
    ]),
    ...SEVERITIES.map((level): [string[], number | null] => [
      ['detection', 'triage_within', level],
      detection.triageWithinSeconds[level],
    ]),
    [['review', 'schedule_within'], review.scheduleWithinSeconds],
    [['review', 'conduct_within'], review.conductWithinSeconds],
    [['review', 'publish_within'], review.publishWithinSeconds],
  ];
  return promises
    .filter(([, seconds]) => seconds === 0)
    .map(([path]) =>
      found(path, `${path.at(-1)}: 0m cannot be met.`, 'Use a longer time, or remove the line.'),
    );
}

export const targetRules: readonly LintRule[] = [
  { code: 'zero_promise', level: 'error', check: ({ policy }) => zeroPromises(policy) },
  {
    code: 'cadence_longer_than_target',
    level: 'warning',
    check: ({ policy }) =>
      SEVERITIES.flatMap((level) => {
        const { updateEverySeconds: every, resolveWithinSeconds: target } = policy.severities[level];
        if (every === null || target === null || every <= target) return [];
        return [
          found(
            ['severities', level, 'update_every'],
            `A ${level} should be resolved in ${formatDuration(target)}, before its first update after ${formatDuration(every)}.`,
            'Make update_every shorter than resolve_within.',
          ),
        ];
      }),
  },
  {
    code: 'cadence_missing',
    level: 'warning',
    check: ({ policy }) =>
      (['P1', 'P2'] as const).flatMap((level) =>
        policy.severities[level].updateEverySeconds === null
          ? [
              found(
                ['severities', level],
                `Stakeholders of a ${level} get no regular updates.`,
                'Add update_every, for example 30m.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'acknowledge_after_resolve',
    level: 'error',
    check: ({ policy }) =>
      SEVERITIES.flatMap((level) => {
        const { acknowledgeWithinSeconds: ack, resolveWithinSeconds: target } = policy.severities[level];
        if (ack === null || target === null || ack < target) return [];
        return [
          found(
            ['severities', level, 'acknowledge_within'],
            `A ${level} can be acknowledged later than it should be resolved.`,
            'Make acknowledge_within shorter than resolve_within.',
          ),
        ];
      }),
  },
  {
    code: 'target_slower_when_worse',
    level: 'warning',
    check: ({ policy }) =>
      SEVERITIES.slice(0, -1).flatMap((level, index) => {
        const lower = SEVERITIES[index + 1] ?? 'P4';
        const fields = [
          ['acknowledgeWithinSeconds', 'acknowledge_within'],
          ['resolveWithinSeconds', 'resolve_within'],
          ['updateEverySeconds', 'update_every'],
        ] as const;
        return fields.flatMap(([name, key]) => {
          const own = policy.severities[level][name];
          const below = policy.severities[lower][name];
          if (own === null || below === null || own <= below) return [];
          return [
            found(
              ['severities', level, key],
              `${key} of ${level} is longer than that of ${lower}.`,
              `Make it ${formatDuration(below)} or shorter.`,
            ),
          ];
        });
      }),
  },
  {
    code: 'resolves_itself',
    level: 'warning',
    check: ({ policy }) =>
      (['P1', 'P2'] as const).flatMap((level) =>
        policy.severities[level].mayResolveItself
          ? [
              found(
                ['severities', level, 'may_resolve_itself'],
                `A ${level} is resolved without a check by a person when its alerts stop.`,
                'Use this for P3 and P4 only.',
              ),
            ]
          : [],
      ),
  },
  {
    code: 'level_timeout_after_target',
    level: 'warning',
    check: ({ policy }) => {
      const target = policy.severities.P1.acknowledgeWithinSeconds;
      if (target === null || policy.paging.levelTimeoutSeconds <= target) return [];
      return [
        found(
          ['paging', 'level_timeout'],
          `The second on-call level is paged after ${formatDuration(policy.paging.levelTimeoutSeconds)}, when a P1 should long have been acknowledged (${formatDuration(target)}).`,
          `Use ${formatDuration(target)} or less.`,
        ),
      ];
    },
  },
  {
    code: 'page_repeats_rarely',
    level: 'warning',
    check: ({ policy }) =>
      policy.paging.repeatEverySeconds <= 1800
        ? []
        : [
            found(
              ['paging', 'repeat_every'],
              `After the last level a page is silent for ${formatDuration(policy.paging.repeatEverySeconds)}.`,
              'Use 30m or less; 5m is typical.',
            ),
          ],
  },
  {
    code: 'page_storms',
    level: 'error',
    check: ({ policy: { paging } }) =>
      (
        [
          ['level_timeout', paging.levelTimeoutSeconds],
          ['repeat_every', paging.repeatEverySeconds],
        ] as const
      ).flatMap(([key, seconds]) =>
        seconds >= 60
          ? []
          : [
              found(
                ['paging', key],
                `${formatDuration(seconds)} is too short to acknowledge.`,
                'Use 1m or more; 5m is typical.',
              ),
            ],
      ),
  },
  {
    code: 'five_minutes_missed',
    level: 'warning',
    check: ({ policy }) =>
      policy.firstResponse.withinSeconds >= 60 && policy.firstResponse.withinSeconds <= 1800
        ? []
        : [
            found(
              ['first_response', 'within'],
              `The first response may take ${formatDuration(policy.firstResponse.withinSeconds)}.`,
              'The runbook says 5m.',
            ),
          ],
  },
];
