/** A database that people entered: where it is, and as whom it is asked. */
export interface DatabaseAddress {
  readonly kind: 'postgresql' | 'mysql';
  /** With its path as the name of the database. */
  readonly url: URL;
  readonly user: string;
  readonly password: string;
  /** Encrypted with the certificate checked, encrypted to whoever answers, or in the clear. */
  readonly tls: 'verify' | 'encrypt' | 'off';
  /** PEM of the authority that signed its certificate; undefined: those that everybody knows. */
  readonly ca?: string | undefined;
}

export interface Statement {
  /** One statement that reads. PostgreSQL takes nothing but a query; for MySQL see `written`. */
  readonly sql: string;
  readonly values?: readonly string[];
  /** Written by people, not by us: MySQL is given it as a table to select from, where nothing but a query can stand. */
  readonly written?: boolean;
}

/** Everything as text, null where there is nothing. */
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** There were more rows than were asked for. */
  readonly more: boolean;
}

/** What a database said to a statement; what it refused, in its own words and with its code. */
export type StatementAnswer = { readonly ok: Table } | { readonly fault: string; readonly code: string };

export interface SqlOptions {
  /** Whether a URL may lie in a private network. */
  readonly allowed: (url: URL) => boolean;
  /** For the name and the connection; and again for all statements together. */
  readonly timeoutMs: number;
  readonly mostBytes: number;
  readonly mostRows: number;
}

/** A connection in use, with what to end it by. */
export interface Session {
  ask(statement: Statement): Promise<StatementAnswer>;
  /** Says goodbye; the server closes the connection then. */
  close(): void;
}
