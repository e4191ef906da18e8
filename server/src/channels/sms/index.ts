import type { Envelope, Outcome } from '../../communication/index.ts';
import { phoneNumber } from '../../platform/phone.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { twilioSettings } from '../twilio/settings.ts';
import type { SmsProvider } from './provider.ts';
import { MAX_BYTES } from './text.ts';
import { twilioSms } from './twilio.ts';

export const sms = defineChannel({
  settings: twilioSettings,
  guide: {
    needs:
      'A Twilio account with a phone number that can send and receive SMS. Twilio sends replies and receipts to `TOCSIN_URL`, so it must be reachable from the internet over HTTPS.',
    steps: [
      'In the Twilio console, buy a number (or create a messaging service) and note the account SID and the auth token.',
      'Set `TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN` and `TWILIO_FROM`. Accounts in another region also set `TWILIO_URL`. Restart Tocsin.',
      'At the number (or the messaging service), set “A message comes in” to a webhook, HTTP POST, with the address of Tocsin followed by `/callbacks/sms/reply`. Without it, replies do not acknowledge.',
      'In some countries senders must be registered first (A2P 10DLC in the United States); until then carriers drop messages.',
      'Each person adds their number as a contact method, sends a test page, replies with its short code, and saves the paging numbers as a contact that may ring through silent mode.',
      'To place calls from the same account, set `TWILIO_VOICE_FROM` as well (see phone call).',
    ],
  },
  create: createSms,
});

function createSms(context: ChannelContext, settings: SettingsOf<typeof twilioSettings>): ChannelBody {
  const twilio = twilioSms(context, settings);
  const provider: SmsProvider | undefined = typeof twilio === 'string' ? undefined : twilio;
  const missing = typeof twilio === 'string' ? twilio : null;
  return {
    kind: 'sms',
    label: 'SMS',
    handedTo: 'the SMS provider',
    traits: {
      wakes: true,
      acknowledges: true,
      links: true,
      threads: false,
      receipts: true,
      codes: true,
      contactable: true,
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Mobile number',
        type: 'tel',
        placeholder: '+351 910 000 000',
        help: 'With country code. Pages come with a short code to reply with, and a link.',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 4,
    missing,
    providerOf: () => provider?.name ?? 'SMS provider',
    numbers: provider?.numbers ?? [],
    display: (address) => address,
    validateAddress: phoneNumber,
    send: (envelope: Envelope, signal: AbortSignal): Promise<Outcome> =>
      provider === undefined
        ? Promise.resolve({ kind: 'retry', reason: 'not_configured', detail: missing ?? '' })
        : provider.send(envelope, signal),
    callbacks: (inbound) => provider?.callbacks?.(inbound) ?? [],
    async close() {},
  };
}
