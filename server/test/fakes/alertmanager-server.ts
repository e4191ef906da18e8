import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

interface FakeSilence {
  readonly id: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

interface FakeAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  endsAt: string;
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

const refused = (message: string): Reply => ({ status: 400, body: message });

/**
 * Alertmanager's API v2, as far as write-back speaks it, that checks what the real one checks and says no as it does
 * (github.com/prometheus/alertmanager, api/v2/openapi.yaml and silence/silence.go).
 */
export class AlertmanagerServer {
  /** How it misbehaves: refuses everything, only changes, or only to say what fires. */
  mood: 'well' | 'down' | 'read_only' | 'deaf' = 'well';
  /** What happens while it is answering. */
  meanwhile: ((request: string) => Promise<void>) | null = null;
  readonly alerts: FakeAlert[] = [];
  readonly silences = new Map<string, FakeSilence>();
  /** `method path` of each request. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #authorization: string;
  readonly #now: () => number;

  private constructor(server: Server, authorization: string, now: () => number) {
    this.#server = server;
    this.#authorization = authorization;
    this.#now = now;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  static async start(authorization: string, now: () => number): Promise<AlertmanagerServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new AlertmanagerServer(server, authorization, now);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/alerts`;
  }

  /** The silences that last now. */
  active(): FakeSilence[] {
    return [...this.silences.values()].filter(({ endsAt }) => Date.parse(endsAt) > this.#now());
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const path = url.pathname.replace(/^\/alerts\/api\/v2/, '');
    this.asked.push(`${request.method} ${path}`);
    let text = '';
    for await (const chunk of request) text += String(chunk);
    await this.meanwhile?.(`${request.method} ${path}`);
    const { status, body } = this.#answer(request, url, path, text);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  }

  #answer({ method, headers }: IncomingMessage, url: URL, path: string, text: string): Reply {
    if (headers.authorization !== this.#authorization) return { status: 401 };
    if (this.mood === 'down' || (this.mood === 'read_only' && method !== 'GET')) return { status: 503 };
    if (this.mood === 'deaf' && path === '/alerts') return { status: 503 };
    if (method === 'GET' && path === '/status')
      return { status: 200, body: { versionInfo: { version: '0.28.1' }, cluster: { status: 'ready' } } };
    if (method === 'GET' && path === '/alerts') return this.#list(url.searchParams.getAll('filter'));
    if (method === 'POST' && path === '/silences') {
      if (!headers['content-type']?.startsWith('application/json')) return { status: 415 };
      return this.#set(JSON.parse(text));
    }
    const silence = this.silences.get(/^\/silence\/([0-9a-f-]+)$/.exec(path)?.[1] ?? '');
    if (silence === undefined) return { status: 404 };
    const lasts = Date.parse(silence.endsAt) > this.#now();
    if (method === 'GET')
      return { status: 200, body: { ...silence, status: { state: lasts ? 'active' : 'expired' } } };
    if (method !== 'DELETE') return { status: 405 };
    if (!lasts) return { status: 500, body: 'silence already expired' };
    silence.endsAt = new Date(this.#now()).toISOString();
    return { status: 200 };
  }

  #list(filters: readonly string[]): Reply {
    const wanted = filters.map((filter) => /^([a-zA-Z_]\w*)(=~?)("(?:[^"\\]|\\.)*")$/.exec(filter));
    if (wanted.some((each) => each === null)) return refused('bad matcher format');
    const body = this.alerts.filter(
      ({ labels, endsAt }) =>
        Date.parse(endsAt) > this.#now() &&
        wanted.every((each) => {
          const [value, pattern] = [labels[each?.[1] ?? ''] ?? '', JSON.parse(each?.[3] ?? '""')];
          return each?.[2] === '=' ? value === pattern : new RegExp(`^(?:${pattern})$`).test(value);
        }),
    );
    return { status: 200, body: body.map((alert) => ({ ...alert, status: this.#statusOf(alert) })) };
  }

  #statusOf({ labels }: FakeAlert) {
    const covering = this.active().filter(({ matchers }) =>
      matchers.every(({ name, value }) => labels[name] === value),
    );
    const silencedBy = covering.map(({ id }) => id);
    const state = silencedBy.length === 0 ? 'active' : 'suppressed';
    return { state, silencedBy, inhibitedBy: [], mutedBy: [] };
  }

  #set(wanted: Omit<FakeSilence, 'id'> & { readonly id?: string }): Reply {
    const { id, matchers, startsAt, endsAt, createdBy, comment } = wanted;
    if (!Array.isArray(matchers) || matchers.length === 0) return refused('at least one matcher required');
    if (matchers.every(({ value }) => value === '')) return refused('at least one matcher must not match');
    if (!createdBy || typeof comment !== 'string') return refused('createdBy and comment are required');
    if (!(Date.parse(endsAt) > Date.parse(startsAt)))
      return refused('end time must not be before start time');
    if (Date.parse(endsAt) <= this.#now()) return refused('end time must not be in the past');
    const before = id === undefined ? undefined : this.silences.get(id);
    if (id !== undefined && before === undefined) return { status: 404 };
    const same =
      before !== undefined &&
      Date.parse(before.endsAt) > this.#now() &&
      before.startsAt === startsAt &&
      JSON.stringify(before.matchers) === JSON.stringify(matchers);
    if (before !== undefined && !same) before.endsAt = new Date(this.#now()).toISOString();
    const silenceID = same ? before.id : randomUUID();
    this.silences.set(silenceID, { id: silenceID, matchers, startsAt, endsAt, createdBy, comment });
    return { status: 200, body: { silenceID } };
  }
}
