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
import { discreetTitle } from '../words.ts';
import type { SlackApi } from './api.ts';
import {
  type Block,
  type Button,
  buttons,
  escaped,
  factBlocks,
  header,
  messageFor,
  section,
} from './blocks.ts';
import { slackMaker } from './maker.ts';

/** A button whose value is a command (`ack INC-7`). */
export const COMMAND = 'command';

interface Parts {
  readonly api: SlackApi;
  readonly state: ChannelState;
}

/** `C…`, of an older private channel `G…`; also at the end of a link to the channel. */
const CHANNEL =
  /^(?:https:\/\/[a-z0-9-]+\.(?:enterprise\.)?slack(?:-gov)?\.com\/archives\/)?([CG][A-Z0-9]{6,20})\/?$/;

export const slackRooms = (parts: Parts): RoomWays => ({
  field: {
    name: 'address',
    label: 'Channel ID',
    type: 'text',
    placeholder: 'C012AB3CD',
    help: 'In Slack, open the channel’s details: the ID is at the bottom. A link to the channel works too. Invite the app to a private channel first (/invite @Tocsin).',
  },
  only: false,
  secret: false,
  maker: slackMaker(parts),
  validate: (text) => {
    const [, id] = CHANNEL.exec(text.trim()) ?? [];
    return id === undefined
      ? err('This is not a channel ID. Expected something like C012AB3CD, or a link to the channel.')
      : ok(id);
  },
  showCard: (card, signal) => showCard(parts, card, signal),
});

const GONE: Outcome = { kind: 'rejected', reason: 'gone', detail: 'The room was removed.' };

/** Where the card of a subject stands in a room: `C1:1700000000.000001`. */
const cardKey = (roomId: string, subject: string): string => `${roomKey(roomId)}:card:${subject}`;

/** One card for each subject: posted once, edited after. */
async function showCard({ api, state }: Parts, card: RoomCard, signal: AbortSignal): Promise<Outcome> {
  const room = roomOf(card.address);
  const to = room && (await state.get(roomKey(room.id)));
  if (room === undefined || to === undefined || to === '') return GONE;
  const key = cardKey(room.id, card.content.thread.id);
  const [channel = '', ts = ''] = ((await state.get(key)) ?? '').split(':');
  const message = { ...cardMessage(card), unfurl_links: false, unfurl_media: false };
  if (ts !== '') {
    const edited = await api.call('chat.update', { channel, ts, ...cardMessage(card) }, signal);
    if (edited.ok) return { kind: 'accepted', providerId: `${channel}:${ts}` };
    // Somebody deleted it: it is posted anew, because an incident without a card is not seen.
    if (edited.error !== 'message_not_found') return edited.outcome;
  }
  const posted = await api.call('chat.postMessage', { channel: to, ...message }, signal);
  if (!posted.ok) return posted.outcome;
  const providerId = `${posted.body.channel}:${posted.body.ts}`;
  await state.put(key, providerId);
  // Without its pin it is still the card; whoever may not pin here is told by nothing more than that.
  if (card.pinned)
    await api.call('pins.add', { channel: posted.body.channel, timestamp: posted.body.ts }, signal);
  return { kind: 'accepted', providerId };
}

function cardMessage({ content, drill, acknowledge }: RoomCard): { text: string; blocks: readonly Block[] } {
  const title = discreetTitle({ content, drill, bundled: [] }, 150);
  const open = content.actions.flatMap(({ label, url }): Button[] => [{ label, action: 'open', url }]);
  const tap: Button[] =
    acknowledge === null
      ? []
      : [{ label: 'Acknowledge', action: COMMAND, value: acknowledge, primary: true }];
  return {
    text: escaped(`${title}: ${content.headline}`),
    blocks: [
      header(title),
      section(content.headline),
      ...factBlocks(content.facts),
      ...content.paragraphs.map(section),
      ...buttons([...tap, ...open]),
    ],
  };
}

/** A message to a room; about a subject that has a card there, in its thread. */
export async function sendToRoom(
  { api, state }: Parts,
  roomId: string,
  envelope: Envelope,
  signal: AbortSignal,
): Promise<Outcome> {
  const to = await state.get(roomKey(roomId));
  if (to === undefined || to === '') return GONE;
  const [channel = to, ts] = ((await state.get(cardKey(roomId, envelope.content.thread.id))) ?? '').split(
    ':',
  );
  const { text, blocks } = messageFor(envelope, (actions) =>
    actions.flatMap(({ kind, label, url }, index): Button[] =>
      kind === 'open' ? [{ label, action: `open-${index}`, url }] : [],
    ),
  );
  const message = {
    ...{ channel: ts === undefined ? to : channel, text, blocks, unfurl_links: false, unfurl_media: false },
    ...(ts !== undefined && { thread_ts: ts }),
  };
  const answer = await api.call('chat.postMessage', message, signal);
  if (!answer.ok) return answer.outcome;
  return { kind: 'accepted', providerId: `${answer.body.channel}:${answer.body.ts}` };
}
