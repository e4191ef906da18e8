import { z } from 'zod';
import { nameSchema, slugSchema, zoneSchema } from '../directory/index.ts';
import { cleanText, type Instant, isUsualYear, Temporal, USUAL_YEARS } from '../kernel/index.ts';
import { LANGUAGES, LEVELS, type Level } from './model.ts';

/** Text of a person for the public. */
export const publicText = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(1, 'This field is required.').max(max));
const optionalText = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(max));

const webAddress = z
  .url({ protocol: /^https?$/, error: 'Expected a web address such as https://www.example.com' })
  .max(500);
const host = z
  .string()
  .toLowerCase()
  .regex(
    /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/,
    'Expected a host name such as status.example.com',
  );
/** 64 kB of image as base64. */
const LONGEST_LOGO = 90_000;
const logo = z
  .string()
  .max(LONGEST_LOGO, 'The logo is too large. Use an image of at most 64 kB.')
  .regex(
    // No SVG: opened by itself, it is a document that can hold script.
    /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/,
    'Expected a PNG, JPEG or WebP image as a data: URL',
  );
const colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'Expected a colour such as #0a5c7a');
const downLevel = z.enum(
  LEVELS.filter((level) => level !== 'operational') as [Exclude<Level, 'operational'>],
  'Expected a level such as major_outage',
);

/** What both spellings (org.yaml's and the API's) have in common. */
const fields = {
  id: slugSchema,
  name: nameSchema.describe('Shown at the top of the page'),
  intro: optionalText(2000).default('').describe('A few words under the name'),
  visibility: z
    .enum(['public', 'private'])
    .default('public')
    .describe('private: only signed-in people see it, and it is never written to a folder'),
  languages: z
    .array(z.enum(LANGUAGES, `Expected a language: ${LANGUAGES.join(', ')}`))
    .min(1)
    .refine((codes) => new Set(codes).size === codes.length, 'List each language once')
    .default(['en'])
    .describe('The first is the language in which updates are written'),
  timezone: zoneSchema.default('UTC'),
  host: host.optional().describe('Serves the page at the root of this host; default: /status of Tocsin'),
  website: webAddress.optional().describe('Where the name at the top leads'),
  logo: logo.optional().describe('An image as a data: URL, at most 64 kB'),
  colour: colour.optional().describe('Of the line at the top'),
  downLevels: z
    .array(downLevel)
    .default(['partial_outage', 'major_outage'])
    .describe('Levels that count as downtime'),
};

const componentFields = {
  id: slugSchema,
  name: nameSchema.describe('The public name'),
  description: optionalText(500).default(''),
  group: nameSchema.optional().describe('Components of one group are shown together'),
  systems: z
    .array(slugSchema)
    .max(50)
    .default([])
    .describe('The systems it is made of; their names are never shown to the public'),
};

const since = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T\S+)?$/, 'Expected a date such as 2031-03-03')
  .refine(isUsualYear, USUAL_YEARS)
  .refine((text) => readSince(text, 'UTC') !== undefined, 'This date does not exist')
  .optional()
  .describe('Uptime counts from this date; default: when it was added');

/** A date is its midnight in the page's zone. */
export function readSince(text: string, zone: string): Instant | undefined {
  try {
    return text.includes('T')
      ? Temporal.Instant.from(text)
      : Temporal.PlainDate.from(text).toZonedDateTime(zone).toInstant();
  } catch {
    return undefined;
  }
}

const MOST_COMPONENTS = 500;
const uniqueIds = (components: readonly { readonly id: string }[]): boolean =>
  new Set(components.map(({ id }) => id)).size === components.length;

/** A page and its components, as the API takes them; all of it at once. */
export const pageInput = z.strictObject({
  ...fields,
  id: fields.id.optional(),
  host: host.nullable().default(null),
  website: webAddress.nullable().default(null),
  logo: logo.nullable().default(null),
  colour: colour.nullable().default(null),
  components: z
    .array(
      z.strictObject({
        ...componentFields,
        group: nameSchema.nullable().default(null),
        since,
      }),
    )
    .max(MOST_COMPONENTS)
    .refine(uniqueIds, 'Two components have the same ID')
    .default([]),
});
export type PageInput = Omit<z.output<typeof pageInput>, 'id'>;

const { downLevels, ...same } = fields;

/** `status_pages` of org.yaml. */
export const pageConfig = z.strictObject({
  ...same,
  down_levels: downLevels,
  components: z
    .array(z.strictObject({ ...componentFields, since }))
    .max(MOST_COMPONENTS)
    .default([])
    .describe('What the public sees, in this order. A system that no component names is not public'),
});
export type PageConfig = z.output<typeof pageConfig>;
