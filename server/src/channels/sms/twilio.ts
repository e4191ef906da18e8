import type { Callback, ChannelInbound, Envelope } from '../../communication/index.ts';
import type { ChannelContext, SettingsOf } from '../define.ts';
import { DONE, recordReceipt, signedCallback, twiml, undelivered, xmlText } from '../twilio/callbacks.ts';
import { type Twilio, twilioOf } from '../twilio/client.ts';
import type { twilioSettings } from '../twilio/settings.ts';
import { answerToCode, answerToNote, readReply, TEST_CODE_ANSWER } from './answer.ts';
import type { SmsProvider } from './provider.ts';
import { textFor } from './text.ts';

/** Twilio as a way to send SMS and to hear the replies; what it lacks when it is not set up. */
export function twilioSms(
  context: ChannelContext,
  settings: SettingsOf<typeof twilioSettings>,
): SmsProvider | string {
  const twilio = twilioOf(settings);
  if (typeof twilio === 'string') return twilio;
  const from = settings.TWILIO_FROM;
  if (from === undefined) return 'TWILIO_FROM is not set.';
  const sender = from.startsWith('+') ? { From: from } : { MessagingServiceSid: from };
  return {
    name: twilio.host,
    numbers: from.startsWith('+') ? [from] : [],
    send: (envelope, signal) =>
      twilio.send(
        'Messages.json',
        {
          To: envelope.to.address,
          ...sender,
          Body: textFor(envelope, true),
          StatusCallback: statusUrl(context, envelope),
        },
        { now: envelope.now, signal },
      ),
    callbacks: (inbound) => [statusCallback(twilio, inbound), replyCallback(twilio, inbound)],
  };
}

const statusUrl = ({ publicUrl }: ChannelContext, { messageId }: Envelope): string =>
  `${publicUrl}/callbacks/sms/status/${messageId}`;

const statusCallback = ({ token }: Twilio, inbound: ChannelInbound): Callback =>
  signedCallback(token, '/status/:messageId', async ({ params, form }) => {
    const about = { messageId: params.messageId ?? '' };
    const attempt = form.get('MessageSid') ?? '';
    const status = form.get('MessageStatus');
    if (status === 'delivered' || status === 'read')
      return recordReceipt(inbound, { about, attempt, outcome: 'delivered' });
    if (status === 'undelivered' || status === 'failed')
      return recordReceipt(inbound, { about, attempt, ...undelivered(form.get('ErrorCode')) });
    return DONE;
  });

/** For as long as a code is valid, the same message must not be heard again. */
const REMEMBERED_SECONDS = 4 * 86_400;

const replyCallback = ({ token }: Twilio, inbound: ChannelInbound): Callback =>
  signedCallback(token, '/reply', async ({ form }) => {
    const from = form.get('From') ?? '';
    if (!(await inbound.firstTime(form.get('MessageSid') ?? '', REMEMBERED_SECONDS)))
      return { ...twiml(''), refused: 'replay' };
    const sentence = await answer(inbound, from, form);
    return twiml(sentence === null ? '' : `<Message>${xmlText(sentence)}</Message>`);
  });

/** @returns what to write back; null when nothing may be, or Twilio has answered itself */
async function answer(inbound: ChannelInbound, from: string, form: URLSearchParams): Promise<string | null> {
  const reply = readReply(form.get('Body') ?? '', form.get('OptOutType'));
  switch (reply.kind) {
    case 'acknowledge':
      return answerToCode(reply.code, await inbound.acknowledge({ code: reply.code, from }));
    case 'note':
      return answerToNote(reply.code, await inbound.reply({ code: reply.code, from }, reply.text));
    case 'test_code':
      return TEST_CODE_ANSWER;
    case 'opt_out':
      await inbound.optedOut(from);
      return null;
    case 'opt_in':
      await inbound.optedIn(from);
      return null;
    case 'nothing':
      return null;
  }
}
