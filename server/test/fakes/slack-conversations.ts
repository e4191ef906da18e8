import { SlackError } from './slack-blocks.ts';

/** A channel that an app made. */
export interface SlackConversation {
  readonly id: string;
  readonly private: boolean;
  readonly creator: string;
  name: string;
  archived: boolean;
  topic: string;
  purpose: string;
  readonly members: Set<string>;
  /** Timestamps of messages. */
  readonly pins: string[];
}

/** The app's own member ID. */
export const BOT = 'U0TOCSIN99';

/** What an app needs for a method: for public channels, for private ones. */
const SCOPES: Readonly<Record<string, readonly [string, string]>> = {
  'conversations.create': ['channels:manage', 'groups:write'],
  'conversations.setPurpose': ['channels:manage', 'groups:write'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'conversations.rename': ['channels:manage', 'groups:write'],
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.kick': ['channels:manage', 'groups:write'],
  'conversations.archive': ['channels:manage', 'groups:write'],
  'conversations.info': ['channels:read', 'groups:read'],
};

type Field = (name: string) => string;

/** The methods of conversations, by their documentation. */
export class SlackConversations {
  readonly all: SlackConversation[] = [];
  /** What the app was installed with. */
  readonly scopes = new Set<string>([
    ...['channels:manage', 'channels:read', 'groups:write', 'groups:read', 'pins:write'],
  ]);
  /** What a workspace forbids its apps: by method, the error. */
  readonly forbidden = new Map<string, string>();
  readonly #isUser: (id: string) => boolean;

  constructor(isUser: (id: string) => boolean) {
    this.#isUser = isUser;
  }

  named(name: string): SlackConversation {
    const found = this.all.find((one) => one.name === name);
    if (found === undefined)
      throw new Error(`There is no #${name}, only ${this.all.map((one) => one.name).join(', ')}.`);
    return found;
  }

  /** Somebody else made one. */
  add(name: string, over: Partial<SlackConversation> = {}): SlackConversation {
    const id = `C0${String(this.all.length + 1).padStart(8, '0')}`;
    const made = { id, name, private: false, creator: 'U0SOMEBODY', archived: false, topic: '', purpose: '' };
    const conversation = { ...made, members: new Set<string>([BOT]), pins: [], ...over };
    this.all.push(conversation);
    return conversation;
  }

  find(id: string): SlackConversation | undefined {
    return this.all.find((one) => one.id === id);
  }

  /** @returns undefined for a method that is none of these */
  run(method: string, field: Field): object | undefined {
    switch (method) {
      case 'conversations.create':
        return { channel: shown(this.#create(field)) };
      case 'users.conversations':
        return this.#list(field);
      case 'pins.add':
        return this.#pin(field);
    }
    if (SCOPES[method] === undefined) return undefined;
    const channel = this.find(field('channel'));
    if (channel === undefined) throw new SlackError('channel_not_found');
    const forbidden = this.forbidden.get(method);
    if (forbidden !== undefined) throw new SlackError(forbidden);
    this.#need(SCOPES[method][channel.private ? 1 : 0]);
    if (method === 'conversations.info') return { channel: shown(channel) };
    if (!channel.members.has(BOT)) throw new SlackError('not_in_channel');
    if (channel.archived)
      throw new SlackError(method === 'conversations.archive' ? 'already_archived' : 'is_archived');
    this.#change(method, channel, field);
    return { channel: shown(channel) };
  }

  #change(method: string, channel: SlackConversation, field: Field): void {
    switch (method) {
      case 'conversations.archive':
        channel.archived = true;
        return;
      case 'conversations.setPurpose':
        channel.purpose = limited(field('purpose'), 250);
        return;
      case 'conversations.setTopic':
        channel.topic = limited(field('topic'), 250);
        return;
      case 'conversations.rename':
        if (channel.creator !== BOT) throw new SlackError('not_authorized');
        channel.name = this.#freeName(field('name'));
        return;
      case 'conversations.invite':
        this.#invite(channel, field('users'));
        return;
      case 'conversations.kick':
        if (field('user') === BOT) throw new SlackError('cant_kick_self');
        if (!channel.members.delete(field('user'))) throw new SlackError('not_in_channel');
    }
  }

  #create(field: Field): SlackConversation {
    const closed = field('is_private') === 'true';
    this.#need(closed ? 'groups:write' : 'channels:manage');
    return this.add(this.#freeName(field('name')), { private: closed, creator: BOT });
  }

  /** A name that is taken stays so when its channel is archived. */
  #freeName(name: string): string {
    if (name === '') throw new SlackError('invalid_name_required: name');
    if (name.length > 80) throw new SlackError(`invalid_name_maxlength: ${name}`);
    if (!/^[a-z0-9_-]+$/.test(name)) throw new SlackError(`invalid_name_specials: ${name}`);
    if (this.all.some((one) => one.name === name)) throw new SlackError('name_taken');
    return name;
  }

  #invite(channel: SlackConversation, users: string): void {
    const ids = users.split(',');
    if (ids.includes(BOT)) throw new SlackError('cant_invite_self');
    if (!ids.every(this.#isUser)) throw new SlackError('user_not_found');
    if (ids.some((id) => channel.members.has(id))) throw new SlackError('already_in_channel');
    for (const id of ids) channel.members.add(id);
  }

  #list(field: Field): object {
    const types = field('types').split(',');
    if (types.includes('public_channel')) this.#need('channels:read');
    if (types.includes('private_channel')) this.#need('groups:read');
    const found = this.all.filter(
      (one) =>
        one.members.has(BOT) &&
        types.includes(one.private ? 'private_channel' : 'public_channel') &&
        !(one.archived && field('exclude_archived') === 'true'),
    );
    // Two a page, so that whoever does not turn it is seen.
    const from = Number(field('cursor') || 0);
    const more = from + 2 < found.length ? String(from + 2) : '';
    return {
      channels: found.slice(from, from + 2).map(shown),
      response_metadata: { next_cursor: more },
    };
  }

  #pin(field: Field): object {
    this.#need('pins:write');
    const channel = this.find(field('channel'));
    if (channel === undefined) throw new SlackError('channel_not_found');
    if (channel.pins.includes(field('timestamp'))) throw new SlackError('already_pinned');
    channel.pins.push(field('timestamp'));
    return {};
  }

  #need(scope: string): void {
    if (!this.scopes.has(scope)) throw new SlackError('missing_scope', { needed: scope });
  }
}

function limited(text: string, most: number): string {
  if (text.length > most) throw new SlackError(`too_long: ${text}`);
  if (/<[!@#]/.test(text)) throw new SlackError(`it calls people: ${text}`);
  return text;
}

const shown = ({ id, name, archived, private: closed, creator, topic, purpose }: SlackConversation) => ({
  ...{ id, name, creator, is_channel: !closed, is_group: closed, is_private: closed, is_archived: archived },
  ...{ topic: { value: topic }, purpose: { value: purpose } },
});
