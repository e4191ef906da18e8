import { ask, type components } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { formatTime, type Output } from '../output.ts';
import { severityOf } from './incident.ts';

type Report = components['schemas']['UserReport'];

const stateOf = ({ state, overdue, incident }: Report): string =>
  incident === null ? (overdue ? 'overdue' : state) : `${state} ${incident.reference}`;

function printOne(out: Output, report: Report): number {
  if (out.data(report)) return EXIT.done;
  const { reference, title, severity, system, reporter, createdAt, dueAt, answer, description } = report;
  out.line(`${reference}  ${stateOf(report)}  ${title}`);
  const facts: [string, string][] = [
    ['suggested', severity ?? 'none'],
    ['system', system?.name ?? 'not known'],
    ['from', reporter === null ? 'nobody can be answered' : (reporter.name ?? reporter.email ?? 'not known')],
    ['reported', formatTime(createdAt)],
    ...(report.state === 'new' ? [['due', formatTime(dueAt)] as [string, string]] : []),
    ...(answer === null ? [] : [['answer', answer] as [string, string]]),
  ];
  for (const [label, value] of facts) out.line(`  ${label.padEnd(10)}  ${value}`);
  if (description) out.line(`\n${description}`);
  return EXIT.done;
}

const byReport = ({ word }: Invocation) => ({ params: { path: { report: word(0, 'report') } } });

const list: Command = {
  name: 'report list',
  usage: '',
  summary: 'List what people reported and nobody has triaged yet, the oldest first.',
  options: { triaged: { type: 'boolean' } },
  help: [['--triaged', 'Those that were triaged instead, newest first']],
  async run({ api, out, flag }) {
    const state = flag('triaged') ? ('triaged' as const) : ('new' as const);
    const reply = await ask(api.GET('/api/v1/reports', { params: { query: { state, limit: 200 } } }));
    if (out.data(reply)) return EXIT.done;
    if (reply.items.length === 0) {
      out.line(state === 'new' ? 'No reports to triage.' : 'No reports were triaged yet.');
      return EXIT.done;
    }
    out.table(
      ['id', 'state', 'suggested', 'reported', 'system', 'title'],
      reply.items.map((report) => [
        ...[report.reference, stateOf(report), report.severity ?? ''],
        ...[formatTime(report.createdAt), report.system?.name ?? '', report.title],
      ]),
    );
    if (reply.nextCursor !== null) out.line('More reports exist: use the API.');
    return EXIT.done;
  },
};

const show: Command = {
  name: 'report show',
  usage: '<report>',
  summary: 'Show what somebody reported.',
  options: {},
  help: [],
  run: async (call) =>
    printOne(call.out, await ask(call.api.GET('/api/v1/reports/{report}', byReport(call)))),
};

const create: Command = {
  name: 'report create',
  usage: '<title>',
  summary: 'Report a problem without declaring an incident.',
  options: {
    description: { type: 'string' },
    system: { type: 'string' },
    yes: { type: 'string', multiple: true },
    key: { type: 'string' },
  },
  help: [
    ['--description <text>', 'What happens, and since when'],
    ['--system <id>', 'The affected system, if known'],
    ['--yes <criterion>', 'A criterion of the policy that is met; repeatable'],
    ['--key <text>', 'Idempotency key, for scripts that retry'],
  ],
  async run({ api, out, word, text, list: given }) {
    const [system, key] = [text('system'), text('key')];
    const body = {
      title: word(0, 'title'),
      description: text('description') ?? '',
      answers: Object.fromEntries(given('yes').map((criterion) => [criterion, true])),
      ...(system ? { system } : {}),
    };
    const headers = key ? { 'idempotency-key': key } : {};
    const made = await ask(api.POST('/api/v1/reports', { body, headers }));
    if (!out.data(made))
      out.line(`${made.reference}: ${made.incident ?? `triaged by ${formatTime(made.dueAt)}`}`);
    return EXIT.done;
  },
};

const declare: Command = {
  name: 'report declare',
  usage: '<report>',
  summary: 'Declare an incident because of a report; whoever reported it hears of the end.',
  options: {
    title: { type: 'string' },
    severity: { type: 'string', short: 's' },
    reason: { type: 'string' },
    system: { type: 'string', multiple: true },
    type: { type: 'string' },
  },
  help: [
    ['--title <text>', 'Default: what the report says'],
    ['-s, --severity <P1..P4>', 'Default: what the answers suggest'],
    ['--reason <text>', 'Why this severity, when the answers suggest another'],
    ['--system <id>', 'An affected system; repeatable. Default: that of the report'],
    ['--type <id>', 'What kind of incident it is, such as database'],
  ],
  async run(call) {
    const { api, out, text } = call;
    const { params } = byReport(call);
    const report = await ask(api.GET('/api/v1/reports/{report}', { params }));
    const severity = severityOf(text('severity'));
    const [reason, type] = [text('reason'), text('type')];
    const named = call.list('system');
    const body = {
      title: text('title') ?? report.title,
      answers: report.answers,
      symptoms: report.description,
      systems: named.length > 0 ? [...named] : report.system === null ? [] : [report.system.id],
      ...(severity ? { severity } : {}),
      ...(reason ? { severityReason: reason } : {}),
      ...(type ? { type } : {}),
    };
    return printOne(out, await ask(api.POST('/api/v1/reports/{report}/declare', { params, body })));
  },
};

const join: Command = {
  name: 'report join',
  usage: '<report> <incident>',
  summary: 'Join a report to an open incident.',
  options: {},
  help: [],
  async run(call) {
    const body = { incident: call.word(1, 'incident') };
    return printOne(
      call.out,
      await ask(call.api.POST('/api/v1/reports/{report}/join', { ...byReport(call), body })),
    );
  },
};

const decline: Command = {
  name: 'report decline',
  usage: '<report> <answer>',
  summary: 'Decline a report; the answer goes to whoever reported it.',
  options: {},
  help: [],
  async run(call) {
    const answer = call.words.slice(1).join(' ');
    if (answer === '') throw new UsageError('What is the answer to whoever reported it?');
    return printOne(
      call.out,
      await ask(call.api.POST('/api/v1/reports/{report}/decline', { ...byReport(call), body: { answer } })),
    );
  },
};

export const triageCommands: readonly Command[] = [list, show, create, declare, join, decline];
