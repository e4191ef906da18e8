import type { Invited, Made, RoomMaker, RoomPerson, WantedRoom } from '../../communication/index.ts';
import { inert } from '../room-webhook.ts';
import { fieldOf, type MattermostAnswer, type MattermostApi } from './api.ts';
import { userOf } from './people.ts';

/** Mattermost's own limits: a channel's name, and its header. */
const LIMIT = { name: 64, header: 1_024 };

export interface MakerParts {
  readonly api: MattermostApi;
  /** The base of links, and the team, by its name in links, in which channels are made. */
  readonly base: string;
  readonly team: string;
}

type Failed = Extract<Made<never>, { ok: false }>;

const failed = ({ outcome }: Extract<MattermostAnswer, { ok: false }>): Failed => ({ ok: false, outcome });
const done: Made<null> = { ok: true, value: null };
const TAKEN = /^store\.sql_channel\.(?:save_channel|update)\.(?:exists|previously)\.app_error$/;

const notIn = (reason: string): Made<Invited> => ({ ok: true, value: { chatUser: null, reason } });

/** Channels that the bot makes, each known by the mark in its purpose. */
export function mattermostMaker({ api, base, team }: MakerParts): RoomMaker {
  return {
    longestName: LIMIT.name,
    async open(wanted, signal) {
      const found = await api.call('GET', `/teams/name/${encodeURIComponent(team)}`, undefined, signal);
      if (!found.ok) return failed(found);
      const made = await create(api, fieldOf(found.body, 'id'), wanted, signal);
      if (!made.ok) return made;
      const name = fieldOf(made.value, 'name');
      const remoteId = fieldOf(made.value, 'id');
      return { ok: true, value: { remoteId, name, url: `${base}/${team}/channels/${name}` } };
    },
    async look(id, signal) {
      const answer = await api.call('GET', `/channels/${id}`, undefined, signal);
      // What the bot may not see just now may be there all the same: only 404 says that it is not.
      if (!answer.ok) return answer.status === 404 ? done : failed(answer);
      const archived = !['', '0'].includes(fieldOf(answer.body, 'delete_at'));
      return { ok: true, value: { name: fieldOf(answer.body, 'name'), archived } };
    },
    async describe(id, topic, signal) {
      const header = inert(topic).slice(0, LIMIT.header);
      const answer = await api.call('PUT', `/channels/${id}/patch`, { header }, signal);
      return answer.ok ? done : failed(answer);
    },
    async rename(id, names, signal) {
      for (const name of names) {
        const answer = await api.call('PUT', `/channels/${id}/patch`, { name, display_name: name }, signal);
        if (answer.ok) return { ok: true, value: fieldOf(answer.body, 'name') };
        if (!TAKEN.test(answer.error)) return failed(answer);
      }
      return allTaken(names);
    },
    async invite(id, person, signal) {
      const user = await whoIs(api, person, signal);
      if (!user.ok) return user;
      if (user.value === null) return notIn(`Mattermost has no account with the address ${person.email}`);
      const body = { user_id: user.value };
      const answer = await api.call('POST', `/channels/${id}/members`, body, signal);
      if (answer.ok) return { ok: true, value: { chatUser: user.value, reason: null } };
      // Said of this person, and of no other.
      return /missing|add_user|get_member|deactivated/.test(answer.error)
        ? notIn(answer.outcome.detail ?? 'Mattermost does not let them in')
        : failed(answer);
    },
    async remove(id, person, signal) {
      const user = await whoIs(api, person, signal);
      if (!user.ok) return user;
      if (user.value === null) return done;
      const answer = await api.call('DELETE', `/channels/${id}/members/${user.value}`, undefined, signal);
      return answer.ok || answer.status === 404 ? done : failed(answer);
    },
    async archive(id, farewell, signal) {
      if (farewell !== null) {
        const said = await api.call('POST', '/posts', { channel_id: id, message: inert(farewell) }, signal);
        if (!said.ok && said.status !== 404 && said.status !== 403) return failed(said);
      }
      const answer = await api.call('DELETE', `/channels/${id}`, undefined, signal);
      return answer.ok || answer.status === 404 ? done : failed(answer);
    },
  };
}

async function create(
  api: MattermostApi,
  teamId: string,
  wanted: WantedRoom,
  signal: AbortSignal,
): Promise<Made<unknown>> {
  let looked = false;
  for (const name of wanted.names) {
    const type = wanted.private ? 'P' : 'O';
    // With its mark in one request: there is no moment in which it is made and not known.
    const body = { team_id: teamId, name, display_name: name, type, purpose: wanted.mark };
    const answer = await api.call('POST', '/channels', body, signal);
    if (answer.ok) return { ok: true, value: answer.body };
    if (!TAKEN.test(answer.error)) return failed(answer);
    if (looked) continue;
    looked = true;
    const mine = await api.call('GET', `/users/me/teams/${teamId}/channels`, undefined, signal);
    if (!mine.ok) return failed(mine);
    const before = Array.isArray(mine.body)
      ? mine.body.find((one) => fieldOf(one, 'purpose') === wanted.mark)
      : undefined;
    if (before !== undefined) return { ok: true, value: before };
  }
  return allTaken(wanted.names);
}

/** An account that they have proved comes before their e-mail address. */
async function whoIs(
  api: MattermostApi,
  { email, addresses, chatUser }: RoomPerson,
  signal: AbortSignal,
): Promise<Made<string | null>> {
  if (chatUser !== null) return { ok: true, value: chatUser };
  const found = await userOf(api, addresses[0] ?? email, signal);
  if (found.ok) return { ok: true, value: found.id };
  return found.status === 404 ? { ok: true, value: null } : failed(found);
}

const allTaken = (names: readonly string[]): Failed => ({
  ok: false,
  outcome: { kind: 'rejected', reason: 'refused', detail: `All names are taken: ${names.join(', ')}` },
});
