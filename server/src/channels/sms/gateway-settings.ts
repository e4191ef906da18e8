import { z } from 'zod';

/** What stands for a message in the templates of the gateway. */
export const PLACEHOLDER = /\{(to|text|id)\}/g;

const isUrl = (text: string): boolean =>
  /^https?:$/.test(URL.parse(text.replace(PLACEHOLDER, 'x'))?.protocol ?? '');

/** A JSON object of texts; null when it is none. */
function headersIn(text: string): Readonly<Record<string, string>> | null {
  try {
    return z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[^\r\n]*$/)).parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const isHeaders = (text: string): boolean => headersIn(text) !== null;

export const gatewaySettings = {
  SMS_GATEWAY_URL: z
    .string()
    .refine(isUrl, 'must be a URL such as https://sms.example.com/send')
    .optional()
    .describe(
      'URL of an SMS gateway of your own or of another provider, instead of Twilio or for when Twilio fails. May contain {to}, {text} and {id}.',
    ),
  SMS_GATEWAY_METHOD: z
    .enum(['POST', 'PUT', 'GET'], 'must be POST, PUT or GET')
    .default('POST')
    .describe('HTTP method of the SMS gateway. GET sends no body.'),
  SMS_GATEWAY_HEADERS: z
    .string()
    .refine(isHeaders, 'must be a JSON object of texts, such as {"Authorization":"Bearer …"}')
    .transform((text) => headersIn(text) ?? {})
    .optional()
    .describe(
      'Headers for the SMS gateway, as a JSON object: {"Authorization":"Bearer …"}. Default content type: JSON.',
    ),
  SMS_GATEWAY_BODY: z
    .string()
    .default('{"to":"{to}","text":"{text}"}')
    .describe(
      'Body for the SMS gateway. {to}, {text} and {id} are replaced, escaped as the content type (JSON, form or XML) requires.',
    ),
  SMS_GATEWAY_SUCCESS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Text that a 2xx answer of the SMS gateway must contain to count as sent. Default: any 2xx does.',
    ),
  SMS_GATEWAY_INVALID: z
    .string()
    .min(1)
    .optional()
    .describe('Text in an answer of the SMS gateway that says the number is invalid. Default: none.'),
};
