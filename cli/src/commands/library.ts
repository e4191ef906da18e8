import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { formatTime } from '../output.ts';

const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;

const search: Command = {
  name: 'library search',
  usage: '<words>',
  summary: 'Search past incidents and their reports.',
  options: {
    ...{ system: { type: 'string' }, severity: { type: 'string' }, tag: { type: 'string' } },
    ...{ since: { type: 'string' }, until: { type: 'string' } },
  },
  help: [
    ['<words>', 'In quotes; "words in a row" and -without work as on the page'],
    ['--system <id>', 'Only incidents of this system'],
    ['--severity <severity>', SEVERITIES.join(', ')],
    ['--tag <tag>', 'Only incidents with this tag'],
    ['--since <day>, --until <day>', 'When they ended, such as 2031-03-01'],
  ],
  async run({ api, out, word, text }) {
    const severity = SEVERITIES.find((each) => each === text('severity'));
    if (text('severity') !== undefined && severity === undefined)
      throw new UsageError(`--severity must be one of ${SEVERITIES.join(', ')}.`);
    const [system, tag, since, until] = [text('system'), text('tag'), text('since'), text('until')];
    const query = {
      q: word(0, 'words'),
      ...(system === undefined ? {} : { system }),
      ...(severity === undefined ? {} : { severity }),
      ...(tag === undefined ? {} : { tag }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    };
    const found = await ask(api.GET('/api/v1/library', { params: { query } }));
    if (out.data(found)) return EXIT.done;
    if (found.items.length === 0) out.line('Nothing found.');
    for (const { reference, severity: level, title, endedAt, excerpts } of found.items) {
      out.line(`${reference.padEnd(8)} ${level}  ${formatTime(endedAt)}  ${title}`);
      for (const { title: part, pieces } of excerpts)
        out.line(
          `         ${part}: ${pieces
            .map(({ text: said }) => said)
            .join('')
            .replaceAll(/\s+/g, ' ')}`,
        );
    }
    if (found.nextOffset !== null) out.line('There are more. Narrow the search.');
    return EXIT.done;
  },
};

export const libraryCommands: readonly Command[] = [search];
