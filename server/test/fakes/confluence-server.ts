import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakePage {
  readonly id: string;
  title: string;
  body: string;
  version: number;
  parentId: string | null;
  status: 'current' | 'trashed';
  readonly labels: Set<string>;
}

/** How it misbehaves: a status for each request, no answer at all, or changes that are made while the answer is lost. */
type Mood = 'well' | 'silent' | 'loses_answers' | { readonly status: number; readonly retryAfter?: string };

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: Record<string, unknown>;
}
interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

const SPACE = { key: 'OPS', id: '65011' };
const MOST_TITLE = 255;
const no = (status: number, message: string): Reply => ({ status, body: { statusCode: status, message } });
const record = (value: unknown) => (value ?? {}) as Record<string, unknown>;

/**
 * Confluence Cloud (REST v2 below /wiki, labels v1) and Data Center (REST), each at its own paths, that check what the real ones check:
 * credentials in the right header, the space, unique titles, well-formed storage format, the next version number.
 * Sources: developer.atlassian.com/cloud/confluence/rest/v2, docs.atlassian.com/ConfluenceServer/rest.
 */
export class ConfluenceServer {
  readonly pages = new Map<string, FakePage>();
  /** `METHOD path` of each request. */
  readonly asked: string[] = [];
  /** What was wrong with requests; empty when the product keeps to the documentation. */
  readonly faults: string[] = [];
  mood: Mood = 'well';
  readonly #server: Server;
  readonly #token: string;

  private constructor(server: Server, token: string) {
    this.#server = server;
    this.#token = token;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  static async start(token: string): Promise<ConfluenceServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ConfluenceServer(server, token);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  only(): FakePage {
    const current = [...this.pages.values()].filter(({ status }) => status === 'current');
    const [page, ...others] = current;
    if (page === undefined || others.length > 0) throw new Error(`There are ${current.length} pages.`);
    return page;
  }

  /** Somebody makes a page there. */
  add(title: string, body = '<p>By hand</p>', parentId: string | null = null): FakePage {
    const id = String(98_300 + this.pages.size);
    const page: FakePage = { id, title, body, version: 1, parentId, status: 'current', labels: new Set() };
    this.pages.set(id, page);
    return page;
  }

  /** Somebody edits a page there. */
  edit(page: FakePage, change: Partial<Pick<FakePage, 'title' | 'body' | 'parentId'>>): void {
    Object.assign(page, change, { version: page.version + 1 });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let raw = '';
    for await (const chunk of request) raw += String(chunk);
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    this.asked.push(`${method} ${url.pathname}`);
    if (this.mood === 'silent') return;
    const answer = ({ status, body }: Reply, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? '' : JSON.stringify(body));
    };
    if (typeof this.mood === 'object') {
      const { status, retryAfter } = this.mood;
      return answer(no(status, 'No'), retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    }
    if (raw !== '' && request.headers['content-type'] !== 'application/json')
      this.faults.push(`${method} ${url.pathname} has the type ${request.headers['content-type']}`);
    const isCloud = url.pathname.startsWith('/wiki/');
    const basic = `Basic ${Buffer.from(`ana@example.com:${this.#token}`).toString('base64')}`;
    if (request.headers.authorization !== (isCloud ? basic : `Bearer ${this.#token}`))
      return answer(no(401, 'Unauthorized'));
    const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>);
    const reply = isCloud ? this.#cloud({ method, url, body }) : this.#data({ method, url, body });
    if (reply.status === 400 && !JSON.stringify(reply.body).includes('already exists'))
      this.faults.push(`${method} ${url.pathname}: ${JSON.stringify(reply.body)}`);
    if (this.mood === 'loses_answers' && method !== 'GET') return void request.socket.destroy();
    answer(reply);
  }

  #cloud({ method, url, body }: Asked): Reply {
    const path = url.pathname.slice('/wiki'.length);
    const shown = (page: FakePage) => ({
      ...{ id: page.id, status: page.status, title: page.title, spaceId: SPACE.id, parentId: page.parentId },
      ...{ version: { number: page.version }, _links: { webui: `/spaces/OPS/pages/${page.id}` } },
      body: url.searchParams.get('body-format') === 'storage' ? { storage: { value: page.body } } : {},
    });
    if (path === '/api/v2/spaces')
      return { status: 200, body: { results: url.searchParams.get('keys') === SPACE.key ? [SPACE] : [] } };
    if (path === '/api/v2/pages' && method === 'GET')
      return { status: 200, body: { results: this.#titled(url.searchParams.get('title')).map(shown) } };
    const value = {
      title: body.title,
      body: record(body.body).value,
      kind: record(body.body).representation,
    };
    if (path === '/api/v2/pages')
      return body.spaceId === SPACE.id
        ? this.#create(value, (body.parentId ?? null) as string | null, shown)
        : no(400, 'spaceId');
    const page = this.pages.get(/^\/api\/v2\/pages\/(\d+)$/.exec(path)?.[1] ?? '');
    if (page !== undefined && method === 'GET') return { status: 200, body: shown(page) };
    if (page !== undefined && body.id !== page.id) return no(400, 'id');
    if (page !== undefined) return this.#update(page, value, body, shown);
    return this.#labels(path, body);
  }

  #data({ method, url, body }: Asked): Reply {
    const path = url.pathname;
    const expanded = (url.searchParams.get('expand') ?? '').split(',');
    const shown = (page: FakePage) => ({
      ...{ id: page.id, type: 'page', status: page.status, title: page.title },
      ...(expanded.includes('version') ? { version: { number: page.version } } : {}),
      ...(expanded.includes('body.storage') ? { body: { storage: { value: page.body } } } : {}),
      _links: { webui: `/pages/viewpage.action?pageId=${page.id}` },
    });
    if (path.startsWith('/rest/api/space/'))
      return path.endsWith(`/${SPACE.key}`) ? { status: 200, body: SPACE } : no(404, 'No space found');
    if (path === '/rest/api/content' && method === 'GET')
      return { status: 200, body: { results: this.#titled(url.searchParams.get('title')).map(shown) } };
    const storage = record(record(body.body).storage);
    const value = { title: body.title, body: storage.value, kind: storage.representation };
    if (method !== 'GET' && !path.endsWith('/label') && body.type !== 'page') return no(400, 'type');
    if (path === '/rest/api/content') {
      const [above] = (body.ancestors ?? []) as { id: string }[];
      return record(body.space).key === SPACE.key
        ? this.#create(value, above?.id ?? null, shown)
        : no(400, 'space');
    }
    const page = this.pages.get(/^\/rest\/api\/content\/(\d+)$/.exec(path)?.[1] ?? '');
    const seen = page?.status === 'current' || url.searchParams.get('status') === 'any';
    if (page !== undefined && method === 'GET')
      return seen ? { status: 200, body: shown(page) } : no(404, 'No');
    if (page !== undefined) return this.#update(page, value, body, shown);
    return this.#labels(path, body);
  }

  #labels(path: string, body: unknown): Reply {
    const page = this.pages.get(/\/content\/(\d+)\/label$/.exec(path)?.[1] ?? '');
    if (page === undefined) return no(404, 'Not found');
    for (const { prefix, name } of body as { prefix: string; name: string }[]) {
      if (prefix !== 'global' || !/^[a-z0-9-]+$/.test(name)) return no(400, `label ${name}`);
      page.labels.add(name);
    }
    return { status: 200, body: { results: [] } };
  }

  #titled(title: string | null): FakePage[] {
    return [...this.pages.values()].filter((page) => page.status === 'current' && page.title === title);
  }

  #create(value: Written, parentId: string | null, shown: (page: FakePage) => unknown): Reply {
    const wrong = this.#wrongIn(value, null);
    if (wrong !== null) return no(400, wrong);
    if (parentId !== null && !this.pages.has(parentId)) return no(404, 'Parent');
    return { status: 200, body: shown(this.add(String(value.title), String(value.body), parentId)) };
  }

  #update(
    page: FakePage,
    value: Written,
    body: Record<string, unknown>,
    shown: (page: FakePage) => unknown,
  ): Reply {
    const wrong = this.#wrongIn(value, page);
    if (wrong !== null) return no(400, wrong);
    if (page.status !== 'current') return no(404, 'Not found');
    if (record(body.version).number !== page.version + 1) return no(409, 'Version must be incremented');
    this.edit(page, { title: String(value.title), body: String(value.body) });
    return { status: 200, body: shown(page) };
  }

  #wrongIn({ title, body, kind }: Written, page: FakePage | null): string | null {
    if (typeof title !== 'string' || title === '' || title.length > MOST_TITLE) return 'title';
    if (kind !== 'storage' || typeof body !== 'string') return 'body';
    if (this.#titled(title).some((other) => other !== page)) return 'A page with this title already exists';
    return wrongInStorage(body);
  }
}

interface Written {
  readonly title: unknown;
  readonly body: unknown;
  readonly kind: unknown;
}

const ELEMENTS = new Set(
  'p h2 ul li table thead tbody tr th td span hr br ac:structured-macro ac:parameter'.split(' '),
);

/** Storage format is XHTML: a fault in it is answered 400. */
function wrongInStorage(body: string): string | null {
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(body)) return 'Illegal character';
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(body)) return 'Unknown entity';
  const open: string[] = [];
  let rest = body;
  for (const [tag, end = '', name = '', attributes = '', alone = ''] of body.matchAll(
    /<(\/?)([a-z0-9:-]+)((?: [a-z:]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    rest = rest.replace(tag, '');
    if (!ELEMENTS.has(name)) return `Unknown element ${name}`;
    if (attributes !== '' && !name.startsWith('ac:')) return `Attribute of ${name}`;
    if (end !== '' && open.pop() !== name) return `Unmatched ${tag}`;
    if (end === '' && alone === '') open.push(name);
  }
  return open.length > 0 ? `Not closed: ${open}` : rest.includes('<') ? 'Stray <' : null;
}
