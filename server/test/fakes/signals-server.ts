import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server misbehaves instead of answering. */
type Mood = 'well' | 'silent' | 'endless' | 'huge' | 'html' | 'redirecting' | 'down';

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body: string | object;
}

const prometheusError = (status: number, errorType: string, error: string): Reply => ({
  ...{ status, body: { status: 'error', errorType, error } },
});

/**
 * Prometheus, Loki and Elasticsearch in one, each at its own paths, that check what the real ones check of a request and say
 * no as they do (prometheus.io/docs/prometheus/latest/querying/api, grafana.com/docs/loki/latest/reference/loki-http-api,
 * elastic.co/docs/api/doc/elasticsearch/operation/operation-search).
 */
export class SignalsServer {
  /** `method path` of each request, the query decoded. */
  readonly asked: string[] = [];
  mood: Mood = 'well';
  /** What Prometheus finds, by query. */
  readonly series = new Map<string, (at: number) => Record<string, string>>();
  readonly lines: { readonly atMs: number; readonly text: string }[] = [];
  readonly #server: Server;
  readonly #authorization: string;

  private constructor(server: Server, authorization: string) {
    this.#server = server;
    this.#authorization = authorization;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  /** @param authorization the header it asks for */
  static async start(authorization: string): Promise<SignalsServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SignalsServer(server, authorization);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.asked.push(`${request.method} ${decodeURIComponent(url.pathname)}${url.search === '' ? '' : '?…'}`);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (this.mood !== 'well') return this.#misbehave(response);
    const reply =
      request.headers.authorization === this.#authorization
        ? this.#answer(request, url, body)
        : { status: 401, type: 'text/plain', body: 'Unauthorized' };
    response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  }

  #misbehave(response: ServerResponse): void {
    const json = { 'content-type': 'application/json' };
    switch (this.mood) {
      case 'endless': {
        response.writeHead(200, json).write('{"status":"success","data":');
        const timer = setInterval(() => response.write(' '), 50);
        response.once('close', () => clearInterval(timer));
        return;
      }
      case 'huge': {
        const chunk = Buffer.alloc(1_000_000, ' ');
        let left = 100;
        const pour = (): void => {
          while (left > 0 && !response.destroyed) {
            left -= 1;
            if (!response.write(chunk)) {
              response.once('drain', pour);
              return;
            }
          }
          response.end();
        };
        response.writeHead(200, json);
        pour();
        return;
      }
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
        return;
      case 'redirecting':
        response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
        return;
      case 'down':
        response.destroy();
        return;
      default:
        return;
    }
  }

  #answer(request: IncomingMessage, url: URL, body: string): Reply {
    const { pathname, searchParams } = url;
    const of = (name: string) => searchParams.get(name) ?? '';
    if (pathname === '/api/v1/query') return this.#instant(of('query'));
    if (pathname === '/api/v1/query_range')
      return this.#range(of('query'), of('start'), of('end'), of('step'));
    if (pathname === '/loki/api/v1/labels')
      return { status: 200, body: { status: 'success', data: ['app'] } };
    if (pathname === '/loki/api/v1/query_range')
      return this.#loki(of('query'), of('start'), of('end'), Number(of('limit')));
    if (pathname.endsWith('/_search') && request.method === 'POST') return this.#search(body);
    return { status: 404, type: 'text/plain', body: '404 page not found' };
  }

  #instant(query: string): Reply {
    const found = this.series.get(query);
    if (found === undefined && query !== 'vector(1)')
      return prometheusError(
        400,
        'bad_data',
        `invalid parameter "query": 1:1: parse error: unexpected "${query}"`,
      );
    const values = found?.(0) ?? { '': '1' };
    const result = Object.entries(values).map(([code, value]) => ({
      ...{ metric: code === '' ? {} : { code }, value: [0, value] },
    }));
    return { status: 200, body: { status: 'success', data: { resultType: 'vector', result } } };
  }

  #range(query: string, start: string, end: string, step: string): Reply {
    const [from, to, every] = [start, end, step].map(Number) as [number, number, number];
    if (![from, to].every(Number.isFinite) || start === '' || end === '')
      return prometheusError(
        400,
        'bad_data',
        'invalid parameter "start": cannot parse "" to a valid timestamp',
      );
    if (to < from)
      return prometheusError(
        400,
        'bad_data',
        'invalid parameter "end": end timestamp must not be before start time',
      );
    if (!(every > 0))
      return prometheusError(
        400,
        'bad_data',
        'invalid parameter "step": zero or negative query resolution step widths are not accepted',
      );
    if ((to - from) / every > 11_000)
      return prometheusError(400, 'bad_data', 'exceeded maximum resolution of 11,000 points per timeseries.');
    const found = this.series.get(query);
    if (found === undefined)
      return prometheusError(
        400,
        'bad_data',
        `invalid parameter "query": 1:1: parse error: unexpected "${query}"`,
      );
    const result = Object.keys(found(from)).map((code) => ({
      metric: { job: 'checkout', code },
      values: Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, index) => {
        const at = from + index * every;
        return [at, found(at)[code]];
      }),
    }));
    return { status: 200, body: { status: 'success', data: { resultType: 'matrix', result } } };
  }

  #loki(query: string, start: string, end: string, limit: number): Reply {
    if (!query.startsWith('{'))
      return {
        status: 400,
        type: 'text/plain',
        body: `parse error at line 1, col 1: syntax error: unexpected IDENTIFIER\n`,
      };
    if (!/^\d{19}$/.test(start) || !/^\d{19}$/.test(end) || !(limit > 0 && limit <= 5_000))
      return { status: 400, type: 'text/plain', body: 'could not parse start, end or limit' };
    const within = this.lines.filter(({ atMs }) => atMs >= Number(start) / 1e6 && atMs <= Number(end) / 1e6);
    const values = within
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, limit)
      .map(({ atMs, text }) => [`${atMs}000000`, text]);
    const result = values.length === 0 ? [] : [{ stream: { app: 'checkout' }, values }];
    return { status: 200, body: { status: 'success', data: { resultType: 'streams', result, stats: {} } } };
  }

  #search(body: string): Reply {
    const { query, size = 10 } = JSON.parse(body) as {
      query?: {
        bool: {
          filter: [
            { range: Record<string, { gte: string; lte: string }> },
            { query_string: { query: string } },
          ];
        };
      };
      size?: number;
    };
    const text = query?.bool.filter[1].query_string.query ?? '*';
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) {
      const reason = `Failed to parse query [${text}]`;
      const error = {
        root_cause: [{ type: 'query_shard_exception', reason }],
        type: 'search_phase_execution_exception',
        reason: 'all shards failed',
      };
      return { status: 400, body: { error, status: 400 } };
    }
    const span = query?.bool.filter[0].range['@timestamp'];
    const hits = this.lines
      .filter(
        ({ atMs }) => span === undefined || (atMs >= Date.parse(span.gte) && atMs <= Date.parse(span.lte)),
      )
      .sort((a, b) => b.atMs - a.atMs)
      .slice(0, size)
      .map((line) => ({
        _source: {
          '@timestamp': new Date(line.atMs).toISOString(),
          message: line.text,
          log: { level: 'ERROR' },
        },
      }));
    return {
      status: 200,
      body: { took: 3, timed_out: false, hits: { total: { value: hits.length }, hits } },
    };
  }
}
