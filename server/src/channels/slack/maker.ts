import type { Invited, Made, RoomMaker, RoomPerson, WantedRoom } from '../../communication/index.ts';
import type { SlackAnswer, SlackApi, SlackBody } from './api.ts';
import { escaped } from './blocks.ts';

/** Slack's own limits: a channel's name, its topic and its purpose. */
const LIMIT = { name: 80, topic: 250 };
/** Pages of the channels that the app is in, when it looks for one that it made. */
const MOST_PAGES = 20;

type Failed = Extract<Made<never>, { ok: false }>;

const failed = ({ outcome }: Extract<SlackAnswer, { ok: false }>): Failed => ({ ok: false, outcome });
const done: Made<null> = { ok: true, value: null };

const notIn = (reason: string): Made<Invited> => ({ ok: true, value: { chatUser: null, reason } });

/** The member ID of whoever is behind these addresses; a proven one comes before the e-mail address. */
async function memberOf(
  api: SlackApi,
  person: RoomPerson,
  signal: AbortSignal,
): Promise<Made<string | null>> {
  if (person.chatUser !== null) return { ok: true, value: person.chatUser };
  const id = person.addresses.find((address) => /^[UW][A-Z0-9]{6,20}$/.test(address));
  if (id !== undefined) return { ok: true, value: id };
  const [email = person.email] = person.addresses;
  const found = await api.call('users.lookupByEmail', { email }, signal);
  if (found.ok) return { ok: true, value: String((found.body.user as { id?: unknown })?.id ?? '') };
  return found.error === 'users_not_found' ? { ok: true, value: null } : failed(found);
}

/** One that was made for this mark and not remembered; or whose purpose was not set any more. */
async function made(
  api: SlackApi,
  wanted: WantedRoom,
  bot: string,
  signal: AbortSignal,
): Promise<Made<Found | undefined>> {
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const fields = { types: 'public_channel,private_channel', exclude_archived: 'true', limit: '100' };
    const answer = await api.call('users.conversations', { ...fields, cursor: cursor || undefined }, signal);
    if (!answer.ok) return failed(answer);
    const found = channelsOf(answer.body).find(
      ({ name, creator, purpose }) =>
        creator === bot && (purpose.includes(wanted.mark) || (purpose === '' && wanted.names.includes(name))),
    );
    if (found !== undefined) return { ok: true, value: found };
    const { next_cursor } = (answer.body.response_metadata ?? {}) as { readonly next_cursor?: unknown };
    cursor = typeof next_cursor === 'string' ? next_cursor : '';
    if (cursor === '') break;
  }
  return { ok: true, value: undefined };
}

async function create(
  api: SlackApi,
  wanted: WantedRoom,
  bot: string,
  signal: AbortSignal,
): Promise<Made<Found>> {
  let looked = false;
  for (const name of wanted.names) {
    const answer = await api.call('conversations.create', { name, is_private: wanted.private }, signal);
    if (answer.ok) return { ok: true, value: channelOf(answer.body.channel) };
    if (answer.error !== 'name_taken') return failed(answer);
    if (looked) continue;
    looked = true;
    const before = await made(api, wanted, bot, signal);
    if (!before.ok) return before;
    if (before.value !== undefined) return { ok: true, value: before.value };
  }
  return taken(wanted.names);
}

/** Channels that the app makes. Each is known by the mark in its purpose, and by having the app as its creator. */
export function slackMaker({ api }: { readonly api: SlackApi }): RoomMaker {
  return {
    longestName: LIMIT.name,
    async open(wanted, signal) {
      const self = await api.call('auth.test', {}, signal);
      if (!self.ok) return failed(self);
      const found = await create(api, wanted, String(self.body.user_id ?? ''), signal);
      if (!found.ok) return found;
      const { id, name, purpose } = found.value;
      if (!purpose.includes(wanted.mark)) {
        const said = await api.call(
          'conversations.setPurpose',
          { channel: id, purpose: wanted.mark },
          signal,
        );
        if (!said.ok) return failed(said);
      }
      return { ok: true, value: { remoteId: id, name, url: `${String(self.body.url ?? '')}archives/${id}` } };
    },
    async look(channel, signal) {
      const answer = await api.call('conversations.info', { channel }, signal);
      if (answer.ok) {
        const { name, archived } = channelOf(answer.body.channel);
        return { ok: true, value: { name, archived } };
      }
      return answer.error === 'channel_not_found' ? done : failed(answer);
    },
    async describe(channel, topic, signal) {
      const text = escaped(topic);
      const answer = await api.call(
        'conversations.setTopic',
        { channel, topic: text.length <= LIMIT.topic ? text : escaped(topic.slice(0, LIMIT.topic / 5)) },
        signal,
      );
      return answer.ok ? done : failed(answer);
    },
    async rename(channel, names, signal) {
      for (const name of names) {
        const answer = await api.call('conversations.rename', { channel, name }, signal);
        if (answer.ok) return { ok: true, value: channelOf(answer.body.channel).name };
        if (answer.error !== 'name_taken') return failed(answer);
      }
      return taken(names);
    },
    async invite(channel, person, signal) {
      const member = await memberOf(api, person, signal);
      if (!member.ok) return member;
      if (member.value === null) return notIn(`Slack has no account with the address ${person.email}`);
      const answer = await api.call('conversations.invite', { channel, users: member.value }, signal);
      if (answer.ok || IS_IN.test(answer.error))
        return { ok: true, value: { chatUser: member.value, reason: null } };
      return NOT_LET_IN.test(answer.error) ? notIn(`Slack answered: ${answer.error}`) : failed(answer);
    },
    async remove(channel, person, signal) {
      const member = await memberOf(api, person, signal);
      if (!member.ok) return member;
      if (member.value === null) return done;
      const answer = await api.call('conversations.kick', { channel, user: member.value }, signal);
      return answer.ok || answer.error === 'not_in_channel' || answer.error === 'user_not_found'
        ? done
        : failed(answer);
    },
    async archive(channel, farewell, signal) {
      if (farewell !== null) {
        const text = escaped(farewell);
        const said = await api.call('chat.postMessage', { channel, text, unfurl_links: false }, signal);
        if (!said.ok) return GONE.test(said.error) ? done : failed(said);
      }
      const answer = await api.call('conversations.archive', { channel }, signal);
      return answer.ok || GONE.test(answer.error) ? done : failed(answer);
    },
  };
}

const IS_IN = /^(?:already_in_channel|cant_invite_self)$/;
/** Said of this person, and of no other. */
const NOT_LET_IN =
  /^(?:users?_not_found|cant_invite|user_is_restricted|user_is_ultra_restricted|ura_max_channels|cannot_find_user|user_disabled|external_user\w*|failed_for_some_users)$/;
const GONE = /^(?:already_archived|is_archived|channel_not_found)$/;

const taken = (names: readonly string[]): Failed => ({
  ok: false,
  outcome: {
    kind: 'rejected',
    reason: 'refused',
    detail: `All names are taken: ${names.map((name) => `#${name}`).join(', ')}`,
  },
});

interface Found {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly creator: string;
  readonly purpose: string;
}

function channelOf(value: unknown): Found {
  const { id, name, is_archived, creator, purpose } = (value ?? {}) as {
    readonly [field: string]: unknown;
    readonly purpose?: { readonly value?: unknown };
  };
  return {
    id: String(id ?? ''),
    name: String(name ?? ''),
    archived: is_archived === true,
    creator: String(creator ?? ''),
    purpose: typeof purpose?.value === 'string' ? purpose.value : '',
  };
}

const channelsOf = ({ channels }: SlackBody): readonly Found[] =>
  Array.isArray(channels) ? channels.map(channelOf) : [];
