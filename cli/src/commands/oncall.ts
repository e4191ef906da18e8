import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT } from '../errors.ts';
import { formatTimeInZone } from '../output.ts';

const names = (people: readonly { readonly name: string; readonly via: string }[]): string =>
  people.map(({ name, via }) => (via === 'override' ? `${name} (override)` : name)).join(', ');

/** Who would be paged now. */
export const oncall: Command = {
  name: 'oncall',
  usage: '[team]',
  summary: 'Show who is on call now, until when, and who is next.',
  options: {},
  help: [],
  async run({ api, out, words }) {
    const [team] = words;
    const reply = await ask(api.GET('/api/v1/oncall'));
    const wanted = (id: string) => team === undefined || id === team;
    const items = reply.items.filter(({ teamId }) => wanted(teamId));
    const teamsWithoutSchedule = reply.teamsWithoutSchedule.filter(({ id }) => wanted(id));
    if (out.data({ ...reply, items, teamsWithoutSchedule })) return EXIT.done;
    const rows = items.flatMap(({ teamName, levels }) =>
      levels.map(({ level, people, until, next }) => [
        teamName,
        String(level),
        people.length === 0 ? 'nobody' : names(people),
        formatTimeInZone(until),
        next === null ? '' : names(next),
      ]),
    );
    // A schedule without rotations has no levels, and yet its team must not be missing from the list.
    for (const { teamName, levels } of items)
      if (levels.length === 0) rows.push([teamName, '', 'nobody', '', '']);
    for (const { name } of teamsWithoutSchedule) rows.push([name, '', 'no schedule', '', '']);
    if (rows.length === 0) {
      out.line(team === undefined ? 'No teams yet.' : `Team ${team} not found.`);
      return team === undefined ? EXIT.done : EXIT.refused;
    }
    out.table(['team', 'level', 'on call', 'until', 'then'], rows);
    return EXIT.done;
  },
};
