import { z } from 'zod';
import { isUsualYear, USUAL_YEARS } from '../kernel/index.ts';
import { checkPattern } from './decide-systems.ts';
import {
  ACCOUNT_ROLES,
  addressSchema,
  contactSchema,
  emailSchema,
  kindSchema,
  LONGEST_RULE_SECONDS,
  labelSchema,
  linkSchema,
  nameSchema,
  quietHoursSchema,
  slugSchema,
  systemQueriesSchema,
  textSchema,
  zoneSchema,
} from './model.ts';

/** The bodies of the directory's commands, as the API takes them. */

const MOST_IN_A_LIST = 200;
const ids = z.array(z.uuid('Expected the id of a person')).max(MOST_IN_A_LIST);
export const accountRoleSchema = z.enum(ACCOUNT_ROLES, `Expected a role: ${ACCOUNT_ROLES.join(', ')}`);

export const newMethodSchema = z.strictObject({
  kind: kindSchema,
  label: labelSchema.optional(),
  address: addressSchema,
});
export const methodPatchSchema = z.strictObject({
  label: labelSchema.optional(),
  address: addressSchema.optional(),
  enabled: z.boolean().optional(),
  rotateSecret: z
    .literal(true)
    .optional()
    .describe('Rotate the signing secret; messages are also signed with the previous one for a week'),
});

export const newPersonSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  timezone: zoneSchema.optional(),
  role: accountRoleSchema.default('responder'),
  contactMethods: z.array(newMethodSchema).max(20).optional(),
});
export const personPatchSchema = z.strictObject({
  email: emailSchema.optional(),
  name: nameSchema.optional(),
  timezone: zoneSchema.optional(),
  role: accountRoleSchema.optional(),
  active: z.boolean().optional(),
  quietHours: quietHoursSchema.nullable().optional().describe('null: none'),
});

const rule = z.strictObject({
  afterSeconds: z.int().min(0).max(LONGEST_RULE_SECONDS),
  contactMethodId: z.uuid(),
});
/** An empty list goes back to the default rules; a purpose left out stays as it is. */
export const rulesSchema = z.strictObject({
  page: z.array(rule).max(30).optional(),
  notice: z.array(rule).max(30).optional(),
});

const instant = z.iso
  .datetime({ offset: true, error: 'Expected a time such as 2026-12-24T09:00:00Z' })
  .refine(isUsualYear, USUAL_YEARS);
export const newAbsenceSchema = z.strictObject({
  from: instant,
  until: instant,
  note: z.string().trim().max(200).default(''),
});

export const newTeamSchema = z.strictObject({
  id: slugSchema,
  name: nameSchema,
  description: textSchema.default(''),
  contact: contactSchema.default(''),
  members: ids.default([]),
});
export const teamPatchSchema = z.strictObject({
  name: nameSchema.optional(),
  description: textSchema.optional(),
  contact: contactSchema.optional(),
  members: ids.optional(),
});
export const holdersSchema = z.strictObject({ holders: ids.max(20), deputies: ids.max(20).default([]) });

/** Not what no object can have as a key: in org.yaml a matcher is a map of labels, and such a name is refused there. */
const labelName = z
  .string('Expected the name of a label')
  .min(1)
  .max(200)
  .refine((name) => name !== '__proto__', '"__proto__" is not allowed as a label.');
const labelValue = z.string('Expected the value of a label').max(1000);
export const patternSchema = z.string('Expected a pattern').superRefine((source, context) => {
  const result = checkPattern(source);
  if (!result.ok) context.addIssue({ code: 'custom', message: result.error });
});
const conditionSchema = z.union(
  [
    z.strictObject({ label: labelName, equals: labelValue }),
    z.strictObject({ label: labelName, in: z.array(labelValue).min(1).max(100) }),
    z.strictObject({ label: labelName, regex: patternSchema }),
  ],
  'Expected a label with one of equals, in, regex',
);
const matcherSchema = z
  .array(conditionSchema)
  .min(1)
  .max(20)
  .refine(
    (conditions) => new Set(conditions.map((item) => item.label)).size === conditions.length,
    'Name each label once',
  );
const matchersSchema = z.array(matcherSchema).max(50);

export const newSystemSchema = z.strictObject({
  id: slugSchema,
  name: nameSchema,
  description: textSchema.default(''),
  teamId: slugSchema,
  customerFacing: z.boolean().default(false),
  dependsOn: z.array(slugSchema).max(MOST_IN_A_LIST).default([]),
  links: z.array(linkSchema).max(50).default([]),
  queries: systemQueriesSchema.default([]),
  matchers: matchersSchema.default([]),
});
export const systemPatchSchema = z.strictObject({
  name: nameSchema.optional(),
  description: textSchema.optional(),
  teamId: slugSchema.optional(),
  customerFacing: z.boolean().optional(),
  dependsOn: z.array(slugSchema).max(MOST_IN_A_LIST).optional(),
  links: z.array(linkSchema).max(50).optional(),
  queries: systemQueriesSchema.optional(),
  matchers: matchersSchema.optional(),
});

export const organisationPatchSchema = z.strictObject({
  name: nameSchema.optional(),
  timezone: zoneSchema.optional(),
  calendarCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Expected a country code such as DE')
    .nullable()
    .optional(),
  calendarRegion: z.string().min(1).max(10).nullable().optional(),
  defaultTeam: slugSchema.nullable().optional(),
});

export type NewPerson = z.output<typeof newPersonSchema>;
export type PersonPatch = z.output<typeof personPatchSchema>;
export type NewMethod = z.output<typeof newMethodSchema>;
export type MethodPatch = z.output<typeof methodPatchSchema>;
export type RulesInput = z.output<typeof rulesSchema>;
export type NewAbsence = z.output<typeof newAbsenceSchema>;
export type NewTeam = z.output<typeof newTeamSchema>;
export type TeamPatch = z.output<typeof teamPatchSchema>;
export type HoldersInput = z.output<typeof holdersSchema>;
export type NewSystem = z.output<typeof newSystemSchema>;
export type SystemPatch = z.output<typeof systemPatchSchema>;
export type OrganisationPatch = z.output<typeof organisationPatchSchema>;
