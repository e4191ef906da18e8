import { channelSettings } from '../../server/src/channels/index.ts';
import { describeSettings } from '../../server/src/platform/config/index.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/configuration.md: every setting of the environment, from the schema that validates it. */
export function configurationPage(): string {
  const rows = describeSettings(channelSettings).map(
    ({ name, fallback, description }) =>
      `| \`${name}\` | ${fallback === '' ? 'none' : `\`${cell(fallback)}\``} | ${cell(description)} |`,
  );
  const lines = [
    '# Settings',
    '',
    'Made by `npm run generate` from `server/src/platform/config` and the channels; do not edit.',
    '',
    'All settings come from the environment. They are checked at the start, and every fault is named at once. An empty value',
    'counts as absent. Everything else (people, teams, systems, policy, integrations) is kept in the database and can be',
    'changed in the web, over the API, or by `tocsin apply -f org.yaml`.',
    '',
    '| Setting | Default | What it is for |',
    '|---|---|---|',
    ...rows,
    '',
    'The command line tool reads `TOCSIN_URL` (where the server is) and `TOCSIN_TOKEN` (an API token).',
  ];
  return `${lines.join('\n')}\n`;
}
