import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { listening, type VendorAnswer, VendorServer } from './vendor-server.ts';

/** A message as the app shows it. */
export interface PushoverMessage {
  readonly user: string;
  readonly title: string;
  readonly message: string;
  readonly url: string | undefined;
  readonly urlTitle: string | undefined;
  readonly priority: number;
  /** Of an emergency. */
  readonly emergency: Emergency | undefined;
}

interface Emergency {
  readonly receipt: string;
  readonly retry: number;
  readonly expire: number;
  readonly tags: readonly string[];
  readonly callback: string | undefined;
  acknowledgedBy: string | undefined;
  /** It rings no more although nobody acknowledged it. */
  ended: boolean;
  /** How often it was asked for. */
  asked: number;
}

/** What Pushover posts to the callback of an emergency. It signs nothing. */
export interface PushoverCallback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** As Pushover says no: in sentences, and with the name of what it does not take. */
class Refused extends Error {
  readonly field: string;
  readonly status: number;
  constructor(field: string, message: string, status = 400) {
    super(message);
    this.field = field;
    this.status = status;
  }
}

const FORM = 'application/x-www-form-urlencoded';
const KNOWN = new Set(
  'token user message device html monospace priority sound timestamp title ttl url url_title retry expire callback tags'.split(
    ' ',
  ),
);

/** Pushover's API, which checks what the real one checks (pushover.net/api, /api/receipts). */
export class PushoverServer extends VendorServer {
  readonly messages: PushoverMessage[] = [];
  /** User keys with an active device, and keys of groups. */
  readonly users = new Set<string>();
  readonly groups = new Set<string>();
  /** Receipts of which it fails to tell. */
  readonly stuck = new Set<string>();
  readonly #token: string;

  private constructor(server: Server, token: string) {
    super(server);
    this.#token = token;
  }

  /** @param token that of its one application */
  static async start(token: string): Promise<PushoverServer> {
    return new PushoverServer(await listening(), token);
  }

  get url(): string {
    return this.origin;
  }

  get env(): Record<string, string> {
    return { PUSHOVER_URL: this.url, PUSHOVER_TOKEN: this.#token };
  }

  get emergencies(): Emergency[] {
    return this.messages.flatMap(({ emergency }) => (emergency === undefined ? [] : [emergency]));
  }

  /** Somebody acknowledges in the app. @returns what Pushover then posts, where it was asked to */
  acknowledge(receipt: string): PushoverCallback | undefined {
    const message = this.messages.find(({ emergency }) => emergency?.receipt === receipt);
    if (message?.emergency === undefined) throw new Error(`There is no emergency ${receipt}.`);
    message.emergency.acknowledgedBy ??= message.user;
    return this.callbackOf(receipt);
  }

  /** What would be posted; whoever knows the address can make it up, with nothing acknowledged. */
  callbackOf(receipt: string): PushoverCallback | undefined {
    const message = this.messages.find(({ emergency }) => emergency?.receipt === receipt);
    const callback = message?.emergency?.callback;
    if (message === undefined || callback === undefined) return undefined;
    const body = new URLSearchParams({
      receipt,
      acknowledged: '1',
      acknowledged_at: '1930000000',
      acknowledged_by: message.user,
      acknowledged_by_device: 'phone',
    });
    return { url: callback, headers: { 'content-type': FORM }, body: body.toString() };
  }

  protected serve(request: IncomingMessage, text: string): VendorAnswer {
    return this.#act(request, text);
  }

  #act(request: IncomingMessage, text: string): VendorAnswer {
    try {
      return this.#route(request, text);
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused('server', String(error), 500);
      // Keys that are wrong are no fault of form.
      if (refused.field !== 'user' && refused.field !== 'token') this.refusals.push(refused.message);
      const said = { [refused.field]: 'invalid', errors: [refused.message], status: 0, request: 'r' };
      return { status: refused.status, text: JSON.stringify(said) };
    }
  }

  #route(request: IncomingMessage, text: string): VendorAnswer {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const isForm = request.headers['content-type'] === FORM;
    if (request.method === 'POST' && !isForm) throw new Refused('form', 'the body is no form');
    const form = request.method === 'POST' ? new URLSearchParams(text) : searchParams;
    if (form.get('token') !== this.#token) throw new Refused('token', 'application token is invalid');
    const called = `${request.method} ${pathname}`;
    if (called === 'POST /1/messages.json') return this.#publish(form);
    if (called === 'POST /1/users/validate.json') {
      const user = this.#user(form);
      return said({ group: this.groups.has(user) ? 1 : 0, devices: ['phone'], licenses: ['Android'] });
    }
    const [, receipt] = /^GET \/1\/receipts\/(\w+)\.json$/.exec(called) ?? [];
    if (receipt !== undefined) return this.#receipt(receipt);
    const [, tag] = /^POST \/1\/receipts\/cancel_by_tag\/([^/]+)\.json$/.exec(called) ?? [];
    if (tag === undefined) throw new Refused('path', `there is no ${called}`, 404);
    const ringing = this.emergencies.filter(
      ({ tags, ended, acknowledgedBy }) => tags.includes(tag) && !ended && acknowledgedBy === undefined,
    );
    for (const emergency of ringing) emergency.ended = true;
    return said({ canceled: ringing.length });
  }

  #user(form: URLSearchParams): string {
    const user = form.get('user') ?? '';
    if (!/^[A-Za-z0-9]{30}$/.test(user) || !(this.users.has(user) || this.groups.has(user)))
      throw new Refused('user', 'user identifier is not a valid user, group, or subscribed user key');
    return user;
  }

  #publish(form: URLSearchParams): VendorAnswer {
    const user = this.#user(form);
    const message = readMessage(form, user);
    this.messages.push(message);
    const limits = { 'x-limit-app-limit': '10000', 'x-limit-app-remaining': '7496' };
    const receipt = message.emergency && { receipt: message.emergency.receipt };
    return { ...said({ ...receipt }), headers: { ...limits, 'x-limit-app-reset': '1930000000' } };
  }

  #receipt(receipt: string): VendorAnswer {
    const emergency = this.emergencies.find((one) => one.receipt === receipt);
    if (emergency === undefined)
      return { status: 404, text: '{"receipt":"not found","errors":["receipt not found"],"status":0}' };
    emergency.asked += 1;
    if (this.stuck.has(receipt)) return { status: 500, text: '{"status":0}' };
    const { acknowledgedBy, ended } = emergency;
    return said({
      acknowledged: acknowledgedBy === undefined ? 0 : 1,
      acknowledged_by: acknowledgedBy ?? '',
      expired: ended ? 1 : 0,
    });
  }
}

const said = (what: object): VendorAnswer => ({
  status: 200,
  text: JSON.stringify({ status: 1, request: 'r', ...what }),
});

/** @throws Refused for what the real one does not take */
function readMessage(form: URLSearchParams, user: string): PushoverMessage {
  const read = (name: string, most: number): string | undefined => {
    const value = form.get(name) ?? undefined;
    if ([...(value ?? '')].length > most) throw new Refused(name, `${name} is longer than ${most}`);
    return value;
  };
  for (const name of form.keys()) if (!KNOWN.has(name)) throw new Refused(name, `there is no ${name}`);
  const message = read('message', 1024) ?? '';
  if (message.trim() === '') throw new Refused('message', 'message cannot be blank');
  // Whatever was typed somewhere must not be read as markup.
  if (form.get('html') === '1') throw new Refused('html', 'html is on');
  const url = read('url', 512);
  const urlTitle = read('url_title', 100);
  if (urlTitle !== undefined && url === undefined) throw new Refused('url', 'a title without a url');
  const priority = Number(form.get('priority') ?? 0);
  if (![-2, -1, 0, 1, 2].includes(priority)) throw new Refused('priority', 'priority is invalid');
  const emergency = priority === 2 ? readEmergency(form) : undefined;
  return { user, title: read('title', 250) ?? '', message, url, urlTitle, priority, emergency };
}

function readEmergency(form: URLSearchParams): Emergency {
  const [retry, expire] = [Number(form.get('retry') ?? 0), Number(form.get('expire') ?? 0)];
  if (!Number.isInteger(retry) || retry < 30) throw new Refused('retry', 'retry must be at least 30');
  if (!Number.isInteger(expire) || expire < 1 || expire > 10_800)
    throw new Refused('expire', 'expire must be at most 10800');
  const callback = form.get('callback') ?? undefined;
  if (callback !== undefined && !/^https?:\/\/\S+$/.test(callback))
    throw new Refused('callback', 'callback is not a URL');
  return {
    ...{ retry, expire, callback, acknowledgedBy: undefined, ended: false, asked: 0 },
    receipt: `r${randomBytes(15).toString('hex').slice(1)}`,
    tags: (form.get('tags') ?? '').split(','),
  };
}
