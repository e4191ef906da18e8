import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { readHtml } from './telegram-html.ts';
import { listening, type VendorAnswer, VendorServer } from './vendor-server.ts';

interface Button {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
}

/** A message of the bot as it stands in a chat; edits are seen in it. */
export interface TelegramMessage {
  readonly id: number;
  readonly chat: string;
  /** As it is read: tags are gone, links stand behind their words. */
  text: string;
  buttons: readonly Button[];
}

/** What the bot said to somebody who pressed a button. */
interface Toast {
  readonly text: string;
  readonly alert: boolean;
}

type Body = Readonly<Record<string, unknown>>;

/** As Telegram says no. */
class Refused extends Error {
  readonly status: number;
  /** Whether the product broke a rule of the documentation, and not only met a person who is not there. */
  readonly form: boolean;
  constructor(status: number, message: string, form = false) {
    super(message);
    this.status = status;
    this.form = form;
  }
}

const say = (status: number, body: object): VendorAnswer => ({ status, text: JSON.stringify(body) });

/**
 * The Bot API with one bot: checks what Telegram checks (token, form, HTML, limits, buttons), holds getUpdates until there is something
 * to tell, ends one of two that ask at the same time, and forgets an update once a later offset confirms it.
 */
export class TelegramServer extends VendorServer {
  readonly messages: TelegramMessage[] = [];
  readonly toasts: Toast[] = [];
  /** Chats that were started and in which the bot is not blocked. */
  readonly chats = new Set<string>();
  readonly #blocked = new Set<string>();
  readonly #token: string;
  #count = 0;
  readonly #presses = new Set<string>();
  #updates: { readonly id: number; readonly body: Body; readonly confirmed: () => void }[] = [];
  #held: { end(answer: VendorAnswer): void } | undefined;

  private constructor(server: Server, token: string) {
    super(server);
    this.#token = token;
  }

  static async start(token: string): Promise<TelegramServer> {
    return new TelegramServer(await listening(), token);
  }

  get env(): Record<string, string> {
    return { TELEGRAM_BOT_TOKEN: this.#token, TELEGRAM_API_URL: this.origin };
  }

  /** What one chat reads by now. */
  read = (chat: string): readonly string[] =>
    this.messages.filter((one) => one.chat === chat).map(({ text }) => text);

  /** Somebody writes to the bot, as an answer to one of its messages perhaps. @returns when the bot has taken it */
  write(chat: string, text: string, to?: TelegramMessage): Promise<void> {
    if (text === '/start') this.chats.add(chat);
    return this.#tell({
      message: {
        message_id: this.#next(),
        from: { id: Number(chat), is_bot: false, first_name: 'Someone' },
        chat: { id: Number(chat), type: 'private', first_name: 'Someone' },
        date: 1_900_000_000,
        text,
        ...(to !== undefined && { reply_to_message: { message_id: to.id, date: 1_900_000_000 } }),
      },
    });
  }

  /** Somebody presses a button. @returns when the bot has taken it */
  press(label: string, message: TelegramMessage, from = message.chat): Promise<void> {
    const button = message.buttons.find(({ text }) => text === label);
    if (button?.callback_data === undefined) throw new Error(`No button ${label} in ${message.text}`);
    return this.pressed(button.callback_data, from);
  }

  /** A press with data of its own making, as a changed app could send it. */
  pressed(data: string, from: string): Promise<void> {
    const id = `press${this.#next()}`;
    this.#presses.add(id);
    return this.#tell({
      callback_query: { id, from: { id: Number(from), is_bot: false }, chat_instance: '1', data },
    });
  }

  /** Somebody blocks the bot, or takes that back. @returns when the bot has taken it */
  block(chat: string, status: 'kicked' | 'member', tell = true): Promise<void> {
    if (status === 'kicked') this.#blocked.add(chat);
    else this.#blocked.delete(chat);
    return tell
      ? this.#tell({
          my_chat_member: { chat: { id: Number(chat), type: 'private' }, new_chat_member: { status } },
        })
      : Promise.resolve();
  }

  #next = (): number => {
    this.#count += 1;
    return this.#count;
  };

  #tell(body: Body): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#updates.push({ id: this.#next(), body, confirmed: resolve });
    this.#held?.end(this.#waiting());
    return promise;
  }

  #waiting = (): VendorAnswer =>
    say(200, { ok: true, result: this.#updates.map(({ id, body }) => ({ update_id: id, ...body })) });

  protected async serve(
    request: IncomingMessage,
    text: string,
    response: ServerResponse,
  ): Promise<VendorAnswer> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    try {
      if (token !== this.#token) throw new Refused(401, 'Unauthorized');
      if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json')
        throw new Refused(400, 'Bad Request: expected JSON', true);
      const body = JSON.parse(text) as Body;
      if (method === 'getUpdates') return await this.#poll(body, response);
      return say(200, { ok: true, result: this.#do(method, body) });
    } catch (error) {
      const { status, message, form } =
        error instanceof Refused ? error : new Refused(500, String(error), true);
      if (form) this.refusals.push(`${method}: ${message}`);
      return say(status, { ok: false, error_code: status, description: message });
    }
  }

  #poll({ offset, timeout }: Body, response: ServerResponse): VendorAnswer | Promise<VendorAnswer> {
    const conflict = 'Conflict: terminated by other getUpdates request';
    this.#held?.end(say(409, { ok: false, error_code: 409, description: conflict }));
    const done = this.#updates.filter(({ id }) => id < Number(offset ?? 0));
    this.#updates = this.#updates.filter((one) => !done.includes(one));
    for (const { confirmed } of done) confirmed();
    if (this.#updates.length > 0 || Number(timeout ?? 0) === 0) return this.#waiting();
    return new Promise((resolve) => {
      const held = {
        end: (answer: VendorAnswer) => {
          if (this.#held === held) this.#held = undefined;
          resolve(answer);
        },
      };
      this.#held = held;
      response.once('close', () => held.end(this.#waiting()));
    });
  }

  #do(method: string, body: Body): unknown {
    if (method === 'sendMessage') {
      const chat = this.#chat(body);
      const message = { id: this.#next(), chat, ...content(body) };
      this.messages.push(message);
      return { message_id: message.id, chat: { id: Number(chat), type: 'private' }, text: message.text };
    }
    if (method === 'editMessageText') {
      const chat = this.#chat(body);
      const message = this.messages.find((one) => one.chat === chat && one.id === body.message_id);
      if (message === undefined) throw new Refused(400, 'Bad Request: message to edit not found');
      Object.assign(message, content(body));
      return { message_id: message.id, text: message.text };
    }
    if (method === 'answerCallbackQuery') {
      if (!this.#presses.delete(String(body.callback_query_id)))
        throw new Refused(400, 'Bad Request: query is too old and response timeout expired', true);
      const text = String(body.text ?? '');
      if (text.length > 200) throw new Refused(400, 'Bad Request: MESSAGE_TOO_LONG', true);
      this.toasts.push({ text, alert: body.show_alert === true });
      return true;
    }
    throw new Refused(404, 'Not Found', true);
  }

  #chat({ chat_id }: Body): string {
    const chat = String(chat_id);
    if (this.#blocked.has(chat)) throw new Refused(403, 'Forbidden: bot was blocked by the user');
    if (!this.chats.has(chat)) throw new Refused(400, 'Bad Request: chat not found');
    return chat;
  }
}

function content(body: Body): Pick<TelegramMessage, 'text' | 'buttons'> {
  const bad = (what: string) => new Refused(400, `Bad Request: ${what}`, true);
  const rows = ((body.reply_markup ?? {}) as { inline_keyboard?: readonly (readonly Button[])[] })
    .inline_keyboard;
  const buttons = (rows ?? []).flat();
  for (const { text, url, callback_data: data } of buttons) {
    if (text === '' || (url === undefined) === (data === undefined)) throw bad('Text buttons are unallowed');
    if (data !== undefined && (data === '' || Buffer.byteLength(data) > 64)) throw bad('BUTTON_DATA_INVALID');
    // Met by whoever tries Tocsin at home, and not a fault of form: where it leads is the administrator's choice.
    if (url !== undefined && !URL.parse(url)?.hostname.includes('.'))
      throw new Refused(400, `Bad Request: inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  let text: string;
  try {
    text = body.parse_mode === 'HTML' ? readHtml(String(body.text ?? '')) : String(body.text ?? '');
  } catch (error) {
    throw bad((error as Error).message);
  }
  if (text.trim() === '') throw bad('message text is empty');
  // Links within the text stand behind their words here and count for nothing there; ours are short.
  if (text.length > 4096) throw bad('message is too long');
  return { text, buttons };
}
