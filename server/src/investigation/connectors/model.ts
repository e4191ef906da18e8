import type { Instant } from '../../kernel/index.ts';

/** What can be asked during an incident. OpenSearch speaks Elasticsearch's search API. */
export const CONNECTOR_KINDS = ['prometheus', 'loki', 'elasticsearch', 'postgresql', 'mysql'] as const;
export type ConnectorKind = (typeof CONNECTOR_KINDS)[number];
/** Those of them that are databases. */
export type DatabaseKind = Extract<ConnectorKind, 'postgresql' | 'mysql'>;
/** Those that speak HTTP. A database is asked by its own protocol, and only by the checks of runbooks. */
export type HttpKind = Exclude<ConnectorKind, DatabaseKind>;

export const isDatabase = (kind: ConnectorKind): kind is DatabaseKind =>
  kind === 'postgresql' || kind === 'mysql';

/** `verify`: encrypted, and the certificate is checked; `encrypt`: encrypted to whoever answers; `off`: in the clear. */
export const TLS_MODES = ['verify', 'encrypt', 'off'] as const;

/** `api_key`: Elasticsearch's own scheme, `Authorization: ApiKey …`. */
export const AUTH_KINDS = ['none', 'bearer', 'basic', 'api_key'] as const;
export type AuthKind = (typeof AUTH_KINDS)[number];

export interface ConnectorOptions {
  /** `X-Scope-OrgID` of Loki, Mimir and Cortex. */
  readonly tenant?: string | undefined;
  /** Of Elasticsearch: the indices that are searched, and their fields. */
  readonly index?: string | undefined;
  readonly timeField?: string | undefined;
  readonly messageField?: string | undefined;
  /** Of a database; default: verify. */
  readonly tls?: (typeof TLS_MODES)[number] | undefined;
  readonly ca?: string | undefined;
}

/** A connector without its secret, which nobody sees again. */
export interface Connector {
  readonly id: string;
  readonly kind: ConnectorKind;
  readonly name: string;
  readonly url: string;
  readonly auth: AuthKind;
  readonly username: string | null;
  readonly hasSecret: boolean;
  readonly options: ConnectorOptions;
  /** The systems that it is of: their runbooks ask it. */
  readonly systemIds: readonly string[];
  /** What its role may do beyond reading, or lacks, as last tested. */
  readonly warning: string | null;
}

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since the epoch, and the value; null where there is none (NaN, infinite). */
  readonly points: readonly (readonly [number, number | null])[];
}

/** A value now, which may be infinite; null is not a number (NaN). */
export interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number | null;
}

export interface LogLine {
  readonly at: string;
  readonly level: string | null;
  readonly text: string;
}

/** What a query found, bounded. */
export type Found =
  | {
      readonly kind: 'series';
      readonly series: readonly Series[];
      readonly leftOut: number;
      readonly note: string | null;
    }
  | {
      readonly kind: 'lines';
      readonly lines: readonly LogLine[];
      readonly more: boolean;
      readonly note: string | null;
    };

/** An HTTP request in a connector's API, below its URL. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a connector's answer means; `fault` is a sentence for people. */
export type Read<T> = { readonly ok: T } | { readonly fault: string };

export interface ConnectorApi {
  /** A request that fails when the address, the credentials or the options are wrong, and costs nothing. */
  probe(connector: Pick<Connector, 'options'>, now: Instant): ApiRequest;
  readProbe(answer: ApiAnswer): Read<null>;
  request(connector: Pick<Connector, 'options'>, query: string, span: Span): ApiRequest;
  read(answer: ApiAnswer, connector: Pick<Connector, 'options'>): Read<Found>;
}

export const LIMITS = {
  timeoutMs: 5_000,
  /** Of an answer. Twenty series of 240 points are 150 kB. */
  bytes: 2_000_000,
  points: 240,
  series: 20,
  lines: 200,
  /** Of a table that a database answers with. */
  rows: 200,
  lineChars: 2_000,
} as const;
