import { ask, type components } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { formatDistance, formatTime, type Output } from '../output.ts';

type Incident = components['schemas']['Incident'];
type Severity = Incident['severity'];

const severities: readonly Severity[] = ['P1', 'P2', 'P3', 'P4'];

export function severityOf(text: string | undefined): Severity | undefined {
  const found = severities.find((severity) => severity === text?.toUpperCase());
  if (text !== undefined && found === undefined)
    throw new UsageError(`--severity must be one of ${severities.join(', ')}.`);
  return found;
}

const who = (name: string | undefined): string => name ?? 'none yet';

function printIncident(out: Output, incident: Incident, now: number): void {
  const { reference, severity, severityConfirmed, title, status } = incident;
  out.line(`${reference}  ${severity}${severityConfirmed ? '' : ' (unconfirmed)'}  ${status}  ${title}`);
  const facts: [string, string][] = [
    ['detected', `${formatTime(incident.detectedAt)} (${formatDistance(incident.detectedAt, now)})`],
    ['systems', incident.systems.map(({ name }) => name).join(', ') || 'none'],
    ['customers', incident.customerFacing ? 'affected' : 'not affected'],
    ['acknowledged', incident.acknowledgedBy ? `by ${incident.acknowledgedBy.name}` : 'not yet'],
    ['commander', who(incident.commander?.name)],
    ['type', incident.type?.title ?? 'not set'],
    ['alerts', String(incident.alertCount)],
  ];
  if (incident.resolvedAt)
    facts.push(['resolved', `${formatTime(incident.resolvedAt)}: ${incident.resolution ?? ''}`]);
  if (incident.missing.length > 0) facts.push(['missing', incident.missing.join(', ')]);
  for (const [label, value] of facts) out.line(`  ${label.padEnd(12)}  ${value}`);
}

/** Prints the incident after a command. */
export function printAfter(out: Output, incident: Incident): number {
  if (!out.data(incident)) printIncident(out, incident, Date.now());
  return EXIT.done;
}

const declare: Command = {
  name: 'incident declare',
  usage: '<title>',
  summary: 'Declare an incident; the escalation matrix starts immediately.',
  options: {
    severity: { type: 'string', short: 's' },
    reason: { type: 'string' },
    system: { type: 'string', multiple: true },
    symptoms: { type: 'string' },
    type: { type: 'string' },
    'customer-facing': { type: 'boolean' },
    'page-now': { type: 'string' },
    yes: { type: 'string', multiple: true },
    key: { type: 'string' },
  },
  help: [
    ['-s, --severity <P1..P4>', 'Default: what the criteria answered with --yes suggest'],
    ['--reason <text>', 'Why this severity, when the criteria suggest another'],
    ['--yes <criterion>', 'A criterion of the policy that is met; repeatable'],
    ['--system <id>', 'An affected system; repeatable'],
    ['--symptoms <text>', 'What people see'],
    ['--type <id>', 'What kind of incident it is, such as database; adds its runbooks'],
    ['--customer-facing', 'Customers are affected; default: based on the affected systems'],
    ['--page-now <why>', 'Page on-call immediately, at any severity'],
    ['--key <text>', 'Idempotency key: the same key returns the same incident, for scripts that retry'],
  ],
  async run({ api, out, word, text, list, flag }) {
    const severity = severityOf(text('severity'));
    const reason = text('reason');
    const key = text('key');
    const pageNow = text('page-now');
    const type = text('type');
    const incident = await ask(
      api.POST('/api/v1/incidents', {
        body: {
          title: word(0, 'title'),
          systems: [...list('system')],
          answers: Object.fromEntries(list('yes').map((criterion) => [criterion, true])),
          symptoms: text('symptoms') ?? '',
          ...(severity ? { severity } : {}),
          ...(reason ? { severityReason: reason } : {}),
          ...(flag('customer-facing') ? { customerFacing: true } : {}),
          ...(pageNow ? { pageNow } : {}),
          ...(type ? { type } : {}),
        },
        headers: key ? { 'idempotency-key': key } : {},
      }),
    );
    return printAfter(out, incident);
  },
};

const list: Command = {
  name: 'incident list',
  usage: '[words]',
  summary: 'List open incidents, most urgent first.',
  options: {
    all: { type: 'boolean' },
    severity: { type: 'string', short: 's' },
    system: { type: 'string' },
    team: { type: 'string' },
    mine: { type: 'boolean' },
  },
  help: [
    ['--all', 'Include resolved and merged incidents'],
    ['-s, --severity <P1..P4>', 'Filter by severity'],
    ['--system <id>', 'Filter by system'],
    ['--team <id>', 'Filter by responding team'],
    ['--mine', 'Only those you are a responder of'],
  ],
  async run({ api, out, words, text, flag }) {
    const severity = severityOf(text('severity'));
    const system = text('system');
    const team = text('team');
    const q = words.join(' ');
    const reply = await ask(
      api.GET('/api/v1/incidents', {
        params: {
          query: {
            status: flag('all') ? 'all' : 'open',
            order: 'urgency',
            limit: 100,
            ...(severity ? { severity } : {}),
            ...(system ? { system } : {}),
            ...(team ? { team } : {}),
            ...(flag('mine') ? { mine: 'true' as const } : {}),
            ...(q ? { q } : {}),
          },
        },
      }),
    );
    if (out.data(reply)) return EXIT.done;
    if (reply.items.length === 0) {
      out.line(flag('all') ? 'No incidents.' : 'No open incidents.');
      return EXIT.done;
    }
    const now = Date.now();
    const rows = reply.items.map((one) => [
      one.reference,
      one.severityConfirmed ? one.severity : `${one.severity}?`,
      one.status,
      formatDistance(one.detectedAt, now),
      who(one.commander?.name),
      one.title,
    ]);
    out.table(['id', 'sev', 'status', 'detected', 'commander', 'title'], rows);
    if (reply.nextCursor !== null) out.line('More incidents exist: narrow the search, or use the API.');
    return EXIT.done;
  },
};

const show: Command = {
  name: 'incident show',
  usage: '<incident>',
  summary: 'Show an incident with its timeline.',
  options: {},
  help: [],
  async run({ api, out, word }) {
    const path = { ref: word(0, 'incident') };
    const incident = await ask(api.GET('/api/v1/incidents/{ref}', { params: { path } }));
    const timeline = await ask(
      api.GET('/api/v1/incidents/{ref}/timeline', {
        params: { path, query: { direction: 'newer', limit: 500 } },
      }),
    );
    if (out.data({ ...incident, timeline: timeline.items })) return EXIT.done;
    printIncident(out, incident, Date.now());
    out.line();
    for (const { happenedAt, sentence, struckBy } of timeline.items) {
      out.line(`  ${formatTime(happenedAt)}  ${struckBy === null ? sentence : `(struck out) ${sentence}`}`);
    }
    return EXIT.done;
  },
};

/** The incident that a command names first. */
export const ref = ({ word }: Invocation) => ({
  params: { path: { ref: word(0, 'incident') } },
});

const ack: Command = {
  name: 'incident ack',
  usage: '<incident>',
  summary: 'Acknowledge an incident; paging stops immediately, everywhere.',
  options: {},
  help: [],
  run: async (call) =>
    printAfter(
      call.out,
      await ask(call.api.POST('/api/v1/incidents/{ref}/acknowledge', { ...ref(call), body: null })),
    ),
};

const note: Command = {
  name: 'incident note',
  usage: '<incident> <text>',
  summary: 'Add a note to the timeline.',
  options: { type: { type: 'string' }, at: { type: 'string' } },
  help: [
    ['--type <type>', 'note (the default), finding, hypothesis, decision or workaround'],
    ['--at <time>', 'When it happened, ISO 8601 with zone, if not now'],
  ],
  async run(call) {
    const types = ['note', 'finding', 'hypothesis', 'decision', 'workaround'] as const;
    const type = types.find((name) => name === (call.text('type') ?? 'note'));
    if (type === undefined) throw new UsageError(`--type must be one of ${types.join(', ')}.`);
    const happenedAt = call.text('at');
    const body = { type, text: call.word(1, 'text'), ...(happenedAt ? { happenedAt } : {}) };
    return printAfter(
      call.out,
      await ask(call.api.POST('/api/v1/incidents/{ref}/entries', { ...ref(call), body })),
    );
  },
};

export const incidentCommands: readonly Command[] = [declare, list, show, ack, note];
