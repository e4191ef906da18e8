import { ask, type components } from '@tocsin/client';
import { type Command, type Invocation, wholeNumber } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { readNamed } from '../files.ts';
import type { Output } from '../output.ts';
import { rehearsalPicture } from '../rehearsal-picture.ts';

/** The text of a policy file, or undefined when none was named: then the policy in force is meant. */
const textOf = async (path: string | undefined): Promise<string | undefined> =>
  path === undefined ? undefined : readNamed(path);

const show: Command = {
  name: 'policy show',
  usage: '',
  summary: 'Print the text of the current policy, to edit and publish.',
  options: { version: { type: 'string' } },
  help: [['--version <n>', 'A version other than the current one']],
  async run({ api, out, text }) {
    const version = wholeNumber(text('version'), 'version');
    const shown =
      version === undefined
        ? await ask(api.GET('/api/v1/policy'))
        : await ask(api.GET('/api/v1/policy/versions/{version}', { params: { path: { version } } }));
    const { authorName, reason, yaml } = shown;
    if (!out.data({ version: shown.version, authorName, reason, yaml })) out.line(yaml.trimEnd());
    return EXIT.done;
  },
};

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const OFFLINE = { offline: { type: 'boolean' } } as const;
const OFFLINE_HELP = [
  '--offline',
  'Without a server, and so without people and holidays; the default while TOCSIN_URL is not set',
] as const;

/**
 * A file can be checked and rendered on a machine that reaches no Tocsin, such as an organisation's own CI. Whoever has set
 * TOCSIN_URL gets the server's answer, which knows who holds which role.
 */
const withoutServer = (path: string | undefined, offline: boolean): path is string =>
  path !== undefined && (offline || !process.env.TOCSIN_URL);

/** Only a file can be read without a server: the policy in force is on it. */
function needsFile(path: string | undefined, offline: boolean): void {
  if (offline && path === undefined)
    throw new UsageError('--offline needs a file: the current policy is on the server.');
}

async function linted({ api, out, words, flag }: Invocation) {
  const [path] = words;
  needsFile(path, flag('offline'));
  if (withoutServer(path, flag('offline'))) {
    const { lintHere } = await import('./policy-file.ts');
    return lintHere(await readNamed(path));
  }
  const yaml = (await textOf(path)) ?? (await ask(api.GET('/api/v1/policy'))).yaml;
  return ask(api.POST('/api/v1/policy/lint', { body: { yaml } }));
}

const lint: Command = {
  name: 'policy lint',
  usage: '[file]',
  summary: 'Check a policy for problems; without a file: the current policy.',
  options: OFFLINE,
  help: [OFFLINE_HELP],
  async run(invocation) {
    const { out, words } = invocation;
    const [path] = words;
    const report = await linted(invocation);
    if (!out.data(report)) {
      for (const { line, column, level, code, message, suggestion } of report.problems) {
        out.line(`${path ?? 'policy'}:${line}:${column} ${level} ${code}: ${message}`);
        if (suggestion) out.line(`    ${suggestion}`);
      }
      const errors = report.problems.filter(({ level }) => level === 'error').length;
      out.line(
        report.problems.length === 0
          ? 'No problems found.'
          : `${count(errors, 'error')}, ${count(report.problems.length - errors, 'warning')}.`,
      );
      if ('notChecked' in report)
        out.line(
          `Not checked: ${report.notChecked.join(' and ')}. Set TOCSIN_URL and TOCSIN_TOKEN to check them.`,
        );
    }
    return report.publishable ? EXIT.done : EXIT.found;
  },
};

async function rendered(
  { api, words, text, flag, out }: Invocation,
  format: 'markdown' | 'html',
): Promise<string> {
  const [path] = words;
  needsFile(path, flag('offline'));
  if (withoutServer(path, flag('offline'))) {
    const { renderHere } = await import('./policy-file.ts');
    const prose = renderHere(await readNamed(path), format, out);
    if (prose === undefined)
      throw new UsageError(`${path} is not a valid policy. See: tocsin policy lint ${path}`);
    return prose;
  }
  const yaml = await textOf(path);
  if (yaml !== undefined) {
    const body = { yaml, page: format === 'html' };
    const preview = await ask(api.POST('/api/v1/policy/preview', { body }));
    return format === 'markdown' ? preview.markdown : preview.html;
  }
  const version = wholeNumber(text('version'), 'version');
  const query = { format, ...(version === undefined ? {} : { version }) };
  return ask(api.GET('/api/v1/policy/render', { params: { query }, parseAs: 'text' }));
}

const render: Command = {
  name: 'policy render',
  usage: '[file]',
  summary: 'Print the policy as prose, with the current holders of each role.',
  options: { version: { type: 'string' }, html: { type: 'boolean' }, ...OFFLINE },
  help: [
    ['--version <n>', 'A version other than the current one'],
    OFFLINE_HELP,
    ['--html', 'A standalone page to view or print, instead of Markdown'],
  ],
  async run(invocation) {
    const format = invocation.flag('html') ? 'html' : 'markdown';
    const prose = await rendered(invocation, format);
    if (!invocation.out.data({ format, prose })) invocation.out.line(prose.trimEnd());
    return EXIT.done;
  },
};

/** `Sat 2026-12-26 08:00`, in `zone`. */
function dayAndTime(instant: string, zone: string): string {
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: zone }).format(at);
  const rest = { dateStyle: 'short', timeStyle: 'short', timeZone: zone } as const;
  return `${day} ${new Intl.DateTimeFormat('sv-SE', rest).format(at)}`;
}

function printGaps(out: Output, { findings, until, timezone }: components['schemas']['Coverage']): void {
  if (findings.length === 0) {
    out.line(
      `Until ${dayAndTime(until, timezone)} (${timezone}) every incident reaches the people it should.`,
    );
    return;
  }
  for (const { teamName, roleTitle, incidents, sentence, suggestion, stretches } of findings) {
    const [first] = stretches;
    if (!first) continue;
    const more = stretches.length - 1;
    const again = more === 0 ? '' : `, and ${count(more, 'more time')}`;
    out.line(`${teamName ?? 'Everywhere'}, ${incidents}: ${roleTitle}`);
    out.line(`  ${sentence}`);
    out.line(
      `  From ${dayAndTime(first.from, timezone)} to ${dayAndTime(first.until, timezone)} (${timezone})${again}.`,
    );
    out.line(`  ${suggestion}`);
    out.line();
  }
  out.line(`${count(findings.length, 'gap')} until ${dayAndTime(until, timezone)}.`);
}

const coverage: Command = {
  name: 'policy coverage',
  usage: '[file]',
  summary: 'Show coverage gaps for every team and severity.',
  options: { days: { type: 'string' } },
  help: [['--days <n>', 'Days to check (365)']],
  async run({ api, out, words, text }) {
    const days = wholeNumber(text('days'), 'days') ?? 365;
    const yaml = await textOf(words[0]);
    const proof =
      yaml === undefined
        ? await ask(api.GET('/api/v1/readiness/coverage', { params: { query: { days } } }))
        : await ask(api.POST('/api/v1/readiness/coverage', { body: { yaml, days } }));
    if (!out.data(proof)) printGaps(out, proof);
    return proof.findings.some(({ level }) => level !== 'thin') ? EXIT.found : EXIT.done;
  },
};

const severities = ['P1', 'P2', 'P3', 'P4'] as const;

type Rehearsal = components['schemas']['Rehearsal'];

/** The case in a line, and what stands in its way or makes it late. */
function printCase(out: Output, { case: subject, warnings, daysOff }: Rehearsal): void {
  const { severity, customerFacing, confirmed, systems, type, localTime, timezone } = subject;
  const facts = [
    customerFacing ? 'customers affected' : 'customers not affected',
    ...(confirmed ? [] : ['severity unconfirmed']),
    ...(systems.length > 0 ? [systems.join(' and ')] : []),
    ...(type === null ? [] : [`type ${type}`]),
  ];
  out.line(`${severity} at ${localTime} ${timezone}, ${facts.join(', ')}`);
  for (const warning of warnings) out.line(`  ${warning}`);
  for (const { date, name, calendar } of daysOff)
    out.line(`  ${date} is a day off${calendar === 'default' ? '' : ` (calendar ${calendar})`}: ${name}`);
  out.line();
}

function printRehearsal(out: Output, result: Rehearsal, options: { readonly picture: boolean }): void {
  const { events, comparison, laterSteps, nextUpdate, pagesGoOn, stopsAt } = result;
  const { timezone } = result.case;
  printCase(out, result);
  const cells = ({ at, person, localTime, sentence, rule }: Rehearsal['events'][number]) => [
    dayAndTime(at, timezone),
    person === null ? '' : localTime,
    sentence,
    rule ?? '',
  ];
  const head = [`time (${timezone})`, 'local time', 'what happens', 'contact rule'];
  if (comparison === null) out.table(head, events.map(cells));
  else
    out.table(
      ['change', ...head],
      comparison.map((event) => [{ same: '', added: '+', removed: '-' }[event.change], ...cells(event)]),
    );
  if (options.picture) {
    out.line();
    for (const line of rehearsalPicture(result)) out.line(line);
  }
  if (pagesGoOn) out.line('… repeated until someone acknowledges.');
  if (nextUpdate !== null)
    out.line(
      `Stakeholders are promised the next update by ${dayAndTime(nextUpdate.dueAt, timezone)}; a miss is told to the engineering manager.`,
    );
  if (laterSteps > 0)
    out.line(
      `${laterSteps} more ${laterSteps === 1 ? 'step is' : 'steps are'} due after ${dayAndTime(stopsAt, timezone)}, the end of the rehearsal.`,
    );
}

const rehearse: Command = {
  name: 'policy rehearse',
  usage: '--severity <P1..P4> --at <time>',
  summary: 'Rehearse an incident: who is paged or notified, when, by which channel, and who is not and why.',
  options: {
    severity: { type: 'string', short: 's' },
    at: { type: 'string' },
    system: { type: 'string', multiple: true },
    type: { type: 'string' },
    'customer-facing': { type: 'boolean' },
    internal: { type: 'boolean' },
    unconfirmed: { type: 'boolean' },
    'ack-after': { type: 'string' },
    'resolve-after': { type: 'string' },
    policy: { type: 'string' },
    picture: { type: 'boolean' },
  },
  help: [
    ['-s, --severity <P1..P4>', 'Severity of the incident'],
    ['--at <time>', "2026-12-24T23:40 in the organisation's time zone, or an instant with a zone"],
    ['--system <id>', 'An affected system; repeatable'],
    ['--type <id>', 'An incident type of the policy, such as security; default: none'],
    [
      '--customer-facing, --internal',
      'Whether customers are affected; default: based on the affected systems',
    ],
    ['--unconfirmed', 'The severity is unconfirmed, as when an alert opens the incident'],
    ['--ack-after <duration>', 'Acknowledged after this time, such as 8m; default: never'],
    ['--resolve-after <duration>', 'Resolved after this time, such as 2h; default: never'],
    ['--picture', 'Add a picture of who is paged or notified when'],
    ['--policy <file>', 'Use this policy, and show the difference from the current one'],
  ],
  async run({ api, out, text, list, flag }) {
    const severity = severities.find((each) => each === text('severity')?.toUpperCase());
    if (severity === undefined) throw new UsageError(`--severity must be one of ${severities.join(', ')}.`);
    const at = text('at');
    if (at === undefined) throw new UsageError('--at is required, such as 2026-12-24T23:40.');
    if (flag('customer-facing') && flag('internal'))
      throw new UsageError('Use either --customer-facing or --internal.');
    const ack = text('ack-after');
    const resolve = text('resolve-after');
    const type = text('type');
    const yaml = await textOf(text('policy'));
    const result = await ask(
      api.POST('/api/v1/readiness/rehearse', {
        body: {
          severity,
          at,
          systems: [...list('system')],
          ...(type === undefined ? {} : { type }),
          ...(flag('customer-facing') ? { customerFacing: true } : {}),
          ...(flag('internal') ? { customerFacing: false } : {}),
          confirmed: !flag('unconfirmed'),
          ...(ack === undefined ? {} : { acknowledgeAfter: ack }),
          ...(resolve === undefined ? {} : { resolveAfter: resolve }),
          ...(yaml === undefined ? {} : { yaml }),
        },
      }),
    );
    if (!out.data(result)) printRehearsal(out, result, { picture: flag('picture') });
    return EXIT.done;
  },
};

/** Nobody's version is replaced unseen, so it is named rather than taken to be the newest. */
async function whichBase(api: Invocation['api']): Promise<string> {
  const { version, authorName, reason } = await ask(api.GET('/api/v1/policy'));
  return (
    `--base is required: the version the file is based on. Version ${version} is current, by ${authorName}: "${reason}". ` +
    `If the file includes its changes: --base ${version}`
  );
}

const publish: Command = {
  name: 'policy publish',
  usage: '<file> --base <version> --reason <text>',
  summary: 'Publish a file as the policy for new incidents.',
  options: { reason: { type: 'string', short: 'm' }, base: { type: 'string' } },
  help: [
    ['-m, --reason <text>', 'Reason for the change; saved with the version'],
    ['--base <version>', 'The version the file is based on; rejected if a newer one was published'],
  ],
  async run({ api, out, word, text }) {
    const yaml = (await textOf(word(0, 'file'))) ?? '';
    const reason = text('reason');
    if (!reason) throw new UsageError('--reason is required: why the policy changes.');
    const baseVersion = wholeNumber(text('base'), 'base');
    if (baseVersion === undefined) throw new UsageError(await whichBase(api));
    const published = await ask(api.POST('/api/v1/policy/publish', { body: { yaml, reason, baseVersion } }));
    if (!out.data(published)) out.line(`Version ${published.version} published.`);
    return EXIT.done;
  },
};

const outcomes = ['still_right', 'needs_change'] as const;

const review: Command = {
  name: 'policy review',
  usage: '<still_right|needs_change>',
  summary: 'Record a review of the current policy, as the annual review requires.',
  options: { note: { type: 'string', short: 'm' } },
  help: [['-m, --note <text>', 'Findings']],
  async run({ api, out, word, text }) {
    const outcome = outcomes.find((each) => each === word(0, 'outcome'));
    if (outcome === undefined) throw new UsageError(`The outcome must be ${outcomes.join(' or ')}.`);
    const { version } = await ask(api.GET('/api/v1/policy'));
    const recorded = await ask(
      api.POST('/api/v1/policy/reviews', { body: { version, outcome, note: text('note') ?? '' } }),
    );
    if (!out.data(recorded)) out.line(`Review of version ${version} recorded.`);
    return EXIT.done;
  },
};

export const policyCommands: readonly Command[] = [show, lint, render, rehearse, coverage, publish, review];
