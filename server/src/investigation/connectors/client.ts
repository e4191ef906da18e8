import type { Clock } from '../../kernel/index.ts';
import {
  ask,
  askDatabase,
  type Statement,
  type StatementAnswer,
  type Trouble,
  Unanswered,
} from '../../platform/outbound/index.ts';
import { elasticsearch } from './decide-elasticsearch.ts';
import { loki } from './decide-loki.ts';
import { instantRequest, prometheus, readInstant, readLabelled } from './decide-prometheus.ts';
import { decideRole } from './decide-role.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  type AuthKind,
  type Connector,
  type ConnectorApi,
  type Found,
  type HttpKind,
  isDatabase,
  type Labelled,
  LIMITS,
  type Read,
  type Span,
} from './model.ts';
import { ROLE_QUERIES } from './store-role.ts';

const APIS: Readonly<Record<HttpKind, ConnectorApi>> = { prometheus, loki, elasticsearch };

/** A connector with its secret in the clear, for as long as a request takes. */
export interface Reachable extends Pick<Connector, 'kind' | 'url' | 'auth' | 'username' | 'options'> {
  readonly secret: string | null;
}

/** What a database answered to each statement, or why it answered to none. */
export type Queried =
  | { readonly ok: readonly StatementAnswer[] }
  | { readonly fault: string; readonly trouble: Trouble };

const notBeside = { fault: 'A database is asked by the checks of runbooks, and not here.' };

/** Asks what connectors connect to. What goes wrong there is an answer in words and never an exception. */
export class ConnectorClient {
  readonly #allowed: (url: URL) => boolean;
  readonly #clock: Clock;

  constructor(allowed: (url: URL) => boolean, clock: Clock) {
    this.#allowed = allowed;
    this.#clock = clock;
  }

  /** @returns what its role may do beyond reading, or lacks */
  async probe(connector: Reachable): Promise<Read<string | null>> {
    if (isDatabase(connector.kind)) {
      const { kind } = connector;
      const answer = await this.sql(connector, [{ sql: ROLE_QUERIES[kind] }], LIMITS.timeoutMs);
      if ('fault' in answer) return answer;
      const [role] = answer.ok;
      if (role === undefined || 'fault' in role) return { fault: role?.fault ?? 'It gave no answer.' };
      return { ok: decideRole(kind, role.ok) };
    }
    const api = APIS[connector.kind];
    const answer = await this.#send(connector, api.probe(connector, this.#clock.now()));
    return 'fault' in answer ? answer : api.readProbe(answer.ok);
  }

  async query(connector: Reachable, query: string, span: Span): Promise<Read<Found>> {
    if (isDatabase(connector.kind)) return notBeside;
    const api = APIS[connector.kind];
    const answer = await this.#send(connector, api.request(connector, query, span));
    return 'fault' in answer ? answer : api.read(answer.ok, connector);
  }

  /** The values of a query of Prometheus now. */
  async instant(connector: Reachable, query: string): Promise<Read<readonly (number | null)[]>> {
    if (connector.kind !== 'prometheus') return { fault: 'Only Prometheus can be asked for values.' };
    const answer = await this.#send(connector, instantRequest(connector, query));
    return 'fault' in answer ? answer : readInstant(answer.ok);
  }

  /** The values of a query of Prometheus now, each with what it is of. */
  async labelled(connector: Reachable, query: string): Promise<Read<readonly Labelled[]>> {
    if (connector.kind !== 'prometheus') return { fault: 'Only Prometheus can be asked for values.' };
    const answer = await this.#send(connector, instantRequest(connector, query));
    return 'fault' in answer ? answer : readLabelled(answer.ok);
  }

  /** Of a database. Nothing that it or its driver says has the password in it. */
  async sql(connector: Reachable, statements: readonly Statement[], timeoutMs: number): Promise<Queried> {
    const { kind, url, username, secret, options } = connector;
    if (!isDatabase(kind)) return { fault: 'Only a database can be asked for tables.', trouble: 'refused' };
    try {
      const answers = await askDatabase(
        {
          ...{ kind, url: new URL(url) },
          ...{ user: username ?? '', password: secret ?? '' },
          ...{ tls: options.tls ?? 'verify', ca: options.ca },
        },
        statements,
        {
          ...{ allowed: this.#allowed, timeoutMs },
          ...{ mostBytes: LIMITS.bytes, mostRows: LIMITS.rows },
        },
      );
      return { ok: answers };
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      const fault = secret ? error.message.replaceAll(secret, '•••') : error.message;
      return { fault, trouble: error.trouble };
    }
  }

  async #send(connector: Reachable, request: ApiRequest): Promise<Read<ApiAnswer>> {
    const base = connector.url.replace(/\/+$/, '');
    try {
      const answer = await ask(new URL(base + request.path), {
        method: request.method,
        headers: { accept: 'application/json', ...authorization(connector), ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        allowed: this.#allowed,
        timeoutMs: LIMITS.timeoutMs,
        mostBytes: LIMITS.bytes,
      });
      return { ok: answer };
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      const advice = error.trouble === 'redirect' ? ' Enter the address that it leads to.' : '';
      return { fault: error.message + advice };
    }
  }
}

const SCHEMES: Readonly<Record<AuthKind, ((secret: string, username: string) => string) | undefined>> = {
  none: undefined,
  bearer: (secret) => `Bearer ${secret}`,
  api_key: (secret) => `ApiKey ${secret}`,
  basic: (secret, username) => `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`,
};

function authorization({ auth, secret, username }: Reachable): Readonly<Record<string, string>> {
  const scheme = SCHEMES[auth];
  return scheme === undefined || secret === null ? {} : { authorization: scheme(secret, username ?? '') };
}
