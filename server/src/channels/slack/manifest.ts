/** What to paste at api.slack.com/apps under "From a manifest". JSON, which Slack takes as it takes YAML. */
export const manifest = (publicUrl: string): string =>
  JSON.stringify(
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
            url: `${publicUrl}/callbacks/slack/commands`,
            description: 'List, declare, acknowledge and page',
            usage_hint: 'list | declare TITLE | ack INC-1 | whoison TEAM | page INC-1 TEAM',
            should_escape: false,
          },
        ],
        bot_user: { display_name: 'Tocsin', always_online: true },
      },
      oauth_config: {
        scopes: {
          bot: ['chat:write', 'chat:write.public', 'commands', 'users:read', 'users:read.email'],
        },
      },
      settings: {
        interactivity: { is_enabled: true, request_url: `${publicUrl}/callbacks/slack/interactions` },
        org_deploy_enabled: false,
        socket_mode_enabled: false,
        token_rotation_enabled: false,
      },
    },
    null,
    2,
  );
