import type { Policy } from './decide-compile.ts';
import { type Finding, found, type LintRule } from './lint-rules.ts';
import { TEMPLATE_KINDS, type TemplateKind } from './model-communication.ts';
import { TEMPLATE_FIELDS, type TemplateField } from './template-fields.ts';
import {
  type FieldUse,
  readTemplate,
  TEMPLATE_TAGS,
  type TemplateFault,
  type TemplateReading,
} from './template-reading.ts';

interface Part extends TemplateReading {
  readonly kind: TemplateKind;
  readonly path: string[];
}

/** Every rule looks at the same six texts, which are read once for all of them. */
const read = new WeakMap<Policy['templates'], readonly Part[]>();

function parts({ templates }: Policy): readonly Part[] {
  const known = read.get(templates);
  if (known) return known;
  const all = TEMPLATE_KINDS.flatMap((kind) =>
    (['subject', 'body'] as const).map((part) => ({
      kind,
      path: ['templates', kind, part],
      ...readTemplate(templates[kind][part]),
    })),
  );
  read.set(templates, all);
  return all;
}

const eachFault = (policy: Policy, kind: TemplateFault['kind'], suggestion: string): Finding[] =>
  parts(policy).flatMap(({ path, faults }) =>
    faults
      .filter((fault) => fault.kind === kind)
      .map((fault) => found(path, fault.message, suggestion, fault)),
  );

type Say = (use: FieldUse, field: TemplateField | undefined, part: Part) => readonly [string, string] | null;

/** What is said of the fields a text reads; of the same field in the same text once, at its first place. */
const eachUse = (policy: Policy, say: Say): Finding[] =>
  parts(policy).flatMap((part) => {
    const firsts = new Map<string, FieldUse>();
    for (const use of part.uses) {
      const key = [use.name, ...use.parts].join('.');
      if (!firsts.has(key)) firsts.set(key, use);
    }
    return [...firsts.values()].flatMap((use) => {
      const field = Object.hasOwn(TEMPLATE_FIELDS, use.name) ? TEMPLATE_FIELDS[use.name] : undefined;
      const said = say(use, field, part);
      return said ? [found(part.path, ...said, use)] : [];
    });
  });

const usable = (kind: TemplateKind): string =>
  Object.entries(TEMPLATE_FIELDS)
    .filter(([, { kinds }]) => kinds.includes(kind))
    .map(([name]) => name)
    .join(', ');

function missingFields(policy: Policy, kind: TemplateKind): Finding[] {
  const texts = parts(policy).filter((part) => part.kind === kind);
  // Of a text that cannot be read nobody knows what it leaves out.
  if (texts.some(({ faults }) => faults.length > 0)) return [];
  const used = new Set(texts.flatMap(({ uses }) => uses.map(({ name }) => name)));
  const missing = Object.entries(TEMPLATE_FIELDS)
    .filter(([name, field]) => field.expected && field.kinds.includes(kind) && !used.has(name))
    .map(([name]) => name);
  if (missing.length === 0) return [];
  const told = `Missing information: ${missing.join(', ')}.`;
  return [found(['templates', kind, 'body'], told, `Add {{ ${missing[0]} }}.`)];
}

export const templateRules: readonly LintRule[] = [
  {
    code: 'template_syntax',
    level: 'error',
    check: ({ policy }) => eachFault(policy, 'syntax', 'Close every {{ and {%, and end every {% if %}.'),
  },
  {
    code: 'template_not_allowed',
    level: 'error',
    check: ({ policy }) =>
      eachFault(policy, 'not_allowed', `Write it out, or use ${TEMPLATE_TAGS.join(', ')}.`),
  },
  {
    code: 'template_unknown_filter',
    level: 'error',
    check: ({ policy }) =>
      eachFault(policy, 'unknown_filter', 'Use a filter of Liquid such as default, upcase or truncate.'),
  },
  {
    code: 'template_unknown_field',
    level: 'error',
    check: ({ policy }) =>
      eachUse(policy, ({ name }, field, { kind }) =>
        field ? null : [`Unknown field "${name}".`, `Use one of ${usable(kind)}.`],
      ),
  },
  {
    code: 'template_field_has_no_parts',
    level: 'error',
    check: ({ policy }) =>
      eachUse(policy, ({ name, parts: inner }, field) =>
        field && inner.length > 0
          ? [
              `"${name}" is one ${field.type.replace('_', ' or ')}: it has no "${inner[0]}".`,
              `Write {{ ${name} }}.`,
            ]
          : null,
      ),
  },
  {
    code: 'template_field_never_filled',
    level: 'error',
    check: ({ policy }) =>
      eachUse(policy, ({ name }, field, { kind }) =>
        field && !field.kinds.includes(kind)
          ? [`"${name}" is not available in this message.`, `Use one of ${usable(kind)}.`]
          : null,
      ),
  },
  {
    code: 'template_field_missing',
    level: 'warning',
    check: ({ policy }) => TEMPLATE_KINDS.flatMap((kind) => missingFields(policy, kind)),
  },
];
