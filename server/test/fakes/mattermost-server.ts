import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = { readonly [field: string]: unknown };
type Answer = { readonly status: number; readonly text: string; readonly retryAfter?: string };

/** A post as it stands in a channel; edits are seen in it. */
export interface MattermostPost {
  readonly id: string;
  readonly channelId: string;
  readonly rootId: string;
  message: string;
  attachments: readonly Json[];
  edits: number;
  pinned: boolean;
}

interface MattermostChannel {
  readonly id: string;
  readonly type: 'O' | 'P' | 'D';
  name: string;
  header: string;
  purpose: string;
  deleteAt: number;
  readonly members: Set<string>;
}

export interface MattermostUser {
  readonly id: string;
  readonly username: string;
  readonly email: string;
}

/** As the server says no. */
class Refused extends Error {
  readonly status: number;
  readonly id: string;
  constructor(status: number, id: string) {
    super(id);
    this.status = status;
    this.id = id;
  }
}

export const BOT_ID = 'bottocsin11111111111111111';
const TEAM_ID = 'teamengineering11111111111';
const COMMAND_TOKEN = 'commandtoken11111111111111';
const CALLS = /(?:^|[^\p{L}\p{N}_])@(?:all|channel|here)\b/u;

/** A server with one team, as its API v4 documents it: names, limits, members, archived channels, and what a bot may not do. */
export class MattermostServer {
  readonly posts: MattermostPost[] = [];
  readonly channels: MattermostChannel[] = [];
  readonly users: MattermostUser[] = [];
  /** What was refused for its form, or would have called everybody. */
  readonly refusals: string[] = [];
  readonly #server: Server;
  readonly #token: string;
  #answer: Answer | undefined;
  #silent = false;
  #refuse: Refused | undefined;
  #dying: RegExp | undefined;
  #cutting: RegExp | undefined;
  #count = 0;

  private constructor(server: Server, token: string) {
    this.#server = server;
    this.#token = token;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  static async start(token: string): Promise<MattermostServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MattermostServer(server, token);
  }

  get env(): Record<string, string> {
    return {
      MATTERMOST_URL: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
      MATTERMOST_BOT_TOKEN: this.#token,
      MATTERMOST_TEAM: 'engineering',
      MATTERMOST_COMMAND_TOKEN: COMMAND_TOKEN,
    };
  }

  /** From now on answers every call like this; undefined: as the real one. */
  answer(answer: Answer | undefined): void {
    this.#silent = false;
    this.#answer = answer;
  }

  /** Refuses posts from now on. */
  refusePosts(status: number, id: string): void {
    this.#refuse = new Refused(status, id);
  }

  goSilent(): void {
    this.#silent = true;
  }

  /** Does what is asked there once more, and breaks the connection before it has said so. */
  breakAfter(call: RegExp): void {
    this.#dying = call;
  }

  /** Does what is asked there once more, says so, and breaks the connection in the middle of what it says. */
  cutAfter(call: RegExp): void {
    this.#cutting = call;
  }

  named(name: string): MattermostChannel {
    const found = this.channels.find((one) => one.name === name);
    if (found === undefined)
      throw new Error(`There is no ${name}, only ${this.channels.map((one) => one.name).join(', ')}.`);
    return found;
  }

  /** Somebody made one, and let the bot in. */
  addChannel(name: string, over: Partial<MattermostChannel> = {}): MattermostChannel {
    const made = { id: this.#id('channel'), type: 'O' as const, name, header: '', purpose: '', deleteAt: 0 };
    const channel = { ...made, members: new Set([BOT_ID]), ...over };
    this.channels.push(channel);
    return channel;
  }

  read(channelId?: string): readonly string[] {
    return this.posts
      .filter((post) => channelId === undefined || post.channelId === channelId)
      .map(({ message }) => message);
  }

  /** Somebody taps on the button of a post. */
  tap(post: MattermostPost, name: string, userId: string): object {
    const actions = post.attachments.flatMap((one) => one.actions as readonly Json[]);
    const action = actions.find((one) => one.name === name);
    if (action === undefined) throw new Error(`No button ${name} in ${post.message}`);
    const { context } = action.integration as { readonly context: Json };
    return this.tapOf(context, userId, post);
  }

  tapOf(context: Json, userId: string, post?: MattermostPost): object {
    return {
      ...{ user_id: userId, user_name: 'someone', team_id: TEAM_ID, team_domain: 'engineering' },
      ...{ channel_id: post?.channelId ?? '', post_id: post?.id ?? '', trigger_id: 'x', type: 'button' },
      ...{ data_source: '', context },
    };
  }

  /** Somebody types `/incident TEXT`. */
  type(text: string, userId: string, token = COMMAND_TOKEN): string {
    return new URLSearchParams({
      ...{ channel_id: 'c', command: '/incident', response_url: 'http://x/hooks', team_id: TEAM_ID },
      ...{ text, token, trigger_id: 'x', user_id: userId, user_name: 'someone' },
    }).toString();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #id(what: string): string {
    this.#count += 1;
    return `${what}${String(this.#count).padStart(26 - what.length, '0')}`;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (this.#silent) return;
    const answer = this.#answer ?? this.#run(request, text);
    const call = `${request.method} ${request.url}`;
    if (this.#dying?.test(call)) {
      this.#dying = undefined;
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(answer.retryAfter !== undefined && { 'retry-after': answer.retryAfter }),
    });
    if (!this.#cutting?.test(call)) return void response.end(answer.text);
    this.#cutting = undefined;
    response.write(answer.text.slice(0, 5), () => response.destroy());
  }

  #run(request: IncomingMessage, text: string): Answer {
    try {
      if (request.headers.authorization !== `Bearer ${this.#token}`)
        throw new Refused(401, 'api.context.session_expired.app_error');
      const path = (request.url ?? '').replace(/^\/api\/v4/, '');
      const body = text === '' ? undefined : JSON.parse(text);
      const [status, said] = this.#route(`${request.method} ${decodeURIComponent(path)}`, body);
      return { status, text: JSON.stringify(said) };
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(400, String(error));
      if (refused.status === 400 && !refused.id.includes('.exists.')) this.refusals.push(refused.id);
      const said = { id: refused.id, message: refused.id, status_code: refused.status };
      return { status: refused.status, text: JSON.stringify(said) };
    }
  }

  #route(call: string, body: Json | undefined): readonly [number, unknown] {
    const [, user] = /^GET \/users\/(?:email\/|username\/)?(\S+)$/.exec(call) ?? [];
    const mine = /^GET \/users\/me\/teams\/\S+\/channels$/.test(call);
    if (mine) return [200, this.channels.filter((one) => one.members.has(BOT_ID)).map(shown)];
    if (user !== undefined) return [200, this.#user(user)];
    if (call === 'GET /teams/name/engineering') return [200, { id: TEAM_ID, name: 'engineering' }];
    if (call === 'POST /channels/direct') return [201, shown(this.#direct(body))];
    if (call === 'POST /channels') return [201, shown(this.#create(body ?? {}))];
    if (call === 'POST /posts') return [201, { id: this.#post(body ?? {}).id }];
    const [, post, what] = /^(?:PUT|POST) \/posts\/(\w+)\/(patch|pin)$/.exec(call) ?? [];
    if (post !== undefined) return [200, this.#edit(post, what ?? '', body ?? {})];
    const [, method = '', id = '', rest = ''] = /^(\w+) \/channels\/(\w+)(\S*)$/.exec(call) ?? [];
    return this.#channel(method, this.#found(id), rest, body ?? {});
  }

  #user(who: string): object {
    if (who === 'me') return { id: BOT_ID, username: 'tocsin', is_bot: true };
    const user = this.users.find(({ id, username, email }) => [id, username, email].includes(who));
    if (user === undefined) throw new Refused(404, 'app.user.missing_account.const');
    return { ...user, email_verified: true, delete_at: 0 };
  }

  #found(id: string): MattermostChannel {
    const channel = this.channels.find((one) => one.id === id);
    if (channel === undefined) throw new Refused(404, 'app.channel.get.existing.app_error');
    if (!channel.members.has(BOT_ID)) throw new Refused(403, 'api.context.permissions.app_error');
    return channel;
  }

  #direct(body: unknown): MattermostChannel {
    const [, other] = body as readonly string[];
    if (!this.users.some(({ id }) => id === other))
      throw new Refused(400, 'api.channel.create_direct.invalid_user');
    const name = `${BOT_ID}__${other}`;
    return this.channels.find((one) => one.name === name) ?? this.addChannel(name, { type: 'D' });
  }

  #create({ name, display_name, type, purpose = '', team_id }: Json): MattermostChannel {
    if (team_id !== TEAM_ID) throw new Refused(400, 'team_id');
    if (type !== 'O' && type !== 'P') throw new Refused(400, 'type');
    if (String(display_name ?? '') === '' || String(display_name).length > 64)
      throw new Refused(400, 'display_name');
    if (String(purpose).length > 250) throw new Refused(400, 'purpose');
    return this.addChannel(this.#freeName(name), { type, purpose: String(purpose) });
  }

  /** That of an archived channel stays taken. */
  #freeName(value: unknown): string {
    const name = String(value);
    if (name.length > 64 || !/^[a-z0-9][a-z0-9_-]*$/.test(name))
      throw new Refused(400, `model.channel.is_valid.1_or_more.app_error: ${name}`);
    if (this.channels.some((one) => one.name === name))
      throw new Refused(400, 'store.sql_channel.save_channel.exists.app_error');
    return name;
  }

  #post({ channel_id, message, root_id = '', props }: Json): MattermostPost {
    if (this.#refuse !== undefined) throw this.#refuse;
    const channel = this.#found(String(channel_id));
    if (channel.deleteAt > 0) throw new Refused(403, 'api.post.create_post.can_not_post_to_deleted.error');
    const { attachments = [] } = (props ?? {}) as { readonly attachments?: readonly Json[] };
    const post = {
      ...{ id: this.#id('post'), channelId: channel.id, rootId: String(root_id), edits: 0, pinned: false },
      ...{ message: this.#text(message), attachments },
    };
    this.posts.push(post);
    return post;
  }

  #text(value: unknown): string {
    const message = String(value);
    if (message === '' || message.length > 16_383) throw new Refused(400, 'model.post.is_valid.message');
    if (CALLS.test(message)) this.refusals.push(`it calls people: ${message}`);
    return message;
  }

  #edit(id: string, what: string, { message, props }: Json): object {
    const post = this.posts.find((one) => one.id === id);
    if (post === undefined) throw new Refused(404, 'app.post.get.app_error');
    if (this.#found(post.channelId).deleteAt > 0)
      throw new Refused(403, 'api.post.update_post.can_not_update_post_in_deleted.error');
    if (what === 'pin') post.pinned = true;
    else {
      post.message = this.#text(message);
      post.attachments = (props as { readonly attachments: readonly Json[] }).attachments;
      post.edits += 1;
    }
    return { id };
  }

  #channel(method: string, channel: MattermostChannel, rest: string, body: Json): readonly [number, unknown] {
    const [, member] = /^\/members\/(\w+)$/.exec(rest) ?? [];
    if (method === 'GET') return [200, shown(channel)];
    if (method === 'DELETE' && rest === '') {
      if (channel.deleteAt > 0) throw new Refused(400, 'api.channel.delete_channel.deleted.app_error');
      channel.deleteAt = 1;
      return [200, { status: 'OK' }];
    }
    if (channel.deleteAt > 0) throw new Refused(400, 'api.channel.deleted.app_error');
    if (method === 'DELETE' && member !== undefined) channel.members.delete(member);
    else if (method === 'POST' && rest === '/members') {
      const { user_id } = body;
      if (!this.users.some(({ id }) => id === user_id))
        throw new Refused(404, 'app.user.missing_account.const');
      channel.members.add(String(user_id));
    } else if (rest === '/patch') {
      if (typeof body.name === 'string') channel.name = this.#freeName(body.name);
      if (typeof body.header === 'string') {
        if (body.header.length > 1_024) throw new Refused(400, 'header');
        channel.header = this.#text(body.header);
      }
    } else throw new Refused(404, `api.unknown: ${method} ${rest}`);
    return [200, shown(channel)];
  }
}

const shown = ({ id, name, type, header, purpose, deleteAt }: MattermostChannel) => ({
  ...{ id, name, type, header, purpose, display_name: name, delete_at: deleteAt, team_id: TEAM_ID },
});
