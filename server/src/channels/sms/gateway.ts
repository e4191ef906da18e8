import type { Envelope, Outcome } from '../../communication/index.ts';
import { isPrivateHost, type PostAnswer, post } from '../../platform/outbound/index.ts';
import type { ChannelContext, SettingsOf } from '../define.ts';
import { xmlText } from '../twilio/callbacks.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';
import { redact } from '../words.ts';
import { type gatewaySettings, PLACEHOLDER } from './gateway-settings.ts';
import type { SmsProvider } from './provider.ts';
import { textFor } from './text.ts';

type Settings = SettingsOf<typeof gatewaySettings>;

/** Any SMS gateway that takes one HTTP request per message; what it lacks when it is not set up. */
export function gatewaySms(context: ChannelContext, settings: Settings): SmsProvider | string {
  const { SMS_GATEWAY_URL: template, SMS_GATEWAY_METHOD: method } = settings;
  if (template === undefined) return 'SMS_GATEWAY_URL is not set.';
  const content = method === 'GET' ? template : template + settings.SMS_GATEWAY_BODY;
  for (const part of ['{to}', '{text}'])
    if (!content.includes(part)) return `SMS_GATEWAY_URL and SMS_GATEWAY_BODY do not contain ${part}.`;
  const where = new URL(template.replace(PLACEHOLDER, 'x'));
  const hosts = context.allowedHosts.map((host) => host.toLowerCase());
  const allowed = hosts.includes(where.host) || hosts.includes(where.hostname);
  if (!allowed && isPrivateHost(where.hostname))
    return `SMS_GATEWAY_URL is in a private network. To allow it, add ${where.host} to ALLOWED_HOSTS.`;
  return {
    name: where.host,
    numbers: [],
    async send(envelope, signal) {
      const { url, headers, body } = requestFor(settings, template, envelope);
      const secrets = secretsOf(settings, url);
      try {
        const options = { allowed, signal, method };
        return outcomeOf(settings, await post(url, body, headers, options), envelope, secrets);
      } catch (error) {
        return outcomeOfError(error, secrets);
      }
    },
  };
}

/** Whatever of the settings may be a key: words of the headers and of the URL, and long ones of the body. */
const secretsOf = (
  { SMS_GATEWAY_HEADERS: headers = {}, SMS_GATEWAY_BODY: body }: Settings,
  url: URL,
): readonly string[] => [
  ...Object.values(headers).flatMap((value) => value.split(/\s+/)),
  ...url.searchParams.values(),
  url.password,
  ...(body.match(/[\w-]{12,}/g) ?? []),
];

function requestFor(settings: Settings, template: string, envelope: Envelope) {
  const values: Readonly<Record<string, string>> = {
    to: envelope.to.address,
    text: textFor(envelope, false),
    id: envelope.messageId,
  };
  const fill = (text: string, escaped: (value: string) => string): string =>
    text.replace(PLACEHOLDER, (_all, name: string) => escaped(values[name] ?? ''));
  const given = Object.entries(settings.SMS_GATEWAY_HEADERS ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'Tocsin',
    ...Object.fromEntries(given),
  };
  const asBody = escapeFor(headers['content-type'] ?? '');
  return {
    url: new URL(fill(template, encodeURIComponent)),
    headers,
    body: settings.SMS_GATEWAY_METHOD === 'GET' ? '' : fill(settings.SMS_GATEWAY_BODY, asBody),
  };
}

/** What somebody typed as a title stays one value of the body, whatever its form. */
function escapeFor(contentType: string): (value: string) => string {
  if (/json/i.test(contentType)) return (value) => JSON.stringify(value).slice(1, -1);
  if (/x-www-form-urlencoded/i.test(contentType)) return encodeURIComponent;
  return /xml/i.test(contentType) ? xmlText : (value) => value;
}

/** Statuses that speak of the gateway and not of one number: mended by an administrator, and for nobody alone. */
const MISCONFIGURED: Readonly<Record<number, 'auth_failed' | 'not_configured'>> = {
  ...{
    401: 'auth_failed',
    403: 'auth_failed',
    404: 'not_configured',
    405: 'not_configured',
    410: 'not_configured',
  },
};

function outcomeOf(
  { SMS_GATEWAY_SUCCESS: success, SMS_GATEWAY_INVALID: invalid }: Settings,
  answer: PostAnswer,
  { now }: Envelope,
  secrets: readonly string[],
): Outcome {
  const detail = redact(`HTTP ${answer.status} ${answer.text}`, secrets);
  if (invalid !== undefined && answer.text.includes(invalid))
    return { kind: 'rejected', reason: 'bad_address', detail };
  const reason = MISCONFIGURED[answer.status];
  if (reason !== undefined) return { kind: 'retry', reason, detail };
  const outcome = outcomeOfAnswer(answer, now, secrets);
  return outcome.kind === 'accepted' && success !== undefined && !answer.text.includes(success)
    ? // Out of credit, over its limit, down behind its own front: of all that it can mean, only INVALID is for good.
      { kind: 'retry', reason: 'server_error', detail }
    : outcome;
}
