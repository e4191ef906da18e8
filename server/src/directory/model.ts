import { z } from 'zod';
import { type Instant, invisibleIn, isEmailAddress, isZone, type Zone } from '../kernel/index.ts';

/** The roles an account can have (design §6). What each may do is in platform/http/permissions.ts. */
export const ACCOUNT_ROLES = ['administrator', 'manager', 'responder', 'stakeholder'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** Why somebody is reached: a page must be acknowledged, a notice only informs (ESC-2). */
export const PURPOSES = ['page', 'notice'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The latest a rule may reach out after the start: beyond an hour it is not a way to be reached any more. */
export const LONGEST_RULE_SECONDS = 3600;

export const slugSchema = z
  .string('Expected an id such as payments')
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'Expected an id of lower-case letters, digits and dashes, such as payments',
  );

export const roleNameSchema = z
  .string('Expected a role such as product_owner')
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'Expected a role in lower case with underscores, such as product_owner');

export const nameSchema = z.string('Expected a name').trim().min(1, 'Expected a name').max(120);
export const textSchema = z.string().trim().max(2000);
/** How outsiders reach a team: an address, a number or a page, in one line. */
export const contactSchema = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'Expected one line')
  .describe('How people outside the organisation reach the team, such as support@example.com');
export const zoneSchema = z
  .string('Expected a time zone such as Europe/Lisbon')
  .refine(isZone, { error: 'Expected an IANA time zone such as Europe/Lisbon' });

const timeSchema = z
  .string('Expected a time such as 22:00')
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Expected a time such as 22:00');

/** Compared and stored in lower case and in one form (NFC). */
export const emailSchema = z
  .string('Expected an e-mail address')
  .trim()
  .toLowerCase()
  .normalize('NFC')
  .refine((text) => invisibleIn(text) === undefined, {
    error: ({ input }) => invisibleIn(String(input)),
    abort: true,
  })
  .refine(isEmailAddress, 'Expected an e-mail address such as ana@example.com');

export const kindSchema = z
  .string('Expected a kind such as email')
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Expected a kind such as email, phone or webhook');
export const labelSchema = z.string('Expected a label').trim().min(1, 'Expected a label').max(60);
export const addressSchema = z.string('Expected an address').trim().min(1, 'Expected an address').max(2000);

/** Why a contact method is off that its owner, or a manager, switched off. Any other reason is a failure. */
export const SWITCHED_OFF = 'Turned off manually';

/** Whoever has the address replied STOP there. */
export const OPTED_OUT = 'opted_out';

export interface ContactMethod {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly address: string;
  /** Set: nothing is sent there, and why. */
  readonly disabledReason: string | null;
  /** What shows that it works; left out: nothing does. */
  readonly proof?: { readonly codeAt: Instant | null; readonly answeredAt: Instant | null };
  /** Set when the secret that signs what goes there was rotated; left out: it is the first one. */
  readonly secret?: { readonly generation: number; readonly rotatedAt: Instant };
}

/** What the channels say of the kinds of contact methods. Nothing else in the product tells kinds apart by their names. */
export interface KindFacts {
  /** As a sentence names it: "e-mail". */
  label(kind: string): string;
  /** Whether people write to or call one another at such an address; of another one only its owner sees where it leads. */
  isContactable(kind: string): boolean;
  /** Whether such an address is a telephone number. */
  isNumber(kind: string): boolean;
  /** What shows that a method of the kind works; nothing for one that no channel sends to. */
  provenBy(kind: string): readonly ('code' | 'answer')[];
  /** The address as it is shown: of one that is long or secret, a part that tells it from others. */
  display(kind: string, address: string): string;
}

/** The kind of the address that somebody signs in with: an account has an e-mail address, whatever channels there are. */
export const SIGN_IN_KIND = 'email';

/** Reach the person by this method, so many seconds after the start. */
export interface ContactRule {
  readonly purpose: Purpose;
  readonly afterSeconds: number;
  readonly contactMethodId: string;
}

/** From (included) until (excluded) the person is away and their deputies answer. */
export interface Absence {
  readonly id: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly note: string;
  /** When it was written down; left out: not known, or before it began. */
  readonly enteredAt?: Instant;
}

/** Local times between which notices to a person wait for the end; over midnight when `from` is the later one. */
export const quietHoursSchema = z
  .strictObject({
    from: timeSchema.describe('The local time at which they begin, such as 22:00'),
    until: timeSchema.describe('The local time at which they end, such as 07:00'),
  })
  .refine(({ from, until }) => from !== until, {
    path: ['until'],
    error: 'The end must differ from the start',
  });
export type QuietHours = z.output<typeof quietHoursSchema>;

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly timezone: Zone;
  readonly role: AccountRole;
  readonly active: boolean;
  /** null: none. Pages never wait, nor does a notice past its deadline. */
  readonly quietHours: QuietHours | null;
  readonly contactMethods: readonly ContactMethod[];
  /** As the person set them, in order; none for a purpose means the default (decide-contact.ts). */
  readonly contactRules: readonly ContactRule[];
  readonly absences: readonly Absence[];
}

/** Who holds a role. With several holders all are told; a deputy only when no holder is there. */
export interface RoleHolding {
  readonly role: string;
  /** null: for the whole organisation. */
  readonly teamId: string | null;
  readonly holders: readonly string[];
  /** In the order in which they stand in. */
  readonly deputies: readonly string[];
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** How people outside the organisation reach it; empty when it has not said. Never a person's own number. */
  readonly contact: string;
  readonly members: readonly string[];
  readonly archived: boolean;
}

export const LINK_KINDS = ['dashboard', 'logs', 'runbook', 'code', 'other'] as const;
export const linkSchema = z.strictObject({
  label: z.string('Expected a label').trim().min(1, 'Expected a label').max(120),
  url: z
    .url({ protocol: /^https?$/, error: 'Expected a web address such as https://grafana.example.com/d/shop' })
    .max(2000),
  kind: z.enum(LINK_KINDS, `Expected a kind of link: ${LINK_KINDS.join(', ')}`).default('dashboard'),
});
export type SystemLink = z.output<typeof linkSchema>;

/** What is asked of a connector (investigation/) during an incident of a system, in the connector's own language. */
export const systemQuerySchema = z.strictObject({
  name: z.string('Expected a name').trim().min(1, 'Expected a name').max(120),
  connector: z
    .string('Expected the ID of a connector')
    .trim()
    .min(1, 'Expected the ID of a connector')
    .max(60),
  query: z.string('Expected a query').trim().min(1, 'Expected a query').max(4_000),
  unit: z.string().trim().min(1).max(20).optional().describe('Of the values, such as ms or %'),
});
export type SystemQuery = z.output<typeof systemQuerySchema>;
export const systemQueriesSchema = z
  .array(systemQuerySchema)
  .max(20)
  .refine(
    (all) => new Set(all.map(({ name }) => name)).size === all.length,
    'Give each query a name of its own',
  );

/** One condition on one label; a matcher's conditions must all hold. */
export type LabelCondition =
  | { readonly label: string; readonly equals: string }
  | { readonly label: string; readonly in: readonly string[] }
  | { readonly label: string; readonly regex: string };
export type Matcher = readonly LabelCondition[];

export interface System {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly teamId: string;
  readonly customerFacing: boolean;
  readonly dependsOn: readonly string[];
  readonly links: readonly SystemLink[];
  /** Shown as charts and log lines beside its incidents. */
  readonly queries: readonly SystemQuery[];
  readonly matchers: readonly Matcher[];
  readonly archived: boolean;
}

export interface Organisation {
  readonly name: string;
  readonly timezone: Zone;
  /** ISO 3166-1 alpha-2 (`DE`); null: no public holidays. */
  readonly calendarCountry: string | null;
  /** The subdivision whose holidays count (`BE` for Berlin). */
  readonly calendarRegion: string | null;
  /** Gets what belongs to no system; null: the first team by id (`defaultTeamOf`). */
  readonly defaultTeam: string | null;
}

/**
 * Everything the directory knows, at one moment: plain facts for the pure rules here and in the later chapters.
 * People, teams and systems that are inactive or archived are included, because old incidents show their names.
 */
export interface DirectoryFacts {
  readonly kinds: KindFacts;
  /** Changes with every change of the directory; equal revisions mean equal facts. */
  readonly revision: string;
  readonly organisation: Organisation;
  readonly people: ReadonlyMap<string, Person>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly systems: ReadonlyMap<string, System>;
  readonly roles: readonly RoleHolding[];
}

/** How somebody is reached, or signs in, was changed by another person. */
export interface ReachChanged {
  readonly personId: string;
  /** Where they were reached before. */
  readonly addresses: readonly { readonly channel: string; readonly address: string }[];
  /** What changed, a line each; addresses are not in it. */
  readonly changes: readonly string[];
  readonly byName: string;
}
