import { scheduler } from 'node:timers/promises';
import type {
  Callback,
  CallbackAnswer,
  CallbackRequest,
  ChannelInbound,
  FailureReason,
  Receipt,
} from '../../communication/index.ts';
import { escapeHtml } from '../../kernel/index.ts';
import { isFromTwilio } from './signature.ts';

/** A form that Twilio posted. */
export interface TwilioCall {
  readonly params: CallbackRequest['params'];
  readonly form: URLSearchParams;
}

/** A callback whose signature is checked before anything is read. */
export const signedCallback = (
  token: string,
  path: string,
  handle: (call: TwilioCall) => Promise<CallbackAnswer>,
): Callback => ({
  method: 'POST',
  path,
  async handle({ params, body, headers, url }) {
    const form = new URLSearchParams(body.toString('utf8'));
    if (!isFromTwilio(token, { url, form, signature: headers['x-twilio-signature'] }))
      return { status: 403, body: 'Twilio Request Validation Failed.', refused: 'signature' };
    return handle({ params, form });
  },
});

export const DONE: CallbackAnswer = { status: 204 };

/** TwiML: what Twilio is to do next. @param verbs XML already */
export const twiml = (verbs: string): CallbackAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`,
});

/** Text between the tags of XML, which knows characters that it forbids even escaped. */
export const xmlText = (text: string): string =>
  escapeHtml(text.toWellFormed().replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' '));

/** Twilio waits fifteen seconds for an answer and does not call a second time. */
const TRIES = 5;
const APART_MS = 1_000;

/** Records a receipt, patiently: it may be here before the answer to the request that it is about has been recorded. */
export async function recordReceipt(inbound: ChannelInbound, receipt: Receipt): Promise<CallbackAnswer> {
  for (let tried = 1; ; tried += 1) {
    const recorded = await inbound.receipt(receipt);
    if (recorded !== 'early') return DONE;
    if (tried === TRIES) return { status: 503 };
    await scheduler.wait(APART_MS);
  }
}

/** Why an SMS did not arrive, by the code of Twilio's status callback. */
const REASONS: Readonly<Record<string, FailureReason>> = {
  21610: 'opted_out',
  30005: 'bad_address',
  30006: 'bad_address',
  30007: 'refused',
};

export const undelivered = (code: string | null): Pick<Receipt, 'outcome' | 'reason' | 'detail'> => ({
  outcome: 'failed',
  reason: REASONS[code ?? ''] ?? 'undelivered',
  ...(code !== null && code !== '' && { detail: `Twilio error ${code}` }),
});
