import { defineChannel } from '../define.ts';
import { roomWebhook } from '../room-webhook.ts';
import { chatMessage, presetOf } from './presets.ts';

/** The longest text, of four bytes each, with what JSON adds. */
const MAX_BYTES = 60_000;

export const chat = defineChannel({
  settings: {},
  guide: {
    needs:
      'An incoming webhook of Mattermost, Rocket.Chat, Discord or Google Chat. Tocsin sees by its address which it is.',
    steps: [
      'Make an incoming webhook for the room. Mattermost: “Integrations”, “Incoming Webhooks”. Rocket.Chat: “Workspace”, “Integrations”, “Incoming”. Discord: the channel’s settings, “Integrations”, “Webhooks”. Google Chat: the space’s menu, “Apps & integrations”, “Webhooks”.',
      'Add a room above, choose Chat webhook, paste the URL, and send a test message. Keep the URL secret: anyone who has the URL can post to the room.',
      'If the chat is in a private network, add its host to `ALLOWED_HOSTS` and restart Tocsin.',
    ],
  },
  create: (context) =>
    roomWebhook(context, {
      kind: 'chat',
      label: 'chat webhook',
      handedTo: 'the chat server',
      maxBytes: MAX_BYTES,
      placeholder: 'https://chat.example.com/hooks/…',
      help: 'An incoming webhook of Mattermost, Rocket.Chat, Discord or Google Chat.',
      fault: (url) =>
        presetOf(url) === undefined
          ? 'This is not an incoming webhook of Mattermost, Rocket.Chat, Discord or Google Chat.'
          : null,
      render: chatMessage,
    }),
});
