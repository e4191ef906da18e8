import { z } from 'zod';
import { policySchema } from './model.ts';
import { type Readers, TEMPLATE_KINDS, type TemplateKind, VARIANTS } from './model-communication.ts';
import { fieldsFor, TEMPLATE_FIELDS } from './template-fields.ts';

interface Node {
  readonly properties?: Record<string, Node & Record<string, unknown>>;
}

/** What may stand between braces in a template of each kind; the list lives where the fields are filled. */
function addTemplateFields(schema: Node): void {
  for (const kind of TEMPLATE_KINDS) {
    const template = schema.properties?.templates?.properties?.[kind];
    const variants = template?.properties?.variants?.properties;
    addTo(template, kind, 'responders');
    for (const readers of VARIANTS) addTo(variants?.[readers], kind, readers);
  }
}

function addTo(wording: Node | undefined, kind: TemplateKind, readers: Readers): void {
  const fields = fieldsFor(kind, readers).flatMap((name) => {
    const field = TEMPLATE_FIELDS[name];
    return field === undefined
      ? []
      : [{ name, label: field.label, type: field.type, filledBy: field.filledBy }];
  });
  const { subject, body, short } = wording?.properties ?? {};
  for (const part of [subject, body, short]) if (part) part['x-fields'] = fields;
}

/**
 * The policy language as JSON Schema, so that an editor completes and checks a policy while it is written. Two words of
 * our own: `x-reference` (the map of this file whose keys are the names allowed here) and `x-fields` (a template's).
 */
export const policySchemaObject = (): Readonly<Record<string, unknown>> => {
  schemaObject ??= makeSchema();
  return schemaObject;
};

/** Made once, and when it is first asked for: it takes longer than everything else of a start that computes. */
let schemaObject: Readonly<Record<string, unknown>> | undefined;

function makeSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  addTemplateFields(schema as Node);
  return { $schema, title: 'Tocsin response policy', ...schema };
}

/** The same as the text of `policy/policy.schema.json`. */
export const policyJsonSchema = (): string => `${JSON.stringify(policySchemaObject(), null, 2)}\n`;
