import { z } from 'zod';
import type { Instant, Json } from '../kernel/index.ts';

/** The front doors. Each kind has a folder of its name under `inbound/`. */
export const INTEGRATION_KINDS = ['alertmanager', 'pagerduty', 'webhook'] as const;
export type IntegrationKind = (typeof INTEGRATION_KINDS)[number];

/** A link that a monitor sent along; `href` is http or https. */
export interface SignalLink {
  readonly href: string;
  readonly text: string;
}

export type SignalAction = 'trigger' | 'acknowledge' | 'resolve';

/** One word from a monitor, in our terms. All text is well-formed Unicode without NUL, so that PostgreSQL takes it. */
export interface Signal {
  readonly action: SignalAction;
  /** What makes two signals the same alert, within one integration. */
  readonly dedupKey: string;
  readonly title: string;
  readonly description?: string;
  /** The monitor's own word for how bad it is; the policy maps it. */
  readonly severity?: string;
  /** The part that is failing, such as a host name. */
  readonly source?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: readonly SignalLink[];
  /** When the problem began or ended by the monitor's clock, to the millisecond. */
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
}

/** The request a signal came in, kept and shown as it was. */
export interface RawPayload {
  readonly contentType: string;
  readonly body: Buffer;
}

/** What became of one signal. */
export type SignalOutcome =
  /** A new alert. */
  | 'opened'
  /** A known open alert: counted. */
  | 'repeated'
  /** A known open alert with another severity. */
  | 'changed'
  | 'acknowledged'
  | 'resolved'
  /** An acknowledge or resolve without an open alert: nothing to do (protocols.md §1.1). */
  | 'dropped';

/** A change reported by a monitor or a deployment tool: stored, notifies nobody. */
export interface Change {
  readonly summary: string;
  readonly source?: string;
  readonly happenedAt?: Instant;
  readonly links: readonly SignalLink[];
  readonly details?: Json;
}

/** Longest texts we keep, in code points; what is longer is cut, never refused. */
export const LIMITS = {
  title: 1_024,
  description: 8_192,
  severity: 64,
  source: 255,
  dedupKey: 255,
  labels: 100,
  labelName: 255,
  labelValue: 1_024,
  links: 20,
  linkText: 255,
  linkHref: 2_048,
} as const;

const path = z
  .string()
  .min(1)
  .max(500)
  .describe('A JSON pointer (/alert/name) or a dotted path (alert.name) into the body');
const paths = z.union([path, z.array(path).min(1).max(20)]).describe('The first of these that holds a value');
const words = z.array(z.string().min(1).max(100)).max(50);

/** How the generic webhook reads a body it has never seen. Whatever is not given falls back to usual names. */
const mappingSchema = z.strictObject({
  items: path
    .optional()
    .describe('A list inside the body; each element is an alert. Default: the body is one alert'),
  title: paths.optional(),
  description: paths.optional(),
  dedup_key: paths
    .optional()
    .describe('Default: the title, so that alerts with the same title are the same alert'),
  severity: paths.optional(),
  source: paths.optional(),
  status: paths.optional().describe('Where the status is in the body; default: every request is an alert'),
  resolve_when: words.optional().describe('Values of status that mean resolved; case-insensitive'),
  acknowledge_when: words.optional().describe('Values of status that mean someone has acknowledged it'),
  starts_at: paths.optional(),
  link: paths.optional(),
  labels: z
    .union([path, z.record(z.string().min(1).max(255), path)])
    .optional()
    .describe('An object whose simple values become labels, or a path per label'),
});
export type Mapping = z.output<typeof mappingSchema>;

/** The options of each kind. Strict: a misspelt option must not silently do nothing. */
export const integrationOptions = {
  alertmanager: z.strictObject({
    dedupe: z
      .enum(['fingerprint', 'group'])
      .default('fingerprint')
      .describe('fingerprint: each alert separately; group: one alert per notification group'),
  }),
  pagerduty: z.strictObject({}),
  webhook: z.strictObject({ mapping: mappingSchema.default({}) }),
} as const;

export type AlertmanagerOptions = z.output<typeof integrationOptions.alertmanager>;
export type WebhookOptions = z.output<typeof integrationOptions.webhook>;

/** An integration as the front doors need it. */
export type IntegrationRef = {
  readonly id: string;
  readonly name: string;
  readonly systemId: string | null;
} & (
  | { readonly kind: 'alertmanager'; readonly options: AlertmanagerOptions }
  | { readonly kind: 'pagerduty'; readonly options: Record<string, never> }
  | { readonly kind: 'webhook'; readonly options: WebhookOptions }
);
