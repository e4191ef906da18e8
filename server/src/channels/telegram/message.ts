import type { Envelope, MessageContent } from '../../communication/index.ts';
import { escapeHtml } from '../../kernel/index.ts';
import { discreetBody, discreetTitle, oneLine, shorten, shortenToBytes } from '../words.ts';
import type { TelegramAnswer, TelegramApi } from './api.ts';

/** Telegram takes 4,096 UTF-16 units after its tags and entities are read; bytes are never fewer than those. */
export const MAX_BYTES = 4_096;

const TITLE = 200;
/** Of the message itself: title, links and labels come on top. */
const BODY_BYTES = 2_400;
const LABEL = 40;

type Button =
  | { readonly text: string; readonly callback_data: string }
  | { readonly text: string; readonly url: string };

/** What stands in a chat, as sendMessage and editMessageText take it. */
export interface TelegramMessage {
  readonly text: string;
  readonly parse_mode: 'HTML';
  /** Links of ours lead to a sign-in; a preview of that helps nobody. */
  readonly link_preview_options: { readonly is_disabled: true };
  readonly reply_markup: { readonly inline_keyboard: readonly (readonly Button[])[] };
}

/** Text that is text: no tag, no entity, no half of a character. */
export const escaped = (text: string): string => escapeHtml(text.toWellFormed());

/** @param pressed what the button that acknowledges sends back @param linked false: links stand in the text */
export function pageFor(envelope: Envelope, pressed: string, linked: boolean): TelegramMessage {
  const { content, replyCode } = envelope;
  const acknowledge = content.actions.find(({ kind }) => kind === 'acknowledge');
  return message({
    title: discreetTitle(envelope, TITLE),
    lines: [
      escaped(shortenToBytes(discreetBody(envelope), BODY_BYTES)),
      ...(acknowledge === undefined
        ? []
        : [
            `Button not working? Reply${replyCode === undefined ? '' : ` ${replyCode} or`} “ack” to this message, or <a href="${escaped(acknowledge.url)}">acknowledge in the browser</a>.`,
          ]),
    ],
    first: acknowledge === undefined ? [] : [{ text: labelOf(acknowledge), callback_data: pressed }],
    actions: content.actions,
    linked,
  });
}

/** What a page that has ended says in its place. */
export function endedFor(
  envelope: Pick<Envelope, 'content' | 'drill'>,
  sentence: string,
  linked: boolean,
): TelegramMessage {
  return message({
    title: discreetTitle({ ...envelope, bundled: [] }, TITLE),
    lines: [escaped(oneLine(sentence))],
    first: [],
    actions: envelope.content.actions,
    linked,
  });
}

const labelOf = ({ label }: MessageContent['actions'][number]): string => shorten(oneLine(label), LABEL);

function message(of: {
  readonly title: string;
  readonly lines: readonly string[];
  readonly first: readonly Button[];
  readonly actions: MessageContent['actions'];
  readonly linked: boolean;
}): TelegramMessage {
  const opens = of.actions.filter(({ kind }) => kind === 'open').slice(0, 2);
  const buttons = of.linked ? opens.map((open) => ({ text: labelOf(open), url: open.url })) : [];
  const inText = of.linked ? [] : opens.map((open) => escaped(`${labelOf(open)}: ${open.url}`));
  // One above the others: side by side, a thumb at night meets the wrong one.
  const rows = [of.first, buttons].filter((row) => row.length > 0);
  return {
    text: [`<b>${escaped(of.title)}</b>`, ...of.lines, ...inText].join('\n'),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: rows },
  };
}

/** "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL" */
const NO_SUCH_BUTTON = /button URL|BUTTON_URL_INVALID|Wrong HTTP URL/i;

/**
 * Telegram refuses a message with a button that leads where it sees no address, such as `http://tocsin/` in a network of one's own.
 * What it takes it does not document, so it is asked: a page without that button is better than none.
 */
export async function show(
  api: TelegramApi,
  method: 'sendMessage' | 'editMessageText',
  where: Readonly<Record<string, unknown>>,
  what: (linked: boolean) => TelegramMessage,
  signal: AbortSignal,
): Promise<TelegramAnswer> {
  const answer = await api.call(method, { ...where, ...what(true) }, signal);
  if (answer.ok || !NO_SUCH_BUTTON.test(answer.description)) return answer;
  return api.call(method, { ...where, ...what(false) }, signal);
}
