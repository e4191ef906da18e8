import { z } from 'zod';

const text = z.string('Expected text').regex(/\S/, 'Expected text').max(10_000);
const shortText = z.string('Expected text').regex(/\S/, 'Expected text').max(500);

/** How one message is worded, in Liquid; the fields it may use are listed in `template-fields.ts`. */
const wordingSchema = z.strictObject({
  subject: text.describe('Subject line, Liquid'),
  body: text.describe('Message, Liquid'),
  short: shortText
    .optional()
    .describe('The same in one sentence for push, SMS and chat, Liquid; none: the subject'),
});
export type Wording = z.output<typeof wordingSchema>;

/** Whom a message is worded for. Responders read the template itself. */
export const READERS = ['responders', 'executives', 'customers'] as const;
export type Readers = (typeof READERS)[number];
/** Readers with a wording of their own. */
export const VARIANTS = ['executives', 'customers'] as const;

const templateSchema = wordingSchema.extend({
  title: z.string().regex(/\S/, 'Expected a title').max(100).describe('What people call the template'),
  variants: z
    .strictObject({
      executives: wordingSchema.optional().describe('For roles and audiences that read as executives'),
      customers: wordingSchema
        .optional()
        .describe('For audiences outside the organisation; never the internal wording'),
    })
    .optional()
    .describe(
      'Other words for other readers; without one, executives read the template, customers the shipped words',
    ),
});

export const TEMPLATE_KINDS = ['initial', 'update', 'resolution'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

export const templatesSchema = z
  .strictObject({
    initial: templateSchema.describe('The first message to stakeholders (COM-1)'),
    update: templateSchema.describe('What they hear while the incident goes on (COM-2)'),
    resolution: templateSchema.describe('What they hear in the end (COM-3)'),
  })
  .describe('What the three messages to stakeholders say (COM-1 to COM-3)');

/** Every text of the templates with its place in the file: of the templates themselves, then of their variants. */
export function wordingsOf(templates: z.output<typeof templatesSchema>) {
  return TEMPLATE_KINDS.flatMap((kind) => [
    {
      kind,
      readers: 'responders' as Readers,
      path: ['templates', kind],
      wording: templates[kind] as Wording,
    },
    ...VARIANTS.flatMap((readers) => {
      const wording = templates[kind].variants?.[readers];
      return wording === undefined
        ? []
        : [{ kind, readers: readers as Readers, path: ['templates', kind, 'variants', readers], wording }];
    }),
  ]);
}
