import { ask, type components } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { verifyArchive } from './archive.ts';

/** Proves the records: every chain of hashes, and that each incident is shown as its log says. */
export const verify: Command = {
  name: 'verify',
  usage: '[incident]',
  summary: 'Verify that the record of one or all incidents, or a sealed archive, is complete and unaltered.',
  options: { archive: { type: 'string' }, seal: { type: 'string' } },
  help: [
    ['--archive <file>', 'Check the file of `tocsin incident export`; needs no server'],
    ['--seal <SHA-256>', 'With --archive: the seal that was kept elsewhere'],
  ],
  async run({ api, out, words, text }) {
    const archive = text('archive');
    if (archive !== undefined) return verifyArchive(out, archive, text('seal'));
    if (text('seal') !== undefined) throw new UsageError('--seal belongs to --archive <file>.');
    const [ref] = words;
    const faults: { message: string }[] = [];
    let checked = 0;
    let unshown = 0;
    let unshownFaults = 0;
    let entries = 0;
    let cursor: string | null = null;
    do {
      const report: components['schemas']['VerifyReport'] = ref
        ? await ask(api.GET('/api/v1/incidents/{ref}/verify', { params: { path: { ref } } }))
        : await ask(
            api.POST('/api/v1/verify', { body: { limit: 500, ...(cursor === null ? {} : { cursor }) } }),
          );
      faults.push(...report.faults);
      checked += report.checked;
      unshown += report.unshown;
      unshownFaults += report.unshownFaults;
      entries += report.entries;
      cursor = report.nextCursor;
      if (cursor !== null) out.progress(`${checked} incidents with ${entries} entries checked …`);
    } while (cursor !== null);
    const ok = faults.length + unshownFaults === 0;
    if (!out.data({ ok, checked, unshown, unshownFaults, entries, faults })) {
      for (const { message } of faults) out.line(message);
      const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
      const whole = 'complete and unaltered.';
      const shown = `${counted(checked - unshown, 'incident')} with ${entries} entries`;
      out.line(`${shown}: ${faults.length === 0 ? whole : `${faults.length} broken.`}`);
      const hidden = `${counted(unshown, 'restricted incident')} checked without being shown`;
      const named = `${unshownFaults} broken. The installation’s own token names them.`;
      if (unshown > 0) out.line(`${hidden}: ${unshownFaults === 0 ? whole : named}`);
    }
    return ok ? EXIT.done : EXIT.found;
  },
};
