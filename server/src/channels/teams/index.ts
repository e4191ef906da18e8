import { defineChannel } from '../define.ts';
import { roomWebhook } from '../room-webhook.ts';
import { MAX_BYTES, teamsMessage } from './card.ts';

export const teams = defineChannel({
  settings: {},
  guide: {
    needs:
      'A Microsoft Teams channel in which you may add workflows. A workflow belongs to whoever made it and stops when they leave, so make it with an account that stays.',
    steps: [
      'In Teams, open the channel’s menu, choose “Workflows”, and the template “Post to a channel when a webhook request is received”.',
      'Copy the URL at the end. Keep it secret: anyone who has the URL can post to the channel.',
      'Add a room above, choose Microsoft Teams, paste the URL, and send a test message.',
      'Buttons of a workflow’s card can only open pages: people acknowledge in Tocsin.',
    ],
  },
  create: (context) =>
    roomWebhook(context, {
      kind: 'teams',
      label: 'Microsoft Teams',
      handedTo: 'the Teams workflow',
      maxBytes: MAX_BYTES,
      placeholder: 'https://prod-01.westeurope.logic.azure.com/workflows/…',
      help: 'From the channel’s “Workflows”: “Post to a channel when a webhook request is received”.',
      fault: (url) => {
        if (url.hostname.endsWith('.webhook.office.com'))
          return 'This is an Office 365 connector, which Microsoft has retired. Make a workflow instead.';
        return url.searchParams.has('sig')
          ? null
          : 'This is not the URL of a Teams workflow: it has no “sig” in it.';
      },
      render: (envelope, url) => ({ url, body: teamsMessage(envelope) }),
    }),
});
