import { z } from 'zod';

const text = z.string('Expected text').regex(/\S/, 'Expected text').max(10_000);

/** One message template in Liquid; the fields it may use are listed in `template-fields.ts`. */
const templateSchema = z.strictObject({
  title: z.string().regex(/\S/, 'Expected a title').max(100).describe('What people call the template'),
  subject: text.describe('Subject line, Liquid'),
  body: text.describe('Message, Liquid'),
});
export type MessageTemplate = z.output<typeof templateSchema>;

export const TEMPLATE_KINDS = ['initial', 'update', 'resolution'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export const templatesSchema = z
  .strictObject({
    initial: templateSchema.describe('The first message to stakeholders (COM-1)'),
    update: templateSchema.describe('What they hear while the incident goes on (COM-2)'),
    resolution: templateSchema.describe('What they hear in the end (COM-3)'),
  })
  .describe('What the three messages to stakeholders say (COM-1 to COM-3)');
