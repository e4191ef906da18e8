import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { readTwiml } from './twiml.ts';
import { listening, type VendorAnswer, VendorServer } from './vendor-server.ts';

const ACCOUNT = `AC${'5'.repeat(32)}`;
const NUMBER = '+14155550100';

/** An SMS as it stands on the phone, or a call as it is heard. */
export interface TwilioMessage {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly statusCallback: string;
}
export interface TwilioCall extends TwilioMessage {
  /** Where a pressed key goes. */
  readonly gather: string;
  readonly machineCallback: string | undefined;
  /** In seconds. */
  readonly rings: number;
  canceled: boolean;
  hungUp: boolean;
}

/** A request that Twilio makes, signed as it signs. */
export interface TwilioRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

class Refused extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Twilio's Messages and Calls, with what the real ones check (twilio.com/docs/messaging/api, /docs/voice/api/call-resource). */
export class Twilio extends VendorServer {
  readonly messages: TwilioMessage[] = [];
  readonly calls: TwilioCall[] = [];
  /** Numbers whose owner wrote STOP, and numbers that do not exist. */
  readonly optedOut = new Set<string>();
  readonly invalid = new Set<string>();
  readonly #token: string;

  private constructor(server: Server, token: string) {
    super(server);
    this.#token = token;
  }

  static async start(token: string): Promise<Twilio> {
    return new Twilio(await listening(), token);
  }

  /** What the product is set up with. */
  get env(): Record<string, string> {
    return {
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: this.#token,
      TWILIO_FROM: NUMBER,
      TWILIO_URL: this.origin,
    };
  }

  /** Somebody writes back. */
  reply(
    from: string,
    text: string,
    over: Readonly<Record<string, string>> = {},
    origin = 'http://tocsin.test',
  ): TwilioRequest {
    const form = { MessageSid: newSid('SM'), From: from, To: NUMBER, Body: text, NumMedia: '0', ...over };
    return this.#request(`${origin}/callbacks/sms/reply`, form);
  }

  /** What became of an SMS. */
  status({ sid, to, statusCallback }: TwilioMessage, status: string, errorCode?: number): TwilioRequest {
    const code = errorCode === undefined ? {} : { ErrorCode: String(errorCode) };
    return this.#request(statusCallback, {
      MessageSid: sid,
      MessageStatus: status,
      To: to,
      From: NUMBER,
      ...code,
    });
  }

  /** The person who is called presses a key. */
  press({ sid, to, gather }: TwilioCall, digits: string): TwilioRequest {
    return this.#request(gather, { CallSid: sid, To: to, Digits: digits, CallStatus: 'in-progress' });
  }

  /** How a call ended. */
  ended({ sid, to, statusCallback }: TwilioMessage, status: string): TwilioRequest {
    return this.#request(statusCallback, { CallSid: sid, To: to, CallStatus: status, CallDuration: '9' });
  }

  /** Twilio heard who picked up. */
  answeredBy({ sid, to, machineCallback = '' }: TwilioCall, by: string): TwilioRequest {
    return this.#request(machineCallback, { CallSid: sid, To: to, AnsweredBy: by });
  }

  /** Any request, signed for the URL as Twilio knows it. */
  #request(url: string, form: Readonly<Record<string, string>>): TwilioRequest {
    return {
      path: new URL(url).pathname,
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'x-twilio-signature': signed(this.#token, url, form),
      },
      body: new URLSearchParams(form).toString(),
    };
  }

  protected serve(request: IncomingMessage, text: string): VendorAnswer {
    return this.#serve(request, text);
  }

  #serve(request: IncomingMessage, text: string): VendorAnswer {
    try {
      const form = this.#read(request, text);
      const resource = request.url?.slice(`/2010-04-01/Accounts/${ACCOUNT}/`.length) ?? '';
      if (resource === 'Messages.json') return created(this.#message(form));
      if (resource === 'Calls.json') return created(this.#call(form));
      return this.#change(resource, form);
    } catch (error) {
      const { status, code, message } =
        error instanceof Refused ? error : new Refused(500, 20500, String(error));
      if (code !== 21610 && code !== 21211) this.refusals.push(`${code} ${message}`);
      const more_info = `https://www.twilio.com/docs/errors/${code}`;
      return { status, text: JSON.stringify({ code, message, more_info, status }) };
    }
  }

  #read(request: IncomingMessage, text: string): URLSearchParams {
    const { authorization, 'content-type': type } = request.headers;
    const expected = Buffer.from(`${ACCOUNT}:${this.#token}`).toString('base64');
    if (authorization !== `Basic ${expected}`) throw new Refused(401, 20003, 'Authenticate');
    if (request.method !== 'POST' || !request.url?.startsWith(`/2010-04-01/Accounts/${ACCOUNT}/`))
      throw new Refused(404, 20404, 'The requested resource was not found');
    if (type !== 'application/x-www-form-urlencoded') throw new Refused(415, 20415, 'Unsupported media type');
    const form = new URLSearchParams(text);
    for (const [name, value] of form)
      if (name.includes('Callback') && name !== 'StatusCallbackEvent' && !/^https?:\/\/[^/]+\//.test(value))
        throw new Refused(400, 21609, `Invalid ${name}`);
    return form;
  }

  #message(form: URLSearchParams): TwilioMessage {
    const to = this.#to(form);
    if (this.optedOut.has(to)) throw new Refused(400, 21610, 'Attempt to send to unsubscribed recipient');
    const text = form.get('Body') ?? '';
    if (text === '') throw new Refused(400, 21602, 'Message body is required.');
    if ([...text].length > 1600) throw new Refused(400, 21617, 'The message body exceeds 1600 characters.');
    const message = {
      sid: newSid('SM'),
      to,
      from: NUMBER,
      text,
      statusCallback: form.get('StatusCallback') ?? '',
    };
    this.messages.push(message);
    return message;
  }

  #call(form: URLSearchParams): TwilioCall {
    const to = this.#to(form);
    const script = form.get('Twiml') ?? '';
    if (script.length > 4000) throw new Refused(400, 21218, 'Twiml too long');
    const { said, gather } = readTwiml(script);
    const rings = Number(form.get('Timeout') ?? 60);
    if (!Number.isInteger(rings) || rings < 5 || rings > 600)
      throw new Refused(400, 21220, 'Invalid Timeout');
    const call = {
      sid: newSid('CA'),
      to,
      from: NUMBER,
      text: said,
      gather: gather ?? '',
      rings,
      statusCallback: form.get('StatusCallback') ?? '',
      machineCallback: form.get('AsyncAmdStatusCallback') ?? undefined,
      canceled: false,
      hungUp: false,
    };
    this.calls.push(call);
    return call;
  }

  #change(resource: string, form: URLSearchParams): VendorAnswer {
    const call = this.calls.find(({ sid }) => resource === `Calls/${sid}.json`);
    if (call === undefined) throw new Refused(404, 20404, `${resource} was not found`);
    const status = form.get('Status');
    if (status === 'canceled') call.canceled = true;
    else if (status === 'completed') call.hungUp = true;
    else throw new Refused(400, 21218, 'Invalid Status');
    return { status: 200, text: JSON.stringify({ sid: call.sid, status }) };
  }

  #to(form: URLSearchParams): string {
    const to = form.get('To') ?? '';
    if (!/^\+[1-9]\d{6,14}$/.test(to) || this.invalid.has(to))
      throw new Refused(400, 21211, `Invalid 'To' Phone Number: ${to}`);
    if (form.get('From') !== NUMBER) throw new Refused(400, 21606, 'The From number is not yours');
    return to;
  }
}

const newSid = (kind: string): string => `${kind}${randomBytes(16).toString('hex')}`;

/** The body comes before the id, as in the real answer. */
const created = ({ sid, text }: TwilioMessage): VendorAnswer => ({
  status: 201,
  text: JSON.stringify({ body: text, num_segments: '1', direction: 'outbound-api', sid, status: 'queued' }),
});

function signed(token: string, url: string, form: Readonly<Record<string, string>>): string {
  const text = Object.keys(form)
    .sort()
    .reduce((soFar, name) => soFar + name + form[name], url);
  return createHmac('sha1', token).update(text).digest('base64');
}
