import { z } from 'zod';
import type { AnySection } from '../../platform/org-config/index.ts';

/** The JSON Schema of org.yaml, from the sections' own schemas: what editors complete and check by. */
export function orgJsonSchema(sections: readonly AnySection[]): string {
  const schema = z
    .strictObject(Object.fromEntries(sections.map(({ name, schema: shape }) => [name, shape.optional()])))
    .describe('The organisation of a Tocsin installation (org.yaml)');
  const document = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ ...document, title: 'Tocsin org.yaml' }, null, 2)}\n`;
}
