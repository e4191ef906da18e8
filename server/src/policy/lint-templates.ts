import type { Policy } from './decide-compile.ts';
import { type Finding, found, type LintRule } from './lint-rules.ts';
import { TEMPLATE_KINDS, type TemplateKind } from './model-communication.ts';
import { fieldsOf, TEMPLATE_FIELDS } from './template-fields.ts';

type Visit = (part: {
  readonly kind: TemplateKind;
  readonly path: string[];
  readonly fields: readonly string[];
  readonly fault: string | null;
}) => Finding[];

const eachText = (policy: Policy, visit: Visit): Finding[] =>
  TEMPLATE_KINDS.flatMap((kind) =>
    (['subject', 'body'] as const).flatMap((part) =>
      visit({ kind, path: ['templates', kind, part], ...fieldsOf(policy.templates[kind][part]) }),
    ),
  );

const usable = (kind: TemplateKind): string =>
  Object.entries(TEMPLATE_FIELDS)
    .filter(([, { kinds }]) => kinds.includes(kind))
    .map(([name]) => name)
    .join(', ');

export const templateRules: readonly LintRule[] = [
  {
    code: 'template_syntax',
    level: 'error',
    check: ({ policy }) =>
      eachText(policy, ({ path, fault }) =>
        fault === null
          ? []
          : [found(path, `The template cannot be read: ${fault}.`, 'Close every {{ and {%.')],
      ),
  },
  {
    code: 'template_unknown_field',
    level: 'error',
    check: ({ policy }) =>
      eachText(policy, ({ kind, path, fields }) =>
        fields
          .filter((name) => !Object.hasOwn(TEMPLATE_FIELDS, name))
          .map((name) => found(path, `There is no field "${name}".`, `Use one of ${usable(kind)}.`)),
      ),
  },
  {
    code: 'template_field_never_filled',
    level: 'error',
    check: ({ policy }) =>
      eachText(policy, ({ kind, path, fields }) =>
        fields
          .filter((name) => TEMPLATE_FIELDS[name] && !TEMPLATE_FIELDS[name].kinds.includes(kind))
          .map((name) =>
            found(path, `"${name}" is never known in this message.`, `Use one of ${usable(kind)}.`),
          ),
      ),
  },
  {
    code: 'template_field_missing',
    level: 'warning',
    check: ({ policy }) =>
      TEMPLATE_KINDS.flatMap((kind) => {
        const { subject, body } = policy.templates[kind];
        const used = new Set([...fieldsOf(subject).fields, ...fieldsOf(body).fields]);
        const missing = Object.entries(TEMPLATE_FIELDS)
          .filter(([name, field]) => field.expected && field.kinds.includes(kind) && !used.has(name))
          .map(([name]) => name);
        return missing.length === 0
          ? []
          : [
              found(
                ['templates', kind, 'body'],
                `Readers are not told: ${missing.join(', ')}.`,
                `Add {{ ${missing[0]} }}.`,
              ),
            ];
      }),
  },
];
