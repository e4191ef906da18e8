import { phoneNumber } from '../../platform/phone.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { twilioSettings } from '../twilio/settings.ts';
import { type Answered, asksNext, outcomeOfAll } from './decide-provider.ts';
import { gatewaySms } from './gateway.ts';
import { gatewaySettings } from './gateway-settings.ts';
import type { SmsProvider } from './provider.ts';
import { MAX_BYTES } from './text.ts';
import { twilioSms } from './twilio.ts';

const settings = { ...twilioSettings, ...gatewaySettings };

export const sms = defineChannel({
  settings,
  guide: {
    needs:
      'A Twilio account with a phone number that can send and receive SMS, or any SMS gateway with an HTTP interface. Twilio sends replies and receipts to Tocsin, which must be reachable from the internet over HTTPS.',
    steps: [
      'In the Twilio console, buy a number (or create a messaging service) and note the account SID and the auth token.',
      'Set `TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN` and `TWILIO_FROM`. Accounts in another region also set `TWILIO_URL`. Restart Tocsin.',
      'At the number (or the messaging service), set “A message comes in” to a webhook, HTTP POST, with the address of Tocsin followed by `/callbacks/sms/reply`. Without it, replies do not acknowledge.',
      'In some countries senders must be registered first (A2P 10DLC in the United States); until then carriers drop messages.',
      'For another provider or a gateway of your own, set `SMS_GATEWAY_URL`, and as it needs them `SMS_GATEWAY_METHOD`, `SMS_GATEWAY_HEADERS`, `SMS_GATEWAY_BODY`, `SMS_GATEWAY_SUCCESS` and `SMS_GATEWAY_INVALID`. With Twilio as well, the gateway takes what Twilio does not. Pages through a gateway are acknowledged by their link. A gateway in a private network must be in `ALLOWED_HOSTS`.',
      'Each person adds their number as a contact method, sends a test page and acknowledges it. With Twilio, save the paging numbers as a contact that may ring through silent mode.',
      'To place calls from the same Twilio account, set `TWILIO_VOICE_FROM` as well (see phone call).',
    ],
  },
  create: createSms,
});

function createSms(context: ChannelContext, given: SettingsOf<typeof settings>): ChannelBody {
  const twilio = twilioSms(context, given);
  const gateway = gatewaySms(context, given);
  const providers = [twilio, gateway].filter((one): one is SmsProvider => typeof one !== 'string');
  const [first] = providers;
  const missing = first === undefined ? lacks(given, twilio, gateway) : null;
  const callbacks = providers.find((one) => one.callbacks !== undefined)?.callbacks;
  return {
    kind: 'sms',
    label: 'SMS',
    handedTo: 'the SMS provider',
    traits: {
      wakes: true,
      acknowledges: true,
      links: true,
      threads: false,
      receipts: callbacks !== undefined,
      codes: callbacks !== undefined,
      contactable: true,
      metered: true,
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Mobile number',
        type: 'tel',
        placeholder: '+351 910 000 000',
        help: 'With country code. Pages come with a link, and with a short code where replies are configured.',
      },
    ],
    timeoutSeconds: 18,
    concurrency: 4,
    missing,
    providerOf: () => first?.name ?? 'SMS provider',
    numbers: providers.flatMap(({ numbers }) => numbers),
    display: (address) => address,
    validateAddress: phoneNumber,
    async send(envelope, signal) {
      const answers: Answered[] = [];
      for (const { name, send } of providers) {
        const outcome = await send(envelope, shareOf(signal, providers.length));
        answers.push({ provider: name, outcome });
        if (!asksNext(outcome)) break;
      }
      return outcomeOfAll(answers) ?? { kind: 'retry', reason: 'not_configured', detail: missing ?? '' };
    },
    ...(callbacks !== undefined && { callbacks }),
    async close() {},
  };
}

/** Of several, a silent one must leave time for the next. */
const SHARE_MS = 8_000;

const shareOf = (signal: AbortSignal, providers: number): AbortSignal =>
  providers === 1 ? signal : AbortSignal.any([signal, AbortSignal.timeout(SHARE_MS)]);

/** What to say of two ways of which one is enough: what is lacking in the one that was begun. */
function lacks(
  { SMS_GATEWAY_URL, TWILIO_ACCOUNT_SID }: SettingsOf<typeof settings>,
  twilio: SmsProvider | string,
  gateway: SmsProvider | string,
): string {
  if (SMS_GATEWAY_URL !== undefined) return String(gateway);
  return TWILIO_ACCOUNT_SID === undefined
    ? 'Neither TWILIO_ACCOUNT_SID nor SMS_GATEWAY_URL is set.'
    : String(twilio);
}
