import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT } from '../errors.ts';
import { formatTime } from '../output.ts';

const names = (people: readonly { readonly name: string; readonly via: string }[]): string =>
  people.map(({ name, via }) => (via === 'override' ? `${name} (override)` : name)).join(', ');

/** Who would be paged now. */
export const oncall: Command = {
  name: 'oncall',
  usage: '[team]',
  summary: 'Who is on call now, until when, and who is next.',
  options: {},
  help: [],
  async run({ api, out, words }) {
    const [team] = words;
    const reply = await ask(api.GET('/api/v1/oncall'));
    const items = reply.items.filter(({ teamId }) => team === undefined || teamId === team);
    if (out.data({ ...reply, items })) return EXIT.done;
    const rows = items.flatMap(({ teamName, levels }) =>
      levels.map(({ level, people, until, next }) => [
        teamName,
        String(level),
        people.length === 0 ? 'nobody' : names(people),
        formatTime(until),
        next === null ? '' : names(next),
      ]),
    );
    if (rows.length === 0) {
      out.line(team === undefined ? 'There are no schedules yet.' : `The team ${team} has no schedule.`);
      return team === undefined ? EXIT.done : EXIT.refused;
    }
    out.table(['team', 'level', 'on call', 'until', 'then'], rows);
    return EXIT.done;
  },
};
