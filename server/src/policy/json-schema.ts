import { z } from 'zod';
import { policySchema } from './model.ts';
import { TEMPLATE_KINDS } from './model-communication.ts';
import { TEMPLATE_FIELDS } from './template-fields.ts';

interface Node {
  readonly properties?: Record<string, Node & Record<string, unknown>>;
}

/** What may stand between braces in a template of each kind; the list lives where the fields are filled. */
function addTemplateFields(schema: Node): void {
  for (const kind of TEMPLATE_KINDS) {
    const fields = Object.entries(TEMPLATE_FIELDS)
      .filter(([, { kinds }]) => kinds.includes(kind))
      .map(([name, { label, type, filledBy }]) => ({ name, label, type, filledBy }));
    const template = schema.properties?.templates?.properties?.[kind]?.properties;
    for (const part of [template?.subject, template?.body]) if (part) part['x-fields'] = fields;
  }
}

/**
 * The policy language as JSON Schema, so that an editor completes and checks a policy while it is written. Two words of
 * our own: `x-reference` (the map of this file whose keys are the names allowed here) and `x-fields` (a template's).
 */
export function policySchemaObject(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  addTemplateFields(schema as Node);
  return { $schema, title: 'Tocsin response policy', ...schema };
}

/** The same as the text of `policy/policy.schema.json`. */
export const policyJsonSchema = (): string => `${JSON.stringify(policySchemaObject(), null, 2)}\n`;
