import { andList, plural } from '@tocsin/kernel';
import type { Policy } from './decide-compile.ts';
import { SEVERITIES } from './model-matrix.ts';
import type { ChecklistItem } from './model-process.ts';
import { type Block, heading, list, paragraph } from './render-document.ts';
import { roleTitles } from './render-matrix.ts';
import { brackets, capital, durationWords, itemWords } from './render-words.ts';

const checklist = (items: readonly ChecklistItem[], policy: Policy): Block =>
  list(
    items.map((item) => ({
      text: `${item.text}${brackets(itemWords(item, policy))}${item.details.length > 0 ? ':' : ''}`,
      children: item.details.map((text) => ({ text })),
    })),
    true,
  );

function detection({ detection: rule }: Policy): Block[] {
  const words = [...new Set(Object.values(rule.severityLabels))]
    .sort()
    .map((level) => {
      const own = Object.entries(rule.severityLabels)
        .filter(([, each]) => each === level)
        .map(([word]) => word);
      return `${level} for ${own.join(', ')}`;
    })
    .join('; ');
  const grouped = rule.groupBy.length > 0 ? ` with the same ${andList(rule.groupBy)}` : '';
  const triage = andList(
    SEVERITIES.map((level) => `${durationWords(rule.triageWithinSeconds[level])} for a ${level}`),
  );
  const alone = rule.groupBy.length > 0 ? ' An alert with none of these labels is not grouped.' : '';
  return [
    heading(3, '1. Incident Detection'),
    list(rule.steps),
    paragraph(
      `What a monitor calls it: ${words}; ${rule.defaultSeverity} when it does not say. Alerts of one system${grouped} ` +
        `are one incident while they come within ${durationWords(rule.groupWindowSeconds)} of each other.${alone}`,
    ),
    paragraph(
      `Reports by people are triaged within ${triage}, by the severity that their answers suggest ` +
        `(${rule.defaultSeverity} when they suggest none); after that the engineering manager is told.`,
    ),
  ];
}

/** From the alert to the workaround. */
export const initialResponse = (policy: Policy): Block[] => [
  ...detection(policy),
  heading(3, `2. Immediate Actions (First ${durationWords(policy.firstResponse.withinSeconds)})`),
  checklist(policy.firstResponse.items, policy),
  heading(3, '3. Investigation Phase'),
  list(
    policy.investigation.map(({ title, items }) => ({
      text: items.length > 0 ? `${title}:` : title,
      children: items.map((text) => ({ text })),
    })),
    true,
  ),
];

/** From the fix to the closed incident. */
const LIST_TITLES = {
  fix: 'fix implementation',
  verification: 'verification',
  communication: 'communication',
} as const;

/** "Asked of P1 and P2: fix implementation, …. Asked of P4: nothing." */
function askedWords({ resolution: { asked } }: Policy): string {
  const of = Map.groupBy(SEVERITIES, (level) => asked[level].map((name) => LIST_TITLES[name]).join(', '));
  return [...of].map(([what, levels]) => `Asked of ${andList(levels)}: ${what || 'nothing'}.`).join(' ');
}

export const resolution = (policy: Policy): Block[] => resolutionOf(policy, policy.resolution);

const resolutionOf = (policy: Policy, rule: Policy['resolution']): Block[] => [
  paragraph(askedWords(policy)),
  heading(3, '1. Fix Implementation'),
  checklist(rule.fix, policy),
  paragraph(`The system is watched for ${durationWords(rule.stabilityWatchSeconds)} after the fix.`),
  heading(3, '2. Verification'),
  checklist(rule.verification, policy),
  heading(3, '3. Communication'),
  checklist(rule.communication, policy),
];

type Participant = Policy['review']['participants'][number];

/** Who is invited is said only where the line does not say it itself. */
function participant({ text, who }: Participant): string {
  const words = who.replaceAll('_', ' ');
  return text.toLowerCase().endsWith(words) ? text : `${text} (${words})`;
}

/** Clocks, people and agenda of the review. */
export function reviewProcess(policy: Policy): Block[] {
  const { review } = policy;
  return [
    heading(3, 'Timeline'),
    list([
      {
        lead: 'Schedule review',
        text: ` within ${durationWords(review.scheduleWithinSeconds)} of resolution`,
      },
      { lead: 'Conduct review', text: ` within ${durationWords(review.conductWithinSeconds)}` },
      { lead: 'Publish report', text: ` within ${durationWords(review.publishWithinSeconds)}` },
    ]),
    paragraph(
      review.requiredFor.length > 0
        ? `Every ${andList(review.requiredFor)} is reviewed; others on request.`
        : 'Incidents are reviewed on request.',
    ),
    heading(3, 'Review Participants'),
    list(review.participants.map(participant)),
    heading(3, 'Review Agenda'),
    list(
      review.agenda.map(({ title, minutes, items }) => ({
        lead: title,
        text: ` (${plural(minutes, 'minute')})`,
        children: items.map((text) => ({ text })),
      })),
      true,
    ),
    heading(3, 'Post-Review Actions'),
    checklist(review.afterwards, policy),
  ];
}

/** What the record must hold, and where to find things. */
export function documentation(policy: Policy): Block[] {
  return [
    heading(2, 'Incident Documentation'),
    heading(3, 'Required Information'),
    list(policy.documentation.required.map(({ title, meaning }) => ({ lead: title, text: `: ${meaning}` }))),
    heading(3, 'Documentation Tools'),
    list(policy.documentation.tools.map(({ purpose, tool }) => ({ text: `${purpose}: ${tool}` }))),
    heading(2, 'Tools and Resources'),
    ...policy.resources.flatMap(({ title, items }) => [heading(3, title), list(items)]),
  ];
}

type IncidentType = Policy['incidentTypes'][number];

/** What is particular about incidents of a type, as sentences; empty for an ordinary one without labels. */
function particulars(policy: Policy, { labels, notify, private: hidden }: IncidentType): Block[] {
  const signs = Object.entries(labels).map(([name, value]) => `${name} is ${value}`);
  const sentences = [
    ...(signs.length > 0 ? [`Suggested when the alert's ${andList(signs)}.`] : []),
    ...(hidden ? ['Visible to its members only.'] : []),
    ...(notify.length > 0 ? [`Joins at the declaration: ${roleTitles(policy, notify)}.`] : []),
  ];
  return sentences.length > 0 ? [paragraph(sentences.join(' '))] : [];
}

/** The common types, each with its guided steps. */
export const incidentTypes = (policy: Policy): Block[] =>
  policy.incidentTypes.flatMap((type) => [
    heading(3, type.title),
    list(type.steps, true),
    ...particulars(policy, type),
  ]);

type ProgrammeItem = Policy['programme']['drills'][number];

const ABOUT = { runbook: 'of a runbook', policy: 'of this policy', tool: 'of a tool' } as const;

/** How often is said only where the line does not begin with it. Older compilations lack owner and what it is about. */
const comesRound =
  (policy: Policy) =>
  ({ text, every, about, owner }: ProgrammeItem): string => {
    const words = every.replaceAll('_', ' ');
    const more = [
      text.toLowerCase().startsWith(words) ? '' : words,
      about === undefined ? '' : ABOUT[about],
      owner === undefined ? '' : `owner: ${roleTitles(policy, [owner])}`,
    ].filter((each) => each !== '');
    return more.length === 0 ? text : `${text} (${more.join(', ')})`;
  };

/** Drills, reviews, metrics and reports: what comes round. */
export function training(policy: Policy): Block[] {
  return [
    heading(2, 'Training and Preparation'),
    heading(3, 'Regular Drills'),
    list(policy.programme.drills.map(comesRound(policy))),
    heading(3, 'Knowledge Updates'),
    list(policy.programme.knowledge.map(comesRound(policy))),
    heading(2, 'Metrics and Reporting'),
    heading(3, 'Key Metrics'),
    list(
      policy.metrics.map(({ title, definition, from }) => ({
        lead: title,
        text: `: ${definition}${from === undefined ? '' : ` (counted from ${FROM[from]})`}`,
      })),
    ),
    heading(3, 'Reporting Schedule'),
    list(
      policy.reports.map((report) => ({
        text: `${capital(report.every)}: ${report.title} (${reportWords(report)}, for ${roleTitles(policy, report.audience)})`,
      })),
    ),
  ];
}

const FROM = { detection: 'detection', impact_start: 'the start of the impact' } as const;

/** When a report comes and of what it tells, where that is not as usual. Older compilations lack what was added since. */
function reportWords(report: Policy['reports'][number]): string {
  const { at, every, day, zone, teams, enabled, when_quiet: whenQuiet } = report;
  return [
    ...(enabled === false ? ['turned off'] : []),
    `at ${at}${zone === undefined ? '' : ` in ${zone}`}`,
    ...(every === 'weekly' && (day ?? 'monday') !== 'monday' ? [`on ${capital(day)}`] : []),
    ...(report.working_days === true ? ['on working days'] : []),
    ...((teams ?? []).length > 0 ? [`of ${andList(teams)}`] : []),
    ...(whenQuiet === 'skip' ? ['unless nothing happened'] : []),
  ].join(', ');
}
