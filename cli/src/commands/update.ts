import { ask, type operations } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { formatDistance, formatTime, type Output } from '../output.ts';

type Updates = operations['getUpdates']['responses'][200]['content']['application/json'];
type Body = NonNullable<operations['sendUpdate']['requestBody']>['content']['application/json'];
type FactName = Updates['facts'][number]['name'];

const ref = ({ word }: Invocation) => ({ params: { path: { ref: word(0, 'incident') } } });

function printUpdates(out: Output, { updates, promise, promises }: Updates): number {
  const now = Date.now();
  out.line(
    promise === null
      ? 'No update is promised.'
      : `Next update due ${formatTime(promise.dueAt)} (${promise.overdue ? 'overdue' : formatDistance(promise.dueAt, now)})`,
  );
  if (promises.kept + promises.missed > 0)
    out.line(`${promises.kept} of ${promises.kept + promises.missed} promised updates sent in time`);
  for (const { at, by, text, kind, audiences, deliveries } of updates)
    out.line(
      `  ${formatTime(at)}  ${kind}, ${text === null ? 'automatic' : by.name}, to ${audiences.map(({ name }) => name).join(', ')} (${deliveries.sent} of ${deliveries.total} sent)${text === null ? '' : `: ${text}`}`,
    );
  return EXIT.done;
}

/** `--fact eta=16:00`. @throws UsageError */
function factsOf(list: readonly string[], known: Updates['facts']): Record<string, string> {
  const names = known.map(({ name }) => name);
  return Object.fromEntries(
    list.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      if (!names.includes(name as FactName) || value.length === 0)
        throw new UsageError(`--fact must be <name>=<text>; names are ${names.join(', ')}.`);
      return [name, value.join('=')];
    }),
  );
}

const update: Command = {
  name: 'incident update',
  usage: '<incident> [text]',
  summary: 'Tell stakeholders what is new; without text, show what they were told.',
  options: {
    audience: { type: 'string', multiple: true },
    public: { type: 'string' },
    fact: { type: 'string', multiple: true },
    next: { type: 'string' },
    preview: { type: 'boolean' },
  },
  help: [
    ['--audience <id>', 'Who is told; repeatable. Default: stakeholders'],
    ['--public <text>', 'What readers outside the organisation get in its place'],
    ['--fact <name>=<text>', 'What is known by now: impact, eta, planned_actions …; repeatable'],
    ['--next <time>', 'When the next update comes, ISO 8601 with zone; default: as the policy says'],
    ['--preview', 'Show what would be sent to whom, and send nothing'],
  ],
  async run(call) {
    const { api, out, text, list, flag } = call;
    const known = await ask(api.GET('/api/v1/incidents/{ref}/updates', ref(call)));
    if (call.words.length < 2) return out.data(known) ? EXIT.done : printUpdates(out, known);
    const [publicText, next, audiences] = [text('public'), text('next'), list('audience')];
    const body: Body = {
      text: call.words.slice(1).join(' '),
      facts: factsOf(list('fact'), known.facts),
      ...(audiences.length > 0 ? { audiences: [...audiences] } : {}),
      ...(publicText ? { publicText } : {}),
      ...(next ? { nextUpdateAt: next } : {}),
    };
    if (!flag('preview')) {
      const after = await ask(api.POST('/api/v1/incidents/{ref}/updates', { ...ref(call), body }));
      return out.data(after) ? EXIT.done : printUpdates(out, after);
    }
    const preview = await ask(api.POST('/api/v1/incidents/{ref}/updates/preview', { ...ref(call), body }));
    if (out.data(preview)) return EXIT.done;
    for (const { readers, subject, paragraphs, people, addresses } of preview.messages) {
      out.line(`To ${[...people.map(({ name }) => name), ...addresses].join(', ')} (as ${readers})`);
      out.line(`Subject: ${subject}\n\n${paragraphs.join('\n\n')}\n`);
    }
    return EXIT.done;
  },
};

const move: Command = {
  name: 'incident move-update',
  usage: '<incident> <time> <reason>',
  summary: 'Move the next update; those it was promised to are told why.',
  options: {},
  help: [],
  async run(call) {
    const body = { to: call.word(1, 'time'), reason: call.words.slice(2).join(' ') };
    if (body.reason === '') throw new UsageError('Say why the update comes at another time.');
    const after = await ask(call.api.POST('/api/v1/incidents/{ref}/updates/promise', { ...ref(call), body }));
    return call.out.data(after) ? EXIT.done : printUpdates(call.out, after);
  },
};

export const updateCommands: readonly Command[] = [update, move];
