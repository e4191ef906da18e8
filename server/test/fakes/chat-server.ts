import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { readonly status: number; readonly text?: string; readonly retryAfter?: string };

/** What was posted, as the readers of the room see it. */
export interface ChatPost {
  readonly chat: string;
  readonly text: string;
}

/** As a chat says no. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Json = { readonly [field: string]: unknown };
const need = (condition: boolean, status: number, message: string): void => {
  if (!condition) throw new Refused(status, message);
};
const textOf = (value: unknown, most: number): string => {
  need(typeof value === 'string' && value !== '', 400, 'text');
  need(String(value).length <= most, 400, 'text is too long');
  return String(value);
};

interface Chat {
  readonly name: string;
  readonly path: (secret: string) => string;
  readonly ok: Answer;
  /** @returns what a reader sees @throws Refused as the vendor refuses */
  readonly read: (body: Json, query: URLSearchParams) => string;
  /** What would call everybody there. */
  readonly calls: RegExp;
}

const FLOW =
  '/workflows/0a1b/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=';

/** By their documentation of incoming webhooks. */
const chats: readonly Chat[] = [
  {
    name: 'teams',
    path: (secret) => `${FLOW}${secret}`,
    ok: { status: 202 },
    calls: /<at>/,
    read: (body) => readCard(body),
  },
  {
    name: 'discord',
    path: (secret) => `/api/webhooks/123456789012345678/${secret}`,
    ok: { status: 204 },
    // It looks like a mention there, and calls nobody.
    calls: /^$/,
    read: ({ content, allowed_mentions }) => {
      need(JSON.stringify(allowed_mentions) === '{"parse":[]}', 400, 'it may call people');
      return textOf(content, 2_000);
    },
  },
  {
    name: 'google',
    path: (secret) => `/v1/spaces/AAAA/messages?key=public&token=${secret}`,
    ok: { status: 200, text: '{"name":"spaces/AAAA/messages/1"}' },
    calls: /<users\//,
    read: ({ text, thread }, query) => {
      need(query.get('messageReplyOption') === 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD', 400, 'thread option');
      need(typeof (thread as Json | undefined)?.threadKey === 'string', 400, 'threadKey');
      return textOf(text, 4_096);
    },
  },
  {
    name: 'rocketchat',
    path: (secret) => `/hooks/64b7/${secret}`,
    ok: { status: 200, text: '{"success":true}' },
    calls: /(?:^|\W)@(?:all|here)\b/,
    read: ({ text }) => textOf(text, 5_000),
  },
  {
    name: 'mattermost',
    path: (secret) => `/hooks/${secret}`,
    ok: { status: 200, text: 'ok' },
    calls: /(?:^|\W)@(?:all|channel|here)\b|<!/,
    read: ({ text }) => textOf(text, 16_383),
  },
];

/** The Adaptive Card within what a workflow's trigger takes. */
function readCard({ type, attachments }: Json): string {
  need(type === 'message', 400, 'type');
  const [attachment] = attachments as readonly Json[];
  need(attachment?.contentType === 'application/vnd.microsoft.card.adaptive', 400, 'contentType');
  need(attachment?.contentUrl === null, 400, 'contentUrl');
  const card = attachment?.content as Json;
  need(card.type === 'AdaptiveCard' && card.version === '1.4', 400, 'card');
  const lines = (card.body as readonly Json[]).map((block) => {
    if (block.type === 'TextBlock') return textOf(block.text, 28_000);
    need(block.type === 'FactSet', 400, `a ${block.type}`);
    return (block.facts as readonly Json[]).map(({ title, value }) => `${title}: ${value}`).join('\n');
  });
  const links = (card.actions as readonly Json[]).map((action) => {
    need(action.type === 'Action.OpenUrl', 400, 'only a bot can answer this action');
    return `${action.title} ${action.url}`;
  });
  return [...lines, ...links].join('\n');
}

/** Chats that take incoming webhooks, each at its own path, all with one secret. */
export class ChatServer {
  readonly posts: ChatPost[] = [];
  readonly refusals: string[] = [];
  readonly #server: Server;
  readonly #secret: string;
  #answer: Answer | undefined;
  #silent = false;

  private constructor(server: Server, secret: string) {
    this.#server = server;
    this.#secret = secret;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  static async start(secret: string): Promise<ChatServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ChatServer(server, secret);
  }

  /** The webhook of a room in one of the chats. */
  url(name: string): string {
    const chat = chats.find((one) => one.name === name);
    if (chat === undefined) throw new Error(`No chat ${name}.`);
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${chat.path(this.#secret)}`;
  }

  /** From now on answers like this; undefined: as the real ones. */
  answer(answer: Answer | undefined): void {
    this.#silent = false;
    this.#answer = answer;
  }

  goSilent(): void {
    this.#silent = true;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (this.#silent) return;
    const { status, text: said = '', retryAfter } = this.#answer ?? this.#post(request, text);
    response.writeHead(status, { ...(retryAfter !== undefined && { 'retry-after': retryAfter }) });
    response.end(said);
  }

  #post(request: IncomingMessage, text: string): Answer {
    const asked = new URL(request.url ?? '/', 'http://chat.test');
    const isAt = (chat: Chat): boolean => {
      const url = new URL(chat.path(this.#secret), 'http://chat.test');
      const same = [...url.searchParams].every(([name, value]) => asked.searchParams.get(name) === value);
      return url.pathname === asked.pathname && same;
    };
    const chat = chats.find(isAt);
    try {
      if (chat === undefined) throw new Refused(404, 'unknown webhook');
      need(/^application\/json/.test(request.headers['content-type'] ?? ''), 415, 'content type');
      need(chat.name !== 'teams' || Buffer.byteLength(text) <= 28 * 1_024, 413, 'card is too large');
      const read = chat.read(JSON.parse(text), asked.searchParams);
      if (chat.calls.test(read)) this.refusals.push(`it calls people: ${read}`);
      this.posts.push({ chat: chat.name, text: read });
      return chat.ok;
    } catch (error) {
      const { status, message } = error instanceof Refused ? error : new Refused(400, String(error));
      this.refusals.push(message);
      return { status, text: message };
    }
  }
}
