import type { Clock } from '../../kernel/index.ts';
import { ask, Unanswered } from '../../platform/outbound/index.ts';
import { elasticsearch } from './decide-elasticsearch.ts';
import { loki } from './decide-loki.ts';
import { instantRequest, prometheus, readInstant } from './decide-prometheus.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  type AuthKind,
  type Connector,
  type ConnectorApi,
  type ConnectorKind,
  type Found,
  LIMITS,
  type Read,
  type Span,
} from './model.ts';

const APIS: Readonly<Record<ConnectorKind, ConnectorApi>> = { prometheus, loki, elasticsearch };

/** A connector with its secret in the clear, for as long as a request takes. */
export interface Reachable extends Pick<Connector, 'kind' | 'url' | 'auth' | 'username' | 'options'> {
  readonly secret: string | null;
}

/** Asks what connectors connect to. What goes wrong there is an answer in words and never an exception. */
export class ConnectorClient {
  readonly #allowed: (url: URL) => boolean;
  readonly #clock: Clock;

  constructor(allowed: (url: URL) => boolean, clock: Clock) {
    this.#allowed = allowed;
    this.#clock = clock;
  }

  async probe(connector: Reachable): Promise<Read<null>> {
    const api = APIS[connector.kind];
    const answer = await this.#send(connector, api.probe(connector, this.#clock.now()));
    return 'fault' in answer ? answer : api.readProbe(answer.ok);
  }

  async query(connector: Reachable, query: string, span: Span): Promise<Read<Found>> {
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
