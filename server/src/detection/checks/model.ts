import { z } from 'zod';
import type { Instant } from '../../kernel/index.ts';

/** What ends in digits is an address, as browsers have it: with a name for it, nobody would see that `10.0.0.256` is a slip. */
const isName = (text: string): boolean =>
  /^[\w-]+(?:\.[\w-]+)*\.?$/.test(text) && !/(?:^|\.)\d+\.?$/.test(text);
/** Of IPv6 without brackets, and without the zone of a network card, which no URL can hold. */
const address = z.union([z.ipv4(), z.ipv6()]);
const isAddress = (text: string): boolean => address.safeParse(text).success;

const given = z.string('Expected a host').trim().max(253);
const hosts: Hosts = {
  host: given.refine(
    (text) => isName(text) || isAddress(text),
    'Expected a host without a port, such as db.example.com or 192.0.2.7',
  ),
  name: given.refine(isName, 'Expected a DNS name such as shop.example.com'),
};
interface Hosts {
  readonly host: z.ZodType<string, string>;
  readonly name: z.ZodType<string, string>;
}
const text = z.string().trim().min(1).max(1_000);
const STATUS = 'Expected a status such as 200';
const status = z.int(STATUS).min(100, STATUS).max(599, STATUS);
const DAYS = 'Expected a number of days from 1 to 365';
const PORT = 'Expected a port from 1 to 65535';
const number = z.number('Expected a number');

const probeOf = ({ host, name }: Hosts) =>
  z.discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z.literal('http'),
        url: z
          .url({
            protocol: /^https?$/,
            error: 'Expected a web address such as https://shop.example.com/health',
          })
          .max(2_000)
          .refine((url) => !/\/\/[^/]*@/.test(url), 'Remove the user name and password from the address'),
        status: status.optional().describe('Default: 200 to 299'),
        contains: text.optional().describe('Text that the beginning of the answer (256 kB) must contain'),
        certificate_days: z
          .int(DAYS)
          .min(1, DAYS)
          .max(365, DAYS)
          .optional()
          .describe('Fails when the certificate ends sooner'),
      }),
      z.strictObject({ kind: z.literal('tcp'), host, port: z.int(PORT).min(1, PORT).max(65_535, PORT) }),
      z.strictObject({
        kind: z.literal('dns'),
        name,
        type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT']).default('A'),
        expects: text.optional().describe('One of the answers must be this'),
      }),
      z
        .strictObject({
          kind: z.literal('prometheus'),
          connector: z.string().trim().min(1).max(60).describe('The ID of a connector of kind prometheus'),
          query: z.string().trim().min(1).max(4_000),
          above: number.optional().describe('Fails when a value is above this'),
          below: number.optional().describe('Fails when a value is below this'),
        })
        .refine(
          ({ above, below }) => above !== undefined || below !== undefined,
          'Give above, below or both',
        ),
    ],
    { error: 'Expected a kind: http, tcp, dns, prometheus' },
  );

/** What is looked at, by its kind. */
export const probeSchema = probeOf(hosts);
/** The same as it is stored: what an older version took is shown all the same. */
export const storedProbe = probeOf({ host: z.string(), name: z.string() });
export type Probe = z.output<typeof probeSchema>;

export const CHECK_SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export const LEAST_SECONDS = 15;

export interface CheckSettings {
  readonly name: string;
  readonly systemId: string;
  readonly probe: Probe;
  readonly everySeconds: number;
  /** In a row, before it is an alert. */
  readonly failures: number;
  /** The policy maps it. */
  readonly severity: string;
  readonly enabled: boolean;
}

export interface Check extends CheckSettings {
  readonly id: string;
  /** In a row. */
  readonly failed: number;
  /** It has failed so often that it is an alert, which each further failure raises again. */
  readonly failing: boolean;
  /** What it saw last. */
  readonly message: string | null;
  readonly lastRunAt: Instant | null;
  /** Since when it has been failing, or well. */
  readonly changedAt: Instant | null;
  /** Null while it is turned off. */
  readonly nextAt: Instant | null;
}

/** What a probe saw, in a sentence. */
export interface Seen {
  readonly well: boolean;
  readonly message: string;
}

/** The integration that its alerts have; no other can be called so, because of the colon. */
export const integrationOf = (id: string): string => `check:${id}`;
