import type { IncomingMessage, Server } from 'node:http';
import { listening, type VendorAnswer, VendorServer } from './vendor-server.ts';

/** An SMS gateway as many are: one POST of JSON with a bearer token, and an answer that says how it went within a 200. */
export class SmsGateway extends VendorServer {
  readonly messages: { readonly to: string; readonly text: string }[] = [];
  readonly #token: string;

  private constructor(server: Server, token: string) {
    super(server);
    this.#token = token;
  }

  static async start(token: string): Promise<SmsGateway> {
    return new SmsGateway(await listening(), token);
  }

  /** What the product is set up with. */
  get env(): Record<string, string> {
    return {
      SMS_GATEWAY_URL: `${this.origin}/send`,
      SMS_GATEWAY_HEADERS: JSON.stringify({ Authorization: `Bearer ${this.#token}` }),
      SMS_GATEWAY_BODY: '{"recipient":"{to}","message":"{text}","reference":"{id}"}',
      SMS_GATEWAY_SUCCESS: '"queued"',
      SMS_GATEWAY_INVALID: 'INVALID_NUMBER',
    };
  }

  protected serve(request: IncomingMessage, text: string): VendorAnswer {
    return this.#send(request, text);
  }

  #send(request: IncomingMessage, text: string): VendorAnswer {
    const refusal = this.#refusalOf(request, text);
    if (refusal !== undefined) {
      this.refusals.push(refusal);
      return { status: 200, text: JSON.stringify({ status: 'error', code: refusal }) };
    }
    const { recipient, message } = JSON.parse(text) as Record<string, string>;
    this.messages.push({ to: recipient ?? '', text: message ?? '' });
    return { status: 200, text: '{"status":"queued"}' };
  }

  #refusalOf({ method, url, headers }: IncomingMessage, text: string): string | undefined {
    if (method !== 'POST' || url !== '/send') return 'NOT_FOUND';
    if (headers.authorization !== `Bearer ${this.#token}`) return 'UNAUTHORIZED';
    if (headers['content-type'] !== 'application/json') return 'NO_JSON';
    const fields = Object.keys(JSON.parse(text) as object).join();
    return fields === 'recipient,message,reference' ? undefined : `FIELDS ${fields}`;
  }
}
