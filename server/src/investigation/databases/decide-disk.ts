import { andList } from '../../kernel/index.ts';
import type { CheckResult, Verdict } from '../../runbooks/index.ts';
import {
  type Answers,
  above,
  bytesWords,
  GIGABYTE,
  judge,
  type Limits,
  numberOf,
  result,
  table,
  worst,
} from './decide-words.ts';

/** What an unused replication slot keeps back. Left alone it fills the disk. */
const KEPT_BACK = { look: above(GIGABYTE), bad: above(10 * GIGABYTE) };

/** What takes the room, and what makes it grow without end. The limits are gigabytes of all together; by default there are none. */
export function disk({ sizes, log, logs, slots, archiver }: Answers, rule: Limits): CheckResult {
  const databases = (sizes ?? []).map(({ name, bytes }) => ({
    name: name ?? '',
    bytes: numberOf(bytes) ?? 0,
  }));
  // Of all, also of those that are too many to be listed.
  const data = numberOf(sizes?.[0]?.total) ?? databases.reduce((sum, { bytes }) => sum + bytes, 0);
  const written =
    log === undefined
      ? sumOf(logs?.map(({ File_size: size }) => size))
      : sumOf(log?.map(({ bytes }) => bytes));
  const logName = log === undefined ? 'binary logs' : 'write-ahead log';
  const unused = (slots ?? [])
    .filter(({ active }) => active === 'f')
    .map(({ name, bytes }) => ({ name: name ?? '', bytes: numberOf(bytes) ?? 0 }));
  const [largest] = unused.toSorted((a, b) => b.bytes - a.bytes);
  const failing = archiver?.[0];
  const verdict: Verdict = worst(
    judge((data + (written ?? 0)) / GIGABYTE, rule),
    largest === undefined ? 'ok' : judge(largest.bytes, KEPT_BACK),
    failing === undefined ? 'ok' : 'look',
  );
  const said = [
    `The databases take ${bytesWords(data)}${written === null ? '' : `, the ${logName} ${bytesWords(written)}`}.`,
    ...(largest === undefined
      ? []
      : [
          `Unused replication slots keep the log: ${andList(unused.slice(0, 3).map(({ name, bytes }) => `${name} ${bytesWords(bytes)}`))}.`,
        ]),
    ...(failing === undefined
      ? []
      : [
          `Archiving the log fails (${failing.failures} times, last ${failing.file}), so that it is kept and grows.`,
        ]),
    'How full the disk is, only the machine can say.',
  ];
  return result(
    verdict,
    said.join(' '),
    table(
      ['What', 'Size'],
      [
        ...databases.map(({ name, bytes }) => [name, bytesWords(bytes)]),
        ...(written === null ? [] : [[logName, bytesWords(written)]]),
        ...unused.map(({ name, bytes }) => [`kept for the slot ${name}`, bytesWords(bytes)]),
      ],
    ),
  );
}

const sumOf = (all: readonly (string | null | undefined)[] | undefined): number | null =>
  all === undefined || all.length === 0 ? null : all.reduce((sum, each) => sum + (numberOf(each) ?? 0), 0);
