import type { Bench } from './bench.ts';
import { emailBench } from './email.ts';
import { mattermostBench } from './mattermost.ts';
import { ntfyBench } from './ntfy.ts';
import { pushBench } from './push.ts';
import { pushoverBench } from './pushover.ts';
import { chatBench, teamsBench } from './rooms.ts';
import { slackBench } from './slack.ts';
import { smsBench } from './sms.ts';
import { smsGatewayBench } from './sms-gateway.ts';
import { telegramBench } from './telegram.ts';
import { voiceBench } from './voice.ts';
import { webhookBench } from './webhook.ts';

/**
 * A bench for every channel there is, in the order of channels/index.ts. A new channel is a file here and a line; a second
 * provider of one stands in brackets behind its kind.
 */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  email: emailBench,
  push: pushBench,
  sms: smsBench,
  'sms (gateway)': smsGatewayBench,
  voice: voiceBench,
  ntfy: ntfyBench,
  pushover: pushoverBench,
  telegram: telegramBench,
  webhook: webhookBench,
  slack: slackBench,
  mattermost: mattermostBench,
  teams: teamsBench,
  chat: chatBench,
};
