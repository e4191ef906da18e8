import type { Envelope } from '../../communication/index.ts';
import { inert, type RoomPost } from '../room-webhook.ts';
import { banners, contactLine, contentsOf, discreetBody, discreetTitle, oneLine, shorten } from '../words.ts';

/** What the chats differ in. Which one it is, the address says by its path. */
interface Preset {
  readonly name: string;
  readonly path: RegExp;
  /** Characters of a message, below what the chat takes. */
  readonly most: number;
  readonly bold: (text: string) => string;
  readonly payload: (text: string, thread: string) => object;
  readonly url?: (url: URL) => URL;
}

const stars = (text: string) => `**${text}**`;
const star = (text: string) => `*${text}*`;
const asText = (text: string) => ({ text });

const presets: readonly Preset[] = [
  {
    name: 'Discord',
    path: /^\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/,
    most: 1_900,
    bold: stars,
    // Whatever the text says, nobody is called.
    payload: (content) => ({ content, allowed_mentions: { parse: [] }, flags: SUPPRESS_EMBEDS }),
  },
  {
    name: 'Google Chat',
    path: /^\/v1\/spaces\/[^/]+\/messages$/,
    most: 4_000,
    bold: star,
    payload: (text, thread) => ({ text, thread: { threadKey: thread } }),
    url: (url) => {
      const threaded = new URL(url);
      threaded.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
      return threaded;
    },
  },
  { name: 'Rocket.Chat', path: /\/hooks\/[\w-]+\/[\w-]+$/, most: 4_500, bold: star, payload: asText },
  { name: 'Mattermost', path: /\/hooks\/[\w-]+$/, most: 12_000, bold: stars, payload: asText },
];

/** Links lead to a sign-in; a preview of that helps nobody. */
const SUPPRESS_EMBEDS = 4;

export const presetOf = ({ pathname }: URL): Preset | undefined =>
  presets.find(({ path }) => path.test(pathname));

/** A message as this chat takes it. */
export function chatMessage(envelope: Envelope, address: URL): RoomPost {
  const preset = presetOf(address);
  if (preset === undefined) throw new Error('The address of a room was not checked when it was added.');
  const text = chatText(envelope, preset);
  const body = JSON.stringify(preset.payload(text, envelope.content.thread.id));
  return { url: preset.url?.(address) ?? address, body };
}

/** A message as text in which only the subject is marked; of what must not be read along, that there is something. */
export function chatText(envelope: Envelope, preset: Pick<Preset, 'most' | 'bold'>): string {
  const contents = contentsOf(envelope);
  const hidden = contents.some(({ discreet }) => discreet !== undefined);
  const subject = preset.bold(inert(discreetTitle(envelope, 250)));
  const whole = () => [
    ...banners(envelope),
    ...contents.map(({ headline }) => shorten(oneLine(headline), HEADLINE)),
    ...(contents[0]?.facts ?? []).map(({ label, value }) => oneLine(`${label}: ${value}`)),
    ...contents.flatMap(({ paragraphs }) => paragraphs.map(oneLine)),
  ];
  const lines = hidden ? [discreetBody(envelope)] : whole();
  const contact = hidden ? undefined : contents[0]?.contact;
  const links = envelope.content.actions.map(({ label, url }) => `${inert(oneLine(label))}: ${url}`);
  const last = [
    ...(contact === undefined ? [] : [inert(`Point of contact: ${contactLine(contact)}`)]),
    ...links,
  ].join('\n');
  // Links are never cut.
  const room = Math.max(0, preset.most - subject.length - last.length - 2);
  return [subject, cut(inert(lines.join('\n')), room), last].filter((part) => part !== '').join('\n');
}

const HEADLINE = 700;

/** To so many UTF-16 units, without splitting a character. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`;
