import { isIP } from 'node:net';
import { z } from 'zod';
import { LEAST_CONNECTIONS } from '../db/index.ts';

/** A setting that is a URL. */
export const urlSetting = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be a URL such as ${example}` });

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

const MB = 1_000_000;

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Links are made by adding a path, so the address ends where its path would begin. */
const isOrigin = (text: string): boolean => /^https?:\/\/[^/?#@]+\/?$/i.test(text);

/** A link to a video meeting, with the room in it, or nothing of the kind. */
const isMeeting = (text: string): boolean =>
  text === 'none' ||
  /^https?:$/.test(URL.parse(text.replaceAll(/\{(?:room|reference)\}/g, 'x'))?.protocol ?? '');

/** `hooks.internal`, `10.0.0.7:8080`, `[::1]:8080`. */
const isHost = (text: string): boolean =>
  /^(?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(text) || isIP(text) !== 0;

/** `10.0.0.1`, `::1`, `10.0.0.0/8`. */
function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 && most >= 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
}

/**
 * The settings of the environment, but for those that channels declare in their own folders. The descriptions are the
 * documentation (docs/configuration.md).
 */
const settings = z.object({
  TOCSIN_DATA: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder for the embedded database and generated secrets.'),
  DATABASE_URL: urlSetting(/^postgres(ql)?$/, 'postgres://user:password@host/tocsin')
    .optional()
    .describe('Your own PostgreSQL 15 to 18. Default: the embedded one, in TOCSIN_DATA.'),
  TOCSIN_DB_CONNECTIONS: wholeNumber(LEAST_CONNECTIONS, 1_000)
    .default(35)
    .describe(
      'Maximum number of PostgreSQL connections of this process. max_connections of the server must cover all processes.',
    ),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  PORT: wholeNumber(0, 65_535).default(7080).describe('Port to listen on.'),
  TOCSIN_URL: urlSetting(/^https?$/, 'https://tocsin.example.com')
    .refine(isOrigin, 'must have neither a path nor a query: Tocsin answers at the root of its host')
    .optional()
    .describe('Public URL of Tocsin, used in links. Default: http://HOST:PORT.'),
  TOCSIN_ROLE: z
    .enum(['all', 'api', 'worker'])
    .default('all')
    .describe(
      'Role of this process: answer requests (api), run jobs and send messages (worker), or both (all).',
    ),
  TOCSIN_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('At least 32 characters; signs links and encrypts secrets. Default: generated in TOCSIN_DATA.'),
  TOCSIN_BOOTSTRAP_TOKEN: z
    .string()
    .min(32)
    .optional()
    .describe(
      "An administrator's API token for unattended set-up, at least 32 characters. Valid while set: if changed or removed, the previous token is revoked at the next start.",
    ),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(list)
    .refine((items) => items.every(isAddressOrRange), 'must be addresses or CIDR ranges, separated by commas')
    .describe('Reverse proxies whose X-Forwarded-For and -Proto are trusted, such as 127.0.0.1,10.0.0.0/8.'),
  ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform(list)
    .refine(
      (items) => items.every(isHost),
      'must be hosts such as hooks.internal or 10.0.0.7:8080, without http://',
    )
    .describe(
      'Hosts in private networks that webhooks, connectors and checks may reach, such as hooks.internal,10.0.0.7:8080. Others are rejected.',
    ),
  PAYLOAD_DAYS: wholeNumber(1, 36_500)
    .default(90)
    .describe(
      'How many days the original payload of an alert is kept after the alert ends. The alert itself is kept.',
    ),
  REPORTER_DAYS: wholeNumber(1, 36_500)
    .default(90)
    .describe(
      'How many days the address of someone outside who reported a problem is kept after their last answer. The report is kept.',
    ),
  EVIDENCE_FILE_MB: wholeNumber(1, 2_000)
    .default(50)
    .describe('The largest file, in MB, that can be attached to an incident.'),
  EVIDENCE_TOTAL_MB: wholeNumber(1, 10_000_000)
    .default(10_000)
    .describe('How many MB all files attached to incidents may have together. They are kept in PostgreSQL.'),
  HEARTBEAT_URL: urlSetting(/^https?$/, 'https://watch.example.com/ping/tocsin')
    .optional()
    .describe(
      'Heartbeat: every worker requests this URL each minute while all is well, so that an external monitor notices when Tocsin stops.',
    ),
  STATUS_PAGE_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder in which the public status page is kept as files, for a web server that shows it also while Tocsin is down.',
    ),
  STATUS_PAGE_BUCKET: urlSetting(/^https?$/, 'https://s3.eu-central-1.amazonaws.com/my-bucket')
    .optional()
    .describe(
      'S3-compatible bucket in which the public status page is kept, as service, bucket and folder in one URL (path-style), such as https://s3.eu-central-1.amazonaws.com/my-bucket/status.',
    ),
  STATUS_PAGE_BUCKET_REGION: z
    .string()
    .default('us-east-1')
    .describe('Region of the bucket. Services that have none take the default.'),
  STATUS_PAGE_BUCKET_KEY_ID: z.string().optional().describe('Access key that may write to the bucket.'),
  STATUS_PAGE_BUCKET_SECRET: z.string().optional().describe('Secret of the access key.'),
  WAR_ROOM_URL: z
    .string()
    .refine(isMeeting, 'must be a URL such as https://meet.example.com/{room}, or none')
    .default('https://meet.jit.si/{room}')
    .describe(
      "Link to the war room of an incident, for its page and messages. {room} stands for a name that nobody guesses, {reference} for the incident's number. none: no link.",
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Minimum level of log lines, written as JSON to standard output.'),
});

/** Settings that somebody else declares, by their names. */
export type MoreSettings = Readonly<Record<string, z.ZodType>>;

/** Every setting with its default (empty when there is none) and what it is for: the source of docs/configuration.md. */
export function describeSettings(
  channels: MoreSettings = {},
): { name: string; fallback: string; description: string }[] {
  const { properties = {} } = z.toJSONSchema(settings.extend(channels), { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { default: fallback, description = '' } = typeof schema === 'object' ? schema : {};
    return { name, fallback: fallback === undefined ? '' : String(fallback), description };
  });
}

export interface Config {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** The most connections to the database that this process opens. */
  readonly databaseConnections: number;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly role: 'all' | 'api' | 'worker';
  readonly secret: string | undefined;
  readonly bootstrapToken: string | undefined;
  readonly trustedProxies: readonly string[];
  /** Private hosts that outbound requests to users' URLs may reach. */
  readonly allowedHosts: readonly string[];
  /** How long what monitors sent is kept as it came, after its alert has ended. */
  readonly payloadDays: number;
  /** How long the address of a reporter from outside is kept after their last answer. */
  readonly reporterDays: number;
  /** Bytes of files that people attach to incidents: of the largest, and of all together. */
  readonly evidenceRoom: { readonly ofFile: number; readonly ofAll: number };
  /** The dead man's switch outside that hears from us while all is well. */
  readonly heartbeatUrl: string | undefined;
  /** Where the public status page is kept as files. */
  readonly statusPageFolder: string | undefined;
  /** Where the public status page is kept as objects. */
  readonly statusPageBucket:
    | { readonly url: string; readonly region: string; readonly keyId: string; readonly secret: string }
    | undefined;
  /** The link to an incident's war room: a template, or `none`. */
  readonly warRoomUrl: string;
  readonly logLevel: string;
  /** What the channels' own settings say, by their names. */
  readonly channels: Readonly<Record<string, unknown>>;
}

/** @throws ConfigError when the bucket is named and its key is not */
function bucketOf(value: z.output<typeof settings>): Config['statusPageBucket'] {
  const { STATUS_PAGE_BUCKET: url, STATUS_PAGE_BUCKET_REGION: region } = value;
  const { STATUS_PAGE_BUCKET_KEY_ID: keyId, STATUS_PAGE_BUCKET_SECRET: secret } = value;
  if (url === undefined) return undefined;
  if (keyId === undefined || secret === undefined)
    throw new ConfigError([
      'STATUS_PAGE_BUCKET: STATUS_PAGE_BUCKET_KEY_ID and STATUS_PAGE_BUCKET_SECRET are required',
    ]);
  return { url, region, keyId, secret };
}

/** All the faults of an environment at once, one per line, each naming its setting. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`Invalid settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/**
 * Reads and validates the environment; an empty value counts as absent.
 * @param channels the settings that the channels declare
 * @throws ConfigError with every fault
 */
export function readConfig(
  channels: MoreSettings,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  const ofChannels = z.object(channels).safeParse(given);
  if (!parsed.success || !ofChannels.success) {
    const issues = [parsed, ofChannels].flatMap(({ error }) => error?.issues ?? []);
    throw new ConfigError(issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const value = parsed.data;
  // The embedded database belongs to one process: alone, an api pages nobody and a worker hears of nothing.
  if (value.TOCSIN_ROLE !== 'all' && value.DATABASE_URL === undefined)
    throw new ConfigError([
      `TOCSIN_ROLE: ${value.TOCSIN_ROLE} shares its database with other processes: DATABASE_URL is required`,
    ]);
  return {
    dataDir: value.TOCSIN_DATA,
    databaseUrl: value.DATABASE_URL,
    databaseConnections: value.TOCSIN_DB_CONNECTIONS,
    host: value.HOST,
    port: value.PORT,
    publicUrl: (value.TOCSIN_URL ?? `http://${value.HOST}:${value.PORT}`).replace(/\/$/, ''),
    role: value.TOCSIN_ROLE,
    secret: value.TOCSIN_SECRET,
    bootstrapToken: value.TOCSIN_BOOTSTRAP_TOKEN,
    trustedProxies: value.TRUSTED_PROXIES,
    allowedHosts: value.ALLOWED_HOSTS,
    payloadDays: value.PAYLOAD_DAYS,
    reporterDays: value.REPORTER_DAYS,
    evidenceRoom: { ofFile: value.EVIDENCE_FILE_MB * MB, ofAll: value.EVIDENCE_TOTAL_MB * MB },
    heartbeatUrl: value.HEARTBEAT_URL,
    statusPageFolder: value.STATUS_PAGE_FOLDER,
    statusPageBucket: bucketOf(value),
    warRoomUrl: value.WAR_ROOM_URL,
    logLevel: value.LOG_LEVEL,
    channels: ofChannels.data,
  };
}
