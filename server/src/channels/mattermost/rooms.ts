import {
  type ChannelState,
  type Envelope,
  type Outcome,
  type RoomCard,
  type RoomWays,
  roomKey,
  roomOf,
} from '../../communication/index.ts';
import { err, ok } from '../../kernel/index.ts';
import { acceptedPost, fieldOf, type MattermostApi } from './api.ts';
import { type MakerParts, mattermostMaker } from './maker.ts';
import { type Buttons, cardPost, postFor } from './posts.ts';

interface Parts extends MakerParts {
  readonly api: MattermostApi;
  readonly state: ChannelState;
  readonly buttons: Buttons;
}

const ID = /^[a-z0-9]{26}$/;
const GONE: Outcome = { kind: 'rejected', reason: 'gone', detail: 'The room was removed.' };

/** Where the card of a subject stands in a room: the ID of its post. */
const cardKey = (roomId: string, subject: string): string => `${roomKey(roomId)}:card:${subject}`;

export const mattermostRooms = (parts: Parts): RoomWays => ({
  field: {
    name: 'address',
    label: 'Channel ID',
    type: 'text',
    placeholder: '4xp9fdt77pncbef59f4k1qe83o',
    help: 'In Mattermost, open the channel’s menu, “View Info”: the ID is at the bottom. Add the bot to the channel first.',
  },
  only: false,
  secret: false,
  maker: mattermostMaker(parts),
  validate: (text) =>
    ID.test(text.trim())
      ? ok(text.trim())
      : err('This is not a channel ID. Expected 26 letters and digits, such as 4xp9fdt77pncbef59f4k1qe83o.'),
  showCard: (card, signal) => showCard(parts, card, signal),
});

/** One card for each subject: posted once, edited after. */
async function showCard(
  { api, state, buttons }: Parts,
  card: RoomCard,
  signal: AbortSignal,
): Promise<Outcome> {
  const room = roomOf(card.address);
  const to = room && (await state.get(roomKey(room.id)));
  if (room === undefined || to === undefined) return GONE;
  const key = cardKey(room.id, card.content.thread.id);
  const before = (await state.get(key)) ?? '';
  const post = cardPost(card, buttons);
  if (before !== '') {
    const edited = await api.call('PUT', `/posts/${before}/patch`, post, signal);
    if (edited.ok) return { kind: 'accepted', providerId: before };
    // Somebody deleted it: it is posted anew, because an incident without a card is not seen.
    if (edited.status !== 404) return edited.outcome;
  }
  const posted = await api.call('POST', '/posts', { channel_id: to, ...post }, signal);
  if (!posted.ok) return posted.outcome;
  const providerId = fieldOf(posted.body, 'id');
  if (providerId === '') return acceptedPost(posted.body);
  await state.put(key, providerId);
  // Without its pin it is still the card.
  if (card.pinned) await api.call('POST', `/posts/${providerId}/pin`, {}, signal);
  return { kind: 'accepted', providerId };
}

/** A message to a room; about a subject that has a card there, in its thread. */
export async function sendToRoom(
  { api, state, buttons }: Omit<Parts, 'team'>,
  roomId: string,
  envelope: Envelope,
  signal: AbortSignal,
): Promise<Outcome> {
  const to = await state.get(roomKey(roomId));
  if (to === undefined) return GONE;
  const card = await state.get(cardKey(roomId, envelope.content.thread.id));
  const post = {
    channel_id: to,
    ...(card !== undefined && { root_id: card }),
    ...postFor(envelope, buttons, null),
  };
  const answer = await api.call('POST', '/posts', post, signal);
  return answer.ok ? acceptedPost(answer.body) : answer.outcome;
}
