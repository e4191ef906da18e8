import type { Policy } from './decide-compile.ts';
import { type Finding, found, type LintRule } from './lint-rules.ts';
import { type Readers, TEMPLATE_KINDS, type TemplateKind, wordingsOf } from './model-communication.ts';
import { fieldsFor, TEMPLATE_FIELDS, type TemplateField } from './template-fields.ts';
import { fillText, LONGEST_VALUE } from './template-filling.ts';
import {
  type FieldUse,
  readTemplate,
  TEMPLATE_TAGS,
  type TemplateFault,
  type TemplateReading,
} from './template-reading.ts';

interface Part extends TemplateReading {
  readonly kind: TemplateKind;
  readonly readers: Readers;
  readonly path: string[];
  readonly text: string;
}

/** Every rule looks at the same texts, which are read once for all of them. */
const read = new WeakMap<Policy['templates'], readonly Part[]>();

function parts({ templates }: Policy): readonly Part[] {
  const known = read.get(templates);
  if (known) return known;
  const all = wordingsOf(templates).flatMap(({ kind, readers, path, wording }) =>
    (['subject', 'body', 'short'] as const).flatMap((part) => {
      const text = wording[part];
      return text === undefined
        ? []
        : [{ kind, readers, path: [...path, part], text, ...readTemplate(text) }];
    }),
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

const usable = (kind: TemplateKind, readers: Readers): string => fieldsFor(kind, readers).join(', ');

function missingFields(policy: Policy, kind: TemplateKind): Finding[] {
  const texts = parts(policy).filter((part) => part.kind === kind && part.readers === 'responders');
  // Of a text that cannot be read nobody knows what it leaves out.
  if (texts.some(({ faults }) => faults.length > 0)) return [];
  const used = new Set(texts.flatMap(({ uses }) => uses.map(({ name }) => name)));
  const missing = Object.entries(TEMPLATE_FIELDS)
    .filter(([name, field]) => field.expectedIn.includes(kind) && !used.has(name))
    .map(([name]) => name);
  if (missing.length === 0) return [];
  const told = `Missing information: ${missing.join(', ')}.`;
  return [found(['templates', kind, 'body'], told, `Add {{ ${missing[0]} }}.`)];
}

/** With each field as long as one may be: what fails then would fail in the middle of an incident. */
function tooLarge({ path, text, faults, kind, readers }: Part): Finding[] {
  if (faults.length > 0) return [];
  const values = Object.fromEntries(fieldsFor(kind, readers).map((name) => [name, LONGEST_VALUE]));
  const fault = fillText(text, values).fault;
  return fault === undefined
    ? []
    : [found(path, `The template cannot be filled: ${fault}.`, 'Make it simpler.')];
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
      eachUse(policy, ({ name }, field, { kind, readers }) =>
        field ? null : [`Unknown field "${name}".`, `Use one of ${usable(kind, readers)}.`],
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
      eachUse(policy, ({ name }, field, { kind, readers }) =>
        field && !field.kinds.includes(kind)
          ? [`"${name}" is not available in this message.`, `Use one of ${usable(kind, readers)}.`]
          : null,
      ),
  },
  {
    code: 'template_internal_field',
    level: 'error',
    check: ({ policy }) =>
      eachUse(policy, ({ name }, field, { kind, readers }) =>
        field?.kinds.includes(kind) && readers === 'customers' && !field.public
          ? [
              `"${name}" is for people inside the organisation.`,
              `Customers may read ${usable(kind, readers)}.`,
            ]
          : null,
      ),
  },
  {
    code: 'template_too_large',
    level: 'error',
    check: ({ policy }) => parts(policy).flatMap(tooLarge),
  },
  {
    code: 'template_field_missing',
    level: 'warning',
    check: ({ policy }) => TEMPLATE_KINDS.flatMap((kind) => missingFields(policy, kind)),
  },
];
