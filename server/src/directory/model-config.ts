import { z } from 'zod';
import { isUsualYear, Temporal, USUAL_YEARS } from '../kernel/index.ts';
import { duration } from '../policy/index.ts';
import {
  addressSchema,
  contactSchema,
  emailSchema,
  kindSchema,
  LONGEST_RULE_SECONDS,
  labelSchema,
  linkSchema,
  nameSchema,
  quietHoursSchema,
  roleNameSchema,
  slugSchema,
  systemQueriesSchema,
  textSchema,
  zoneSchema,
} from './model.ts';
import { accountRoleSchema, patternSchema } from './model-commands.ts';

/**
 * The directory's sections of org.yaml. A key that is not there leaves what is stored as it is (and has its default when
 * the object is new), so that a file may describe a part; an empty list empties.
 */

const emails = z.array(emailSchema).max(1000);

const ruleConfig = z
  .strictObject({
    after: duration
      .prefault('0m')
      .refine((seconds) => seconds <= LONGEST_RULE_SECONDS, 'At most one hour')
      .describe('Delay after the start; default: immediately'),
    by: z
      .union([labelSchema.transform((label) => [label]), z.array(labelSchema).min(1).max(20)])
      .describe('The label of a contact method, or of several'),
  })
  .transform(({ after, by }) => ({ afterSeconds: after, by }));

const moment = z
  .string('Expected a time such as 2026-12-24T09:00:00Z, or a day')
  .regex(
    /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d))?$/,
    'Expected a time such as 2026-12-24T09:00:00Z, or a day such as 2026-12-24',
  )
  .refine(exists, 'There is no such day or time')
  .refine(isUsualYear, USUAL_YEARS);

function exists(text: string): boolean {
  try {
    if (text.includes('T')) Temporal.Instant.from(text);
    else Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

const personConfig = z
  .strictObject({
    email: emailSchema.describe('Who it is; a new address is a new person'),
    name: nameSchema,
    timezone: zoneSchema.describe('IANA time zone, such as Europe/Lisbon'),
    role: accountRoleSchema
      .optional()
      .describe('What the account may do: administrator, manager, responder (default), stakeholder'),
    contact_methods: z
      .array(
        z.strictObject({
          kind: kindSchema.describe('A channel: email, webhook …'),
          address: addressSchema,
          label: labelSchema.optional().describe('A name for it in the rules; default: E-mail, Phone …'),
        }),
      )
      .min(1)
      .max(20)
      .optional()
      .describe('In order of preference; default: the e-mail address'),
    contact_rules: z
      .strictObject({
        page: z.array(ruleConfig).max(30).optional(),
        notice: z.array(ruleConfig).max(30).optional(),
      })
      .optional()
      .describe('How the person is reached: immediately by X, after 5m by Y. Default: pages by everything'),
    quiet_hours: quietHoursSchema
      .nullable()
      .optional()
      .describe('When notices wait, in the zone of the person; null: never. Pages and deadlines do not wait'),
    absences: z
      .array(
        z.strictObject({
          from: moment.describe('A time, or a day: from its first minute, in the zone of the person'),
          until: moment.describe('A time, or a day: to its last minute, in the zone of the person'),
          note: z.string().trim().max(200).default(''),
        }),
      )
      .max(200)
      .optional()
      .describe('When the person is away; deputies cover meanwhile'),
  })
  .describe('A person');
export const peopleSection = z.array(personConfig).max(20_000).describe('People and their contact methods');

const holding = z.union(
  [
    emailSchema.transform((email) => ({ holders: [email], deputies: [] as string[] })),
    z
      .strictObject({ holder: emailSchema, deputies: emails.max(20).default([]) })
      .transform(({ holder, deputies }) => ({ holders: [holder], deputies })),
    z.strictObject({ holders: emails.max(20), deputies: emails.max(20).default([]) }),
  ],
  'Expected an e-mail address, or { holder, deputies }, or { holders, deputies }',
);
const roles = z
  .record(roleNameSchema, holding.nullable())
  .describe(
    'Holders and deputies of a role: cto: { holder: …, deputies: […] }. Roles not listed are kept; null clears a role',
  );

const teamConfig = z
  .strictObject({
    id: slugSchema,
    name: nameSchema,
    description: textSchema.optional(),
    contact: contactSchema.optional(),
    members: emails.optional().describe('E-mail addresses of people'),
    roles: roles.optional(),
  })
  .describe('A team');
export const teamsSection = z.array(teamConfig).max(2000).describe('Teams');

const matcherConfig = z.record(
  z.string().min(1).max(200),
  z.union(
    [
      z.string().max(1000),
      z.array(z.string().max(1000)).min(1).max(100),
      z.strictObject({ regex: patternSchema }),
    ],
    'Expected a text (in quotes when it is a number), a list of texts, or { regex: … }',
  ),
);
const systemConfig = z
  .strictObject({
    id: slugSchema,
    name: nameSchema,
    description: textSchema.optional(),
    team: slugSchema.describe('The id of the owning team'),
    customer_facing: z.boolean().optional().describe('Whether customers are affected when it is down'),
    depends_on: z.array(slugSchema).max(200).optional().describe('Ids of systems'),
    links: z
      .array(linkSchema)
      .max(50)
      .optional()
      .describe('Dashboards, logs, runbooks, code; {from}, {to}, {system} and {label.NAME} are filled in'),
    queries: systemQueriesSchema
      .optional()
      .describe('What is asked of connectors during an incident: metrics and log lines'),
    matchers: z
      .array(matcherConfig.refine((matcher) => Object.keys(matcher).length > 0, 'Name at least one label'))
      .max(50)
      .optional()
      .describe(
        'An alert belongs to this system when all labels of one entry match; the most specific match wins',
      ),
  })
  .describe('A system');
export const systemsSection = z
  .array(systemConfig)
  .max(20_000)
  .describe('Systems, their owners and dependencies');

export const organisationSection = z
  .strictObject({
    name: nameSchema.optional(),
    timezone: zoneSchema.optional(),
    calendar: z
      .strictObject({
        country: z
          .string()
          .regex(/^[A-Z]{2}$/, 'Expected a country code such as DE')
          .describe('Country of the public holidays (ISO 3166 code)'),
        region: z.string().min(1).max(10).optional(),
      })
      .nullable()
      .optional(),
    default_team: slugSchema.optional().describe('Default team for alerts without a system'),
    roles: roles.optional(),
  })
  .describe('The organisation and its own roles: cto, ceo, security_team …');

export type PersonConfig = z.output<typeof personConfig>;
export type TeamConfig = z.output<typeof teamConfig>;
export type SystemConfig = z.output<typeof systemConfig>;
export type OrganisationConfig = z.output<typeof organisationSection>;
export type RolesConfig = z.output<typeof roles>;
/** Roles and who holds them, as they are stored. */
export type HeldRoles = Readonly<Record<string, z.output<typeof holding>>>;
export type RuleConfig = z.output<typeof ruleConfig>;
export type MatcherConfig = z.output<typeof matcherConfig>;
