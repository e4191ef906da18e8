import type { Policy } from './decide-compile.ts';
import { TEMPLATE_KINDS, type TemplateKind } from './model-communication.ts';
import { SEVERITIES, type Severity } from './model-matrix.ts';
import type { ChecklistItem } from './model-process.ts';
import { type Block, heading, type Item, list, paragraph } from './render-document.ts';
import { andList, capital, conditionWords, dueWords, durationWords } from './render-words.ts';
import { fieldLabel } from './template-fields.ts';

/** Who holds a role today, for the prose: read from the directory by whoever asks for it. */
export interface NamedHolding {
  readonly role: string;
  /** Null for a role of the whole organisation. */
  readonly teamName: string | null;
  readonly people: readonly { readonly name: string; readonly as: 'holder' | 'deputy' }[];
}

const roleTitle = (policy: Policy, role: string): string => policy.roles[role]?.title ?? role;
const roleTitles = (policy: Policy, roles: readonly string[]): string =>
  roles.map((role) => roleTitle(policy, role)).join(', ');

function severityLevels(policy: Policy): Block[] {
  return SEVERITIES.flatMap((level) => {
    const rule = policy.severities[level];
    const promises = [
      ...(rule.acknowledgeWithinSeconds === null
        ? []
        : [`acknowledged within ${durationWords(rule.acknowledgeWithinSeconds)}`]),
      ...(rule.resolveWithinSeconds === null
        ? []
        : [`resolved within ${durationWords(rule.resolveWithinSeconds)}`]),
      ...(rule.updateEverySeconds === null
        ? []
        : [`an update every ${durationWords(rule.updateEverySeconds)}`]),
      ...(rule.mayResolveItself ? ['resolves itself when its alerts do'] : []),
    ];
    return [
      heading(3, `${level} - ${rule.name}`),
      list(rule.criteria.map(({ text }) => text)),
      ...(promises.length > 0 ? [paragraph(`${capital(promises.join('; '))}.`)] : []),
    ];
  });
}

const checklist = (items: readonly ChecklistItem[]): Block =>
  list(
    items.map((item) => ({
      text: item.details.length > 0 ? `${item.text}:` : item.text,
      children: item.details.map((text) => ({ text })),
    })),
    true,
  );

function initialResponse(policy: Policy): Block[] {
  const words = [...new Set(Object.values(policy.detection.severityLabels))]
    .sort()
    .map((level) => {
      const own = Object.entries(policy.detection.severityLabels)
        .filter(([, each]) => each === level)
        .map(([word]) => word);
      return `${level} for ${own.join(', ')}`;
    })
    .join('; ');
  return [
    heading(3, '1. Incident Detection'),
    list(policy.detection.steps),
    paragraph(
      `What a monitor calls it: ${words}; ${policy.detection.defaultSeverity} when it does not say. ` +
        `Alerts of one system${policy.detection.groupBy.length > 0 ? ` with the same ${andList(policy.detection.groupBy)}` : ''} ` +
        `are one incident while they come within ${durationWords(policy.detection.groupWindowSeconds)} of each other.`,
    ),
    heading(3, `2. Immediate Actions (First ${durationWords(policy.firstResponse.withinSeconds)})`),
    checklist(policy.firstResponse.items),
    heading(3, '3. Investigation Phase'),
    list(
      policy.investigation.map(({ title, items }) => ({
        text: items.length > 0 ? `${title}:` : title,
        children: items.map((text) => ({ text })),
      })),
      true,
    ),
  ];
}

function matrixLines(policy: Policy, level: Severity): Item[] {
  const lines = new Map<string, string[]>();
  for (const step of policy.matrix[level]) {
    const due = dueWords(step.by, policy);
    const roles = step.notify.map((role) => `${roleTitle(policy, role)}${conditionWords(step)}`);
    lines.set(due, [...(lines.get(due) ?? []), ...roles]);
  }
  return [...lines].map(([due, roles]) => ({ lead: due, text: `: ${roles.join(', ')}` }));
}

function matrix(policy: Policy): Block[] {
  const { escalation, paging } = policy;
  return [
    ...SEVERITIES.flatMap((level) => {
      const paged = policy.matrix[level]
        .filter(({ mode }) => mode === 'page')
        .flatMap(({ notify }) => notify);
      return [
        heading(3, `${level} Incidents`),
        list(matrixLines(policy, level)),
        paragraph(
          paged.length > 0
            ? `Paged until somebody acknowledges: ${roleTitles(policy, [...new Set(paged)])}.`
            : 'Nobody is paged.',
        ),
      ];
    }),
    paragraph(
      `"Within" is a deadline: the notice leaves ${durationWords(escalation.marginSeconds)} before it. ` +
        `The next business day begins at ${escalation.nextBusinessDayAt}; the weekly review is on ` +
        `${capital(escalation.weeklyReview.weekday)} at ${escalation.weeklyReview.at}.`,
    ),
    paragraph(
      `A page that is not acknowledged goes to the next on-call level after ${durationWords(paging.levelTimeoutSeconds)}; ` +
        `after the last level it repeats every ${durationWords(paging.repeatEverySeconds)}, and ` +
        `${roleTitles(policy, paging.exhausted.notify)} is ${paging.exhausted.mode === 'page' ? 'paged' : 'told'}.`,
    ),
  ];
}

function holderLine({ teamName, people }: NamedHolding): string {
  const names = people.map(({ name, as }) => (as === 'deputy' ? `${name} (deputy)` : name));
  const who = names.length > 0 ? names.join(', ') : 'nobody';
  return teamName === null ? who : `${teamName}: ${who}`;
}

function holders(policy: Policy, holdings: readonly NamedHolding[] | null): Block[] {
  if (holdings === null) return [];
  const items = Object.entries(policy.roles)
    .filter(([, rule]) => rule.held !== 'incident')
    .map(([role, rule]) => {
      const own = holdings.filter((each) => each.role === role).map(holderLine);
      const single = own.length === 1 && !own[0]?.includes(': ');
      return {
        lead: rule.title,
        text: own.length === 0 ? ': nobody' : single ? `: ${own[0]}` : '',
        children: single ? [] : own.map((text) => ({ text })),
      };
    });
  return [heading(3, 'Who holds each role today'), list(items)];
}

/** A template as the runbook prints it: `{brief description}` where a field goes. */
function templateText(policy: Policy, kind: TemplateKind): string {
  const { subject, body } = policy.templates[kind];
  const show = (text: string) =>
    text.replace(/\{\{-?\s*([a-z_]+)[^}]*\}\}/g, (_all, name: string) => fieldLabel(name, kind));
  return `Subject: ${show(subject)}\n\n${show(body)}`;
}

function reviewProcess(policy: Policy): Block[] {
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
        ? `Every ${andList(review.requiredFor)} is reviewed; others when somebody asks for it.`
        : 'An incident is reviewed when somebody asks for it.',
    ),
    heading(3, 'Review Participants'),
    list(review.participants.map(({ text }) => text)),
    heading(3, 'Review Agenda'),
    list(
      review.agenda.map(({ title, minutes, items }) => ({
        lead: title,
        text: ` (${minutes} minutes)`,
        children: items.map((text) => ({ text })),
      })),
      true,
    ),
    heading(3, 'Post-Review Actions'),
    checklist(review.afterwards),
  ];
}

function documentation(policy: Policy): Block[] {
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

function typesAndTraining(policy: Policy): Block[] {
  return [
    heading(2, 'Common Incident Types'),
    ...policy.incidentTypes.flatMap(({ title, steps }) => [heading(3, title), list(steps, true)]),
    heading(2, 'Training and Preparation'),
    heading(3, 'Regular Drills'),
    list(policy.programme.drills.map(({ text }) => text)),
    heading(3, 'Knowledge Updates'),
    list(policy.programme.knowledge.map(({ text }) => text)),
    heading(2, 'Metrics and Reporting'),
    heading(3, 'Key Metrics'),
    list(policy.metrics.map(({ title, definition }) => ({ lead: title, text: `: ${definition}` }))),
    heading(3, 'Reporting Schedule'),
    list(
      policy.reports.map(({ every, title, audience }) => ({
        text: `${capital(every)}: ${title} (for ${roleTitles(policy, audience)})`,
      })),
    ),
  ];
}

/**
 * The policy as prose, in the runbook's own order and under its own headings, so that somebody who knows the runbook
 * finds every line where it was. `holdings` adds who holds each role today; null leaves that out.
 */
export function policyDocument(policy: Policy, holdings: readonly NamedHolding[] | null): Block[] {
  const { resolution } = policy;
  return [
    heading(1, policy.title),
    heading(2, 'Overview'),
    paragraph(policy.overview),
    heading(2, 'Incident Severity Levels'),
    ...severityLevels(policy),
    heading(2, 'Initial Response Procedure'),
    ...initialResponse(policy),
    heading(2, 'Escalation Matrix'),
    ...matrix(policy),
    ...holders(policy, holdings),
    heading(2, 'Communication Templates'),
    ...TEMPLATE_KINDS.flatMap((kind): Block[] => [
      heading(3, policy.templates[kind].title),
      { kind: 'code', text: templateText(policy, kind) },
    ]),
    heading(2, 'Resolution Procedures'),
    heading(3, '1. Fix Implementation'),
    checklist(resolution.fix),
    paragraph(`The system is watched for ${durationWords(resolution.stabilityWatchSeconds)} after the fix.`),
    heading(3, '2. Verification'),
    checklist(resolution.verification),
    heading(3, '3. Communication'),
    checklist(resolution.communication),
    heading(2, 'Post-Incident Review Process'),
    ...reviewProcess(policy),
    ...documentation(policy),
    ...typesAndTraining(policy),
  ];
}
