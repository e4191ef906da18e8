import type {
  Callback,
  CallbackAnswer,
  ChannelInbound,
  Envelope,
  Outcome,
  Receipt,
  Withdrawn,
} from '../../communication/index.ts';
import { phoneNumber } from '../../platform/phone.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { DONE, recordReceipt, signedCallback, type TwilioCall, twiml } from '../twilio/callbacks.ts';
import { type Twilio, twilioOf } from '../twilio/client.ts';
import { twilioSettings } from '../twilio/settings.ts';
import { ACKNOWLEDGE_KEY, askedAgain, asksAnswer, farewell, MAX_BYTES, scriptFor } from './script.ts';

export const voice = defineChannel({
  settings: twilioSettings,
  guide: {
    needs:
      'A Twilio account with a phone number that can place calls. Twilio sends pressed keys and receipts to Tocsin, which must be reachable from the internet over HTTPS.',
    steps: [
      'Set `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` as for SMS, and `TWILIO_VOICE_FROM` to the number that calls; without it, `TWILIO_FROM` is used when it is a number. Accounts in another region also set `TWILIO_URL`. Restart Tocsin.',
      'In the Twilio console, allow calls to the countries your people are in (Voice, Geographic permissions).',
      'Each person adds their number as a contact method, sends a test page, and presses 1. Nothing has to be configured at the number: a call brings its own callbacks.',
      'Each person saves the paging numbers as a contact that may ring through silent mode.',
    ],
  },
  create: createVoice,
});

/** Before most mailboxes answer; and a second call soon after the first rings through Do Not Disturb on many phones. */
const RING_SECONDS = 25;

function createVoice(context: ChannelContext, settings: SettingsOf<typeof twilioSettings>): ChannelBody {
  const { from, twilio } = callerOf(settings);
  const missing = typeof twilio === 'string' ? twilio : null;
  const account = typeof twilio === 'string' ? undefined : twilio;
  return {
    kind: 'voice',
    label: 'phone call',
    handedTo: 'the phone provider',
    traits: {
      wakes: true,
      acknowledges: true,
      links: false,
      threads: false,
      receipts: true,
      codes: false,
      contactable: true,
      metered: true,
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Phone number',
        type: 'tel',
        placeholder: '+351 210 000 000',
        help: 'With country code. The call says what is broken; press 1 to acknowledge.',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 4,
    missing,
    providerOf: () => account?.host ?? 'phone provider',
    numbers: from === undefined ? [] : [from],
    display: (address) => address,
    validateAddress: phoneNumber,
    send: (envelope, signal): Promise<Outcome> =>
      account === undefined || from === undefined
        ? Promise.resolve({ kind: 'retry', reason: 'not_configured', detail: missing ?? '' })
        : account.send('Calls.json', callFor(context, envelope, from), { now: envelope.now, signal }),
    callbacks: (inbound) => (account === undefined ? [] : callbacksOf(context, account, inbound)),
    withdraw: async ({ providerId, now }, signal) =>
      account === undefined || providerId === null
        ? { kind: 'done' }
        : cancel(account, providerId, now, signal),
    async close() {},
  };
}

function callerOf(settings: SettingsOf<typeof twilioSettings>): {
  readonly from: string | undefined;
  readonly twilio: Twilio | string;
} {
  const { TWILIO_VOICE_FROM, TWILIO_FROM } = settings;
  const from = TWILIO_VOICE_FROM ?? (TWILIO_FROM?.startsWith('+') ? TWILIO_FROM : undefined);
  const twilio = twilioOf(settings);
  return {
    from,
    twilio: from === undefined && typeof twilio !== 'string' ? 'TWILIO_VOICE_FROM is not set.' : twilio,
  };
}

const urlOf = ({ publicUrl }: ChannelContext, what: string, messageId: string): string =>
  `${publicUrl}/callbacks/voice/${what}/${messageId}`;

const callFor = (context: ChannelContext, envelope: Envelope, from: string): Record<string, string> => ({
  To: envelope.to.address,
  From: from,
  Twiml: scriptFor(envelope, urlOf(context, asksAnswer(envelope) ? 'keys' : 'heard', envelope.messageId)),
  Timeout: String(RING_SECONDS),
  StatusCallback: urlOf(context, 'status', envelope.messageId),
  StatusCallbackEvent: 'completed',
  // Beside the talking, or whoever picks up hears nothing until it has made up its mind, and hangs up.
  MachineDetection: 'Enable',
  AsyncAmd: 'true',
  AsyncAmdStatusCallback: urlOf(context, 'machine', envelope.messageId),
});

/** Calls that ring or wait for their turn; whoever is listening already is not cut off. */
async function cancel(
  twilio: Twilio,
  callSid: string,
  now: Envelope['now'],
  signal: AbortSignal,
): Promise<Withdrawn> {
  const { kind } = await twilio.send(`Calls/${callSid}.json`, { Status: 'canceled' }, { now, signal });
  return { kind: kind === 'retry' ? 'retry' : 'done' };
}

const callbacksOf = (context: ChannelContext, account: Twilio, inbound: ChannelInbound): Callback[] => [
  signedCallback(account.token, '/keys/:messageId', (call) => keyPressed(context, inbound, call)),
  signedCallback(account.token, '/heard/:messageId', (call) => heard(inbound, call)),
  signedCallback(account.token, '/machine/:messageId', (call) => answeredBy(context, account, inbound, call)),
  signedCallback(account.token, '/status/:messageId', (call) => callEnded(inbound, call)),
];

const aboutOf = ({ params }: TwilioCall) => ({ messageId: params.messageId ?? '' });
const callOf = ({ form }: TwilioCall) => form.get('CallSid') ?? '';
/** A second call may ring by the time the first one's end is told. */
const whichOf = (call: TwilioCall) => ({ about: aboutOf(call), attempt: callOf(call) });

/** Until long after any call has ended. */
const REMEMBERED_SECONDS = 86_400;

/** That a key was pressed is remembered: only a person presses one, and the end of the call tells nothing of it. */
const noteKey = (inbound: ChannelInbound, call: TwilioCall): Promise<boolean> =>
  inbound.firstTime(`key:${callOf(call)}`, REMEMBERED_SECONDS);

async function keyPressed(
  context: ChannelContext,
  inbound: ChannelInbound,
  call: TwilioCall,
): Promise<CallbackAnswer> {
  const about = aboutOf(call);
  if (call.form.get('Digits') === ACKNOWLEDGE_KEY) {
    const { sentence } = await inbound.acknowledge({ message: about, from: call.form.get('To') ?? '' });
    await noteKey(inbound, call);
    return twiml(farewell(sentence));
  }
  await noteKey(inbound, call);
  await recordReceipt(inbound, { ...whichOf(call), outcome: 'delivered' });
  return twiml(askedAgain(urlOf(context, 'keys', about.messageId)));
}

/** Of a call that only informs: any key says that a person has listened. */
async function heard(inbound: ChannelInbound, call: TwilioCall): Promise<CallbackAnswer> {
  await noteKey(inbound, call);
  await recordReceipt(inbound, { ...whichOf(call), outcome: 'delivered' });
  return twiml(farewell('Thank you.'));
}

const NOBODY: Pick<Receipt, 'outcome' | 'reason'> = { outcome: 'failed', reason: 'not_answered' };

/** Long enough for a request to Twilio, and well before it ceases to wait for our own answer. */
const HANG_UP_MS = 5_000;

/** A mailbox is nobody. Recorded, it would go on for minutes, and the next call would find the line busy. */
async function answeredBy(
  { clock }: ChannelContext,
  account: Twilio,
  inbound: ChannelInbound,
  call: TwilioCall,
): Promise<CallbackAnswer> {
  if (!/^(?:machine|fax)/.test(call.form.get('AnsweredBy') ?? '')) return DONE;
  const answer = await recordReceipt(inbound, {
    ...whichOf(call),
    ...NOBODY,
    detail: 'A machine answered.',
  });
  // Should that fail, the call ends by itself once everything has been said.
  const at = { now: clock.now(), signal: AbortSignal.timeout(HANG_UP_MS) };
  await account.send(`Calls/${callOf(call)}.json`, { Status: 'completed' }, at);
  return answer;
}

async function callEnded(inbound: ChannelInbound, call: TwilioCall): Promise<CallbackAnswer> {
  const which = whichOf(call);
  const status = call.form.get('CallStatus');
  switch (status) {
    case 'completed':
      // Noted the first time now: no key was pressed while it lasted.
      return (await noteKey(inbound, call))
        ? recordReceipt(inbound, { ...which, ...NOBODY, detail: 'No key was pressed.' })
        : recordReceipt(inbound, { ...which, outcome: 'delivered' });
    case 'busy':
    case 'no-answer':
      return recordReceipt(inbound, { ...which, ...NOBODY, detail: `The call ended: ${status}.` });
    case 'failed':
      return recordReceipt(inbound, { ...which, outcome: 'failed', reason: 'undelivered' });
    default:
      return DONE;
  }
}
