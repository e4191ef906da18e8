import { ask } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { personId } from '../people.ts';
import { printAfter, ref } from './incident.ts';

const COMMANDER = 'incident_commander';

async function show(call: Invocation): Promise<number> {
  const { api, out } = call;
  const { roles } = await ask(api.GET('/api/v1/incidents/{ref}/escalation', ref(call)));
  if (out.data({ roles })) return EXIT.done;
  out.table(
    ['role', 'held by', 'covered by', 'title'],
    roles.map(({ id, person, coveredBy, title }) => [
      ...[id, person?.name ?? 'nobody'],
      coveredBy === null
        ? ''
        : `${coveredBy.team.name} (${coveredBy.people.map(({ name }) => name).join(', ')})`,
      title,
    ]),
  );
  return EXIT.done;
}

const role: Command = {
  name: 'incident role',
  usage: '<incident> [<role> [person]]',
  summary: 'Show the roles of an incident, take one, give it to someone (who is paged), or release it.',
  options: { note: { type: 'string' }, release: { type: 'boolean' } },
  help: [
    ['--note <text>', 'What whoever takes over needs to know'],
    ['--release', 'Nobody holds the role any more'],
  ],
  async run(call) {
    const { api, out, words, text, flag } = call;
    const [, named, person] = words;
    if (named === undefined) {
      if (flag('release')) throw new UsageError('Which role?');
      return show(call);
    }
    const note = text('note');
    const about = note ? { note } : {};
    if (flag('release')) {
      if (person !== undefined)
        throw new UsageError('--release gives the role to nobody; leave out the person.');
      const body = { role: named, ...about };
      return printAfter(
        out,
        await ask(api.POST('/api/v1/incidents/{ref}/roles/release', { ...ref(call), body })),
      );
    }
    const whom = person === undefined ? {} : { personId: await personId(api, person) };
    const incident =
      named === COMMANDER || named === 'commander'
        ? await ask(
            api.POST('/api/v1/incidents/{ref}/command', { ...ref(call), body: { ...whom, ...about } }),
          )
        : await ask(
            api.POST('/api/v1/incidents/{ref}/roles', {
              ...ref(call),
              body: { role: named, ...whom, ...about },
            }),
          );
    return printAfter(out, incident);
  },
};

export const roleCommands: readonly Command[] = [role];
