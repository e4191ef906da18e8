import { ask, type components } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';
import { printAfter, ref } from './incident.ts';

type Resolution = components['schemas']['Resolution'];

const ENDINGS = ['fixed', 'false_alarm', 'duplicate', 'recovered'] as const;

/** `--waive verification.test="There is no staging"`, any number of times. */
const waiversOf = ({ list }: Invocation) =>
  list('waive').map((text) => {
    const [, item, reason] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (item === undefined || reason === undefined)
      throw new UsageError('--waive must be <item>=<reason>. `tocsin incident checklist` lists the items.');
    return { item, reason };
  });

const waive: readonly [string, string] = [
  '--waive <item>=<reason>',
  'Pass an open item with a reason; repeatable',
];

const resolve: Command = {
  name: 'incident resolve',
  usage: '<incident> <what fixed it>',
  summary: 'Resolve an incident; state what fixed it. Says what is open in front of it.',
  options: { ending: { type: 'string' }, waive: { type: 'string', multiple: true } },
  help: [
    [`--ending <${ENDINGS.join('|')}>`, 'Default: fixed. The others need no verification; state the reason'],
    waive,
  ],
  async run(call) {
    const ending = ENDINGS.find((each) => each === (call.text('ending') ?? 'fixed'));
    if (ending === undefined) throw new UsageError(`--ending must be one of ${ENDINGS.join(', ')}.`);
    const body = { resolution: call.word(1, 'words say what fixed it'), ending, waivers: waiversOf(call) };
    return printAfter(
      call.out,
      await ask(call.api.POST('/api/v1/incidents/{ref}/resolve', { ...ref(call), body })),
    );
  },
};

const close: Command = {
  name: 'incident close',
  usage: '<incident>',
  summary: 'Close a resolved incident. Says what is open in front of it.',
  options: { waive: { type: 'string', multiple: true } },
  help: [waive],
  run: async (call) =>
    printAfter(
      call.out,
      await ask(
        call.api.POST('/api/v1/incidents/{ref}/close', {
          ...ref(call),
          body: { waivers: waiversOf(call) },
        }),
      ),
    ),
};

function printResolution(out: Output, resolution: Resolution): number {
  if (out.data(resolution)) return EXIT.done;
  if (resolution.items.length === 0) {
    out.line('The policy asks nothing of this severity.');
    return EXIT.done;
  }
  out.table(
    ['item', 'state', 'for', 'what'],
    resolution.items.map(({ id, state, goal, sentence, text, required }) => [
      id,
      required || state !== 'open' ? state : 'optional',
      goal,
      sentence ?? text,
    ]),
  );
  return EXIT.done;
}

const checklist: Command = {
  name: 'incident checklist',
  usage: '<incident>',
  summary: 'Show what is asked before an incident is resolved and closed.',
  options: {},
  help: [],
  run: async (call) =>
    printResolution(call.out, await ask(call.api.GET('/api/v1/incidents/{ref}/resolution', ref(call)))),
};

/** What was asked of an item; exactly one. */
function doing({ text, flag }: Invocation): 'done' | 'waived' | 'open' | 'plan' | 'ask' {
  const asked = [
    ...(text('reason') === undefined ? [] : ['waived' as const]),
    ...(text('plan') === undefined ? [] : ['plan' as const]),
    ...(flag('ask') ? ['ask' as const] : []),
    ...(flag('reopen') ? ['open' as const] : []),
  ];
  if (asked.length > 1) throw new UsageError('Give one of --reason, --plan, --ask and --reopen.');
  return asked[0] ?? 'done';
}

async function setItem(call: Invocation): Promise<Resolution> {
  const { api, text } = call;
  const params = { path: { ref: call.word(0, 'incident'), item: call.word(1, 'item') } };
  const what = doing(call);
  if (what === 'ask') return ask(api.POST('/api/v1/incidents/{ref}/resolution/items/{item}/ask', { params }));
  if (what === 'plan') {
    const body = { plan: text('plan') ?? '' };
    return ask(api.PUT('/api/v1/incidents/{ref}/resolution/items/{item}/rollback-plan', { params, body }));
  }
  const [note, link, authorId, reviewerId] = ['note', 'link', 'author', 'reviewer'].map(text);
  const body =
    what === 'waived'
      ? { state: what, reason: text('reason') ?? '' }
      : what === 'open'
        ? { state: what }
        : {
            state: what,
            ...(note ? { note } : {}),
            ...(link ? { link } : {}),
            ...(authorId ? { authorId } : {}),
            ...(reviewerId ? { reviewerId } : {}),
          };
  return ask(api.PUT('/api/v1/incidents/{ref}/resolution/items/{item}', { params, body }));
}

const check: Command = {
  name: 'incident check',
  usage: '<incident> <item>',
  summary: 'Complete an item of the checklist, waive it, or ask its stakeholders.',
  options: {
    note: { type: 'string' },
    link: { type: 'string' },
    author: { type: 'string' },
    reviewer: { type: 'string' },
    plan: { type: 'string' },
    reason: { type: 'string' },
    ask: { type: 'boolean' },
    reopen: { type: 'boolean' },
  },
  help: [
    ['--note <text>', 'The evidence in words'],
    ['--link <address>', 'Where the evidence is'],
    ['--author, --reviewer <person ID>', 'Who developed the solution, and who else reviewed it'],
    ['--plan <text>', 'Write the rollback plan'],
    ['--reason <text>', 'Waive the item'],
    ['--ask', 'Ask the stakeholders whether it works again'],
    ['--reopen', 'Set the item back to open'],
  ],
  run: async (call) => printResolution(call.out, await setItem(call)),
};

const cause: Command = {
  name: 'incident cause',
  usage: '<incident> [root cause]',
  summary: 'Record the root cause with the findings that support it; without words, leave it to the review.',
  options: { finding: { type: 'string', multiple: true } },
  help: [
    [
      '--finding <entry or text>',
      'Number of a finding in the timeline, or the words of a new one; repeatable',
    ],
  ],
  async run(call) {
    const given = call.list('finding');
    const findings = given.filter((each) => /^\d+$/.test(each)).map(Number);
    const [finding, another] = given.filter((each) => !/^\d+$/.test(each));
    if (another !== undefined) throw new UsageError('Give one new finding; add others with `incident note`.');
    const body = { cause: call.words[1] ?? null, findings, ...(finding ? { finding } : {}) };
    return printResolution(
      call.out,
      await ask(call.api.PUT('/api/v1/incidents/{ref}/resolution/root-cause', { ...ref(call), body })),
    );
  },
};

export const resolutionCommands: readonly Command[] = [resolve, close, checklist, check, cause];
