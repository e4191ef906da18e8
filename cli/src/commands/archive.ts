import { createHash } from 'node:crypto';
import { ask } from '@tocsin/client';
import type { ArchiveCheck, ArchiveReport } from '@tocsin/kernel';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { piecesOfNamed, writeNamedStream } from '../files.ts';
import { formatTime, type Output } from '../output.ts';
import { ref } from './incident.ts';

/** Loaded when needed: most commands ask a server and check nothing themselves. */
async function newCheck(): Promise<ArchiveCheck> {
  const kernel = await import('@tocsin/kernel');
  return new kernel.ArchiveCheck(() => createHash('sha256'));
}

/** Checks a sealed export with nothing but itself. @returns the exit code */
export async function verifyArchive(out: Output, named: string, seal: string | undefined): Promise<number> {
  if (seal !== undefined && !/^[0-9a-f]{64}$/i.test(seal))
    throw new UsageError('--seal must be the 64 digits that the export printed.');
  const check = await newCheck();
  for await (const piece of piecesOfNamed(named)) check.push(piece);
  const report = check.end(seal);
  if (!out.data(report)) print(out, report, seal !== undefined);
  return report.ok ? EXIT.done : EXIT.found;
}

/** @param proved whether its seal was kept elsewhere, or it has just come from the server */
function print(out: Output, report: ArchiveReport, proved: boolean): void {
  const { reference, exportedAt, exportedBy, entries, files, withheld, seal, faults } = report;
  for (const { message } of faults) out.line(message);
  if (reference !== null)
    out.line(
      `${reference}, exported by ${exportedBy} at ${formatTime(exportedAt)}: ${entries} entries, ${files} files.`,
    );
  if (withheld > 0)
    out.line(
      `${withheld} entries are unproved: they are about incidents that the exporter could not see, and only their hashes are in it.`,
    );
  if (seal !== null) out.line(`Seal: ${seal}`);
  const whole = proved
    ? 'The archive is complete and unaltered.'
    : 'Consistent in itself. Compare the seal to know that it is the archive that was exported.';
  out.line(faults.length === 0 ? whole : 'The archive is not as it was exported.');
}

const exportIncident: Command = {
  name: 'incident export',
  usage: '<incident>',
  summary:
    'Export an incident as a sealed archive: log, timeline, messages, evidence and report with their hashes.',
  options: { to: { type: 'string' } },
  help: [['--to <file>', 'Where to save it; default: <incident>.tar']],
  async run(call) {
    const { api, out, text } = call;
    const { params } = ref(call);
    if (text('to') === '-') throw new UsageError('An archive is saved in a file. Name one: --to INC-1.tar');
    const to = text('to') ?? `${params.path.ref.toUpperCase()}.tar`;
    const body = (await ask(
      api.POST('/api/v1/incidents/{ref}/archive', { params, body: null, parseAs: 'stream' }),
    )) as unknown as AsyncIterable<Uint8Array>;
    const check = await newCheck();
    await writeNamedStream(to, checked(body, check));
    const report = check.end();
    if (!out.data({ file: to, ...report })) {
      print(out, report, true);
      out.line(
        `Saved ${to}. Keep the seal elsewhere, and check with: tocsin verify --archive ${to} --seal ${report.seal}`,
      );
    }
    return report.ok ? EXIT.done : EXIT.found;
  },
};

/** Hands on what comes, and checks it on the way. */
async function* checked(pieces: AsyncIterable<Uint8Array>, check: ArchiveCheck): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    check.push(piece);
    yield piece;
  }
}

export const archiveCommands: readonly Command[] = [exportIncident];
