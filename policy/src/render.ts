import type { Policy } from './decide-compile.ts';
import { TEMPLATE_KINDS, type TemplateKind, VARIANTS, type Wording } from './model-communication.ts';
import { SEVERITIES } from './model-matrix.ts';
import { type Block, heading, list, paragraph } from './render-document.ts';
import { type HoldersToday, matrix } from './render-matrix.ts';
import {
  documentation,
  incidentTypes,
  initialResponse,
  resolution,
  reviewProcess,
  training,
} from './render-process.ts';
import { capital, durationWords } from './render-words.ts';
import { fieldLabel, TEMPLATE_FIELDS } from './template-fields.ts';

export type { HoldersToday, NamedHolding } from './render-matrix.ts';

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
      ...(rule.mayResolveItself ? ['resolves automatically when its alerts resolve'] : []),
    ];
    return [
      heading(3, `${level} - ${rule.name}`),
      list(rule.criteria.map(({ text, question }) => `${text} (${question})`)),
      ...(promises.length > 0 ? [paragraph(`${capital(promises.join('; '))}.`)] : []),
    ];
  });
}

/** The fields of one kind of message that the runbook writes the same way: both dates of a resolution are `{date}`. */
const namesakes = (name: string, kind: TemplateKind): string[] =>
  Object.entries(TEMPLATE_FIELDS)
    .filter(([, field]) => field.kinds.includes(kind) && field.label === TEMPLATE_FIELDS[name]?.label)
    .map(([each]) => each);

/**
 * A template as the runbook prints it: `{brief description}` where a field goes. What is not a plain field (a filter, a
 * condition) stays as it is written, or the prose would hide it. Of fields that are called the same, the runbook's order
 * goes without saying; in another order each says which it is.
 */
function templateText({ subject, body, short }: Wording, kind: TemplateKind): string {
  const seen = new Map<string, number>();
  const show = (text: string) =>
    text.replace(/\{\{ *([a-z_]+) *(\|[^{}]*)?\}\}/g, (_all, name: string, filters?: string) => {
      const label = fieldLabel(name, kind);
      const alike = namesakes(name, kind);
      const nth = seen.get(label) ?? 0;
      seen.set(label, nth + 1);
      const which = alike.length > 1 && alike[nth] !== name ? `: ${name}` : '';
      return label.replace(/\}$/, `${which}${filters ? ` ${filters.trim()}` : ''}}`);
    });
  // A count of namesakes of its own: the short form is another message.
  const text = `Subject: ${show(subject)}\n\n${show(body).trimEnd()}`;
  seen.clear();
  return short === undefined ? text : `${text}\n\nIn short: ${show(short)}`;
}

/** A template and its wordings for other readers. */
function templateBlocks(policy: Policy, kind: TemplateKind): Block[] {
  const template = policy.templates[kind];
  return [
    heading(3, template.title),
    { kind: 'code', text: templateText(template, kind) },
    ...VARIANTS.flatMap((readers): Block[] => {
      const wording = template.variants?.[readers];
      return wording === undefined
        ? []
        : [paragraph(`As ${readers} read it:`), { kind: 'code', text: templateText(wording, kind) }];
    }),
  ];
}

/**
 * The policy as prose, in the runbook's own order and under its own headings, so that somebody who knows the runbook
 * finds every line where it was. Every setting that changes what happens is said: a change that the prose does not show
 * would be published unseen. `today` adds who holds each role; null leaves that out.
 */
export function policyDocument(policy: Policy, today: HoldersToday | null): Block[] {
  return [
    heading(1, policy.title),
    heading(2, 'Overview'),
    paragraph(policy.overview),
    heading(2, 'Incident Severity Levels'),
    ...severityLevels(policy),
    heading(2, 'Initial Response Procedure'),
    ...initialResponse(policy),
    heading(2, 'Escalation Matrix'),
    ...matrix(policy, today),
    heading(2, 'Communication Templates'),
    ...TEMPLATE_KINDS.flatMap((kind) => templateBlocks(policy, kind)),
    heading(2, 'Resolution Procedures'),
    ...resolution(policy),
    heading(2, 'Post-Incident Review Process'),
    ...reviewProcess(policy),
    ...documentation(policy),
    heading(2, 'Common Incident Types'),
    ...incidentTypes(policy),
    ...training(policy),
  ];
}
