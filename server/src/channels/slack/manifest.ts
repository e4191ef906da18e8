/** What the app may do: pages and rooms, then a channel per incident (made, found again, pinned in). */
const SCOPES = [
  ...['chat:write', 'chat:write.public', 'commands', 'users:read', 'users:read.email'],
  ...['channels:manage', 'channels:read', 'groups:write', 'groups:read', 'pins:write'],
];

/**
 * What to paste at api.slack.com/apps under "From a manifest". Slack calls HTTPS alone: without it the app begins in Socket Mode, in
 * which a manifest with addresses to call would be refused.
 */
export function manifest(publicUrl: string): string {
  const socket = !publicUrl.startsWith('https:');
  const called = (name: string, path: string) =>
    socket ? {} : { [name]: `${publicUrl}/callbacks/slack${path}` };
  return JSON.stringify(
    {
      display_information: {
        name: 'Tocsin',
        description: 'Pages, incidents and updates.',
        background_color: '#15171c',
      },
      features: {
        app_home: {
          home_tab_enabled: false,
          messages_tab_enabled: true,
          messages_tab_read_only_enabled: true,
        },
        slash_commands: [
          {
            command: '/incident',
            ...called('url', '/commands'),
            description: 'List, declare, acknowledge and page',
            usage_hint:
              'list | declare TITLE | ack INC-12 | update INC-12 TEXT | whoison TEAM | page INC-12 TEAM',
            should_escape: false,
          },
        ],
        bot_user: { display_name: 'Tocsin', always_online: true },
      },
      oauth_config: {
        scopes: {
          bot: SCOPES,
        },
      },
      settings: {
        interactivity: { is_enabled: true, ...called('request_url', '/interactions') },
        org_deploy_enabled: false,
        socket_mode_enabled: socket,
        token_rotation_enabled: false,
      },
    },
    null,
    2,
  );
}
