import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  asRead,
  buttonsOf,
  callsSomebody,
  checkMessage,
  type SlackBlock,
  SlackError,
} from './slack-blocks.ts';
import { BOT, SlackConversations } from './slack-conversations.ts';

/** A message as it stands in a conversation; edits are seen in it. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  text: string;
  blocks: readonly SlackBlock[];
  edits: number;
}

interface SlackUser {
  readonly id: string;
  readonly email: string;
}

type Answer = { readonly status: number; readonly text: string; readonly retryAfter?: string };

/** Of the app whose manifest the product gives. */
const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

/** App-level, for Socket Mode. */
export const APP_TOKEN = 'xapp-1-A1-of-the-fake';

/** A request of Slack to an app, as far as it does not depend on where the app is. */
export interface SlackRequest {
  readonly path: '/interactions' | '/commands';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A workspace: checks what Slack checks (token, form, scopes' errors with status 200, limits of blocks), and makes the requests
 * that Slack makes when somebody taps or types, signed as Slack signs.
 */
export class SlackServer {
  readonly messages: SlackMessage[] = [];
  /** Methods in the order in which they were called. */
  readonly calls: string[] = [];
  /** What was refused for its form, or would have called everybody; empty when the product keeps to the documentation. */
  readonly refusals: string[] = [];
  /** What was said to one person alone, by a response URL. */
  readonly whispers: string[] = [];
  readonly users: SlackUser[] = [];
  /** Channels by ID: whether the app may post there. */
  readonly channels = new Map<string, 'open' | 'archived'>();
  /** Those that the app made, and what it may do there. */
  readonly conversations = new SlackConversations((id) => this.users.some((user) => user.id === id));
  readonly #server: Server;
  #token: string;
  #answer: Answer | undefined;
  #errors = new Map<string, string>();
  #limited: { readonly method: string; readonly seconds: number; times: number } | undefined;
  #dying: string | undefined;
  #silent = false;
  #count = 0;
  /** Socket Mode: the tickets that were given out, and the connection that came with one. */
  readonly #tickets = new Set<string>();
  readonly #sockets = new WebSocketServer({ noServer: true });
  #connected = Promise.withResolvers<WebSocket>();

  private constructor(server: Server, token: string) {
    this.#server = server;
    this.#token = token;
    server.on('request', (request, response) => void this.#take(request, response));
    server.on('upgrade', (request, socket, head) => {
      if (!this.#tickets.delete(request.url ?? '')) return socket.destroy();
      this.#sockets.handleUpgrade(request, socket, head, (connection) => {
        connection.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
        this.#connected.resolve(connection);
      });
    });
  }

  static async start(token: string): Promise<SlackServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SlackServer(server, token);
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get env(): Record<string, string> {
    return {
      SLACK_BOT_TOKEN: this.#token,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: `http://${this.host}/api/`,
    };
  }

  /** From now on answers every call like this; undefined: as the real one. */
  answer(answer: Answer | undefined): void {
    this.#silent = false;
    this.#answer = answer;
  }

  /** From now on this method answers `ok: false` with this error; undefined: works again. */
  fail(method: string, error: string | undefined): void {
    if (error === undefined) this.#errors.delete(method);
    else this.#errors.set(method, error);
  }

  /** Answers this method with 429 so often. */
  limit(method: string, seconds: number, times: number): void {
    this.#limited = { method, seconds, times };
  }

  /** Does what this method asks once more, and breaks the connection before it has said so. */
  breakAfter(method: string): void {
    this.#dying = method;
  }

  /** As when an administrator of the workspace removes the app. */
  revokeToken(): void {
    this.#token = 'xoxb-another';
  }

  goSilent(): void {
    this.#silent = true;
  }

  /** All messages to one conversation, as they are read by now. */
  read(channel?: string): readonly string[] {
    return this.messages
      .filter((message) => channel === undefined || message.channel === channel)
      .map(({ blocks, text }) => (blocks.length === 0 ? text : asRead(blocks)));
  }

  /** Somebody taps on a button of a message. */
  tap(message: SlackMessage, label: string | RegExp, userId: string, at = Date.now()): SlackRequest {
    const button = buttonsOf(message.blocks).find(({ text }) => text.text.match(label) !== null);
    if (button === undefined) throw new Error(`No button ${label} in ${asRead(message.blocks)}`);
    return this.tapOf({ action_id: button.action_id, value: button.value }, userId, at, message);
  }

  tapOf(
    action: { readonly action_id: string; readonly value: string | undefined },
    userId: string,
    at = Date.now(),
    message?: SlackMessage,
  ): SlackRequest {
    const payload = {
      type: 'block_actions',
      user: { id: userId, username: 'someone', team_id: 'T1' },
      api_app_id: 'A1',
      team: { id: 'T1', domain: 'example' },
      trigger_id: '1.2.abc',
      response_url: `http://${this.host}/response`,
      ...(message !== undefined && { message: { ts: message.ts, blocks: message.blocks } }),
      actions: [{ type: 'button', block_id: 'b', action_ts: String(at / 1000), ...action }],
    };
    return signed('/interactions', new URLSearchParams({ payload: JSON.stringify(payload) }), at);
  }

  /** Somebody types `/incident TEXT`. */
  type(text: string, userId: string, at = Date.now()): SlackRequest {
    const form = new URLSearchParams({
      ...{
        token: 'deprecated',
        team_id: 'T1',
        team_domain: 'example',
        channel_id: 'C1',
        channel_name: 'general',
      },
      ...{ user_id: userId, user_name: 'someone', command: '/incident', text, trigger_id: '1.2.abc' },
      response_url: `http://${this.host}/response`,
    });
    return signed('/commands', form, at);
  }

  /** A request by the socket. @returns what it was confirmed with */
  async deliver(type: 'interactive' | 'slash_commands', payload: object, id: string): Promise<unknown> {
    const connection = await this.#connected.promise;
    const confirmed = once(connection, 'message');
    connection.send(JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: true }));
    const answer = JSON.parse(String((await confirmed)[0]));
    if (answer.envelope_id !== id) throw new Error(`${answer.envelope_id} was confirmed instead of ${id}.`);
    return answer.payload;
  }

  /** As Slack does all the time. */
  async ping(): Promise<void> {
    const connection = await this.#connected.promise;
    const answered = once(connection, 'pong');
    connection.ping();
    await answered;
  }

  /** As Slack does every few hours. */
  async disconnect(): Promise<void> {
    const connection = await this.#connected.promise;
    this.#connected = Promise.withResolvers();
    connection.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  async close(): Promise<void> {
    for (const connection of this.#sockets.clients) connection.terminate();
    this.#server.closeAllConnections();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (this.#silent) return;
    if (request.url === '/response') {
      this.whispers.push(String(JSON.parse(body).text));
      response.end('ok');
      return;
    }
    const { status, text, retryAfter } = this.#answer ?? this.#method(request, body);
    if (this.#dying !== undefined && request.url?.endsWith(this.#dying)) {
      this.#dying = undefined;
      request.socket.destroy();
      return;
    }
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    });
    response.end(text);
  }

  #method(request: IncomingMessage, body: string): Answer {
    const method = request.url?.replace('/api/', '') ?? '';
    this.calls.push(method);
    const say = (value: object): Answer => ({ status: 200, text: JSON.stringify(value) });
    const token = method === 'apps.connections.open' ? APP_TOKEN : this.#token;
    if (request.headers.authorization !== `Bearer ${token}`) return say({ ok: false, error: 'invalid_auth' });
    if (this.#limited?.method === method && this.#limited.times > 0) {
      this.#limited.times -= 1;
      const retryAfter = String(this.#limited.seconds);
      return { status: 429, text: JSON.stringify({ ok: false, error: 'ratelimited' }), retryAfter };
    }
    const planned = this.#errors.get(method);
    if (planned !== undefined) return say({ ok: false, error: planned });
    try {
      const type = request.headers['content-type'] ?? '';
      if (request.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded'))
        throw new SlackError('invalid_post_type: form');
      return say({ ok: true, ...this.#run(method, new URLSearchParams(body)) });
    } catch (error) {
      const [word = '', what] = String((error as Error).message).split(': ');
      if (what !== undefined) this.refusals.push(`${method}: ${word}: ${what}`);
      return say({ ok: false, error: word, ...(error instanceof SlackError && error.also) });
    }
  }

  #run(method: string, form: URLSearchParams): object {
    const field = (name: string): string => form.get(name) ?? '';
    if (method === 'users.lookupByEmail') {
      const user = this.users.find(({ email }) => email === field('email'));
      if (user === undefined) throw new SlackError('users_not_found');
      return { user: { id: user.id, team_id: 'T1', profile: { email: user.email } } };
    }
    if (method === 'users.info') {
      const user = this.users.find(({ id }) => id === field('user'));
      if (user === undefined) throw new SlackError('user_not_found');
      const { id, email } = user;
      return {
        user: {
          id,
          team_id: 'T1',
          deleted: false,
          is_bot: false,
          is_email_confirmed: true,
          profile: { email },
        },
      };
    }
    if (method === 'apps.connections.open') {
      this.#count += 1;
      const path = `/link/?ticket=${this.#count}`;
      this.#tickets.add(path);
      return { url: `ws://${this.host}${path}` };
    }
    if (method === 'auth.test')
      return { user_id: BOT, team_id: 'T1', url: 'https://example.slack.com/', bot_id: 'B1' };
    const answered = this.conversations.run(method, field);
    if (answered !== undefined) return answered;
    if (method === 'chat.postMessage') return this.#post(field);
    if (method === 'chat.update') return this.#update(field);
    throw new SlackError(`unknown_method: ${method}`);
  }

  #content(field: (name: string) => string) {
    const blocks = JSON.parse(field('blocks') || '[]') as readonly SlackBlock[];
    checkMessage(field('text'), blocks);
    if (callsSomebody(field('text'), blocks)) this.refusals.push(`it calls people: ${field('text')}`);
    return { text: field('text'), blocks };
  }

  #post(field: (name: string) => string): object {
    const content = this.#content(field);
    const channel = this.#conversation(field('channel'));
    this.#count += 1;
    const ts = `1700000000.${String(this.#count).padStart(6, '0')}`;
    const threadTs = field('thread_ts') || undefined;
    this.messages.push({ channel, ts, threadTs, edits: 0, ...content });
    return { channel, ts, message: content };
  }

  /** To a member: the conversation with them. To a channel: itself, unless it is archived. */
  #conversation(id: string): string {
    if (this.users.some((user) => user.id === id)) return `D${id.slice(1)}`;
    const made = this.conversations.find(id);
    if (made?.archived === true) throw new SlackError('is_archived');
    if (made !== undefined) return id;
    const state = this.channels.get(id);
    if (state === 'archived') throw new SlackError('is_archived');
    if (state === undefined && !this.messages.some(({ channel }) => channel === id))
      throw new SlackError('channel_not_found');
    return id;
  }

  #update(field: (name: string) => string): object {
    const content = this.#content(field);
    this.#conversation(field('channel'));
    const message = this.messages.find((one) => one.channel === field('channel') && one.ts === field('ts'));
    if (message === undefined) throw new SlackError('message_not_found');
    Object.assign(message, content, { edits: message.edits + 1 });
    return { channel: message.channel, ts: message.ts, text: content.text };
  }
}

/** As Slack signs its requests. */
function signed(path: SlackRequest['path'], form: URLSearchParams, at: number): SlackRequest {
  const body = form.toString();
  const timestamp = String(Math.floor(at / 1000));
  const digest = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  };
}
