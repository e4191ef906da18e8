import { z } from 'zod';
import type { Instant } from '../kernel/index.ts';
import { mappingSchema } from './model-mapping.ts';

/** The front doors. Each kind has a folder of its name under `inbound/`; `prometheus` is Alertmanager's own API. */
export const INTEGRATION_KINDS = ['alertmanager', 'prometheus', 'pagerduty', 'opsgenie', 'webhook'] as const;
export type IntegrationKind = (typeof INTEGRATION_KINDS)[number];

/** A link that a monitor sent along; `href` is http or https. */
export interface SignalLink {
  readonly href: string;
  readonly text: string;
}

export type SignalAction = 'trigger' | 'acknowledge' | 'resolve';

/** One firing alert of a notification group; without a title where there are very many. */
export interface SignalMember {
  readonly title?: string;
  /** The monitor's own word. */
  readonly severity?: string;
}

/** How a signal finds its alert where its key alone may not: what its key is. */
export interface Pairing {
  /** `delivery`: an id that may change each time; `title`: there is no id; `alert`: an id that stays. */
  readonly key: 'alert' | 'delivery' | 'title';
  /** It says that it is over in its title only: an end if there is something to end, else an alert like any other. */
  readonly unsure?: true;
}

/** One word from a monitor, in our terms. All text is well-formed Unicode without NUL, so that PostgreSQL takes it. */
export interface Signal {
  readonly action: SignalAction;
  /** What makes two signals the same alert, within one integration. */
  readonly dedupKey: string;
  /** Where its key may not be that of the alert it ends: how that one is found (decide-pair.ts). */
  readonly pairs?: Pairing;
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
  /** Its sender promises to repeat it before; if it does not, the alert is over then. */
  readonly expiresAt?: Instant;
  /**
   * When it speaks of a whole notification group: what fires in it, by fingerprint. Its title then says how many there are
   * or which is the first, and what is new of it is told by its members.
   */
  readonly members?: Readonly<Record<string, SignalMember>>;
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
  /** A known open alert with another severity, words that it has not said before, or other members. */
  | 'changed'
  | 'acknowledged'
  | 'resolved'
  /** An acknowledge or resolve without an open alert: nothing to do (protocols.md §1.1). */
  | 'dropped';

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
  /** Firing alerts of a notification group that are kept by name, and in all; the title of one. */
  namedMembers: 200,
  members: 2_000,
  memberTitle: 255,
} as const;

/** The options of each kind. Strict: a misspelt option must not silently do nothing. */
export const integrationOptions = {
  alertmanager: z.strictObject({
    dedupe: z
      .enum(['fingerprint', 'group'])
      .default('fingerprint')
      .describe('fingerprint: each alert separately; group: one alert per notification group'),
  }),
  prometheus: z.strictObject({}),
  pagerduty: z.strictObject({}),
  opsgenie: z.strictObject({}),
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
  | { readonly kind: 'prometheus'; readonly options: Record<string, never> }
  | { readonly kind: 'pagerduty'; readonly options: Record<string, never> }
  | { readonly kind: 'opsgenie'; readonly options: Record<string, never> }
  | { readonly kind: 'webhook'; readonly options: WebhookOptions }
);
