import { z } from 'zod';
import { urlSetting } from '../../platform/config/index.ts';
import { phoneNumber } from '../../platform/phone.ts';

const number = (text: string): boolean => phoneNumber(text).ok;
const canonical = (text: string): string => {
  const read = phoneNumber(text);
  return read.ok ? read.value : text;
};

/** Shared by SMS and voice, so that an account is named once. */
export const twilioSettings = {
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'must be an account SID: AC and 32 hexadecimal digits')
    .optional()
    .describe('Account SID of the Twilio account that sends SMS and calls.'),
  TWILIO_AUTH_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe('Auth token of the Twilio account; it also proves that callbacks come from Twilio.'),
  TWILIO_FROM: z
    .string()
    .refine(
      (text) => number(text) || /^MG[0-9a-f]{32}$/.test(text),
      'must be a phone number such as +14155550100, or the SID of a messaging service (MG…)',
    )
    .transform(canonical)
    .optional()
    .describe('Phone number that sends SMS, such as +14155550100, or the SID of a messaging service (MG…).'),
  TWILIO_VOICE_FROM: z
    .string()
    .refine(number, 'must be a phone number such as +14155550100')
    .transform(canonical)
    .optional()
    .describe('Phone number that places calls. Default: TWILIO_FROM, when that is a number.'),
  TWILIO_URL: urlSetting(/^https?$/, 'https://api.dublin.ie1.twilio.com')
    .default('https://api.twilio.com')
    .describe('Base URL of the Twilio API, for accounts in another region.'),
};
