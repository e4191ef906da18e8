import { plural } from '../../kernel/index.ts';
import type { Found, Span } from '../connectors/model.ts';

/** What was asked, and where. */
export interface Asked extends Span {
  readonly systemId: string;
  readonly name: string;
  readonly connector: string;
  readonly query: string;
  readonly unit: string | null;
}

/** What was found, in a few words. */
export function summaryOf(found: Found): string {
  if (found.kind === 'series') return `${found.series.length} series`;
  return plural(found.lines.length, 'log line');
}

/** Of what is kept with an incident for ever. */
const MOST_BYTES = 256_000;

/** A result as it is kept: the text whose hash goes on the record. Log lines that do not fit are left out, the oldest first. */
export function evidenceText(asked: Asked, found: Found): string {
  const { from, to, ...rest } = asked;
  const about = { ...rest, from: from.toString(), to: to.toString() };
  const text = JSON.stringify({ version: 1, asked: about, found });
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  const smaller: Found =
    found.kind === 'lines'
      ? { ...found, lines: found.lines.slice(0, Math.floor(found.lines.length / 2)), more: true }
      : {
          ...found,
          series: found.series.slice(0, Math.floor(found.series.length / 2)),
          leftOut: found.leftOut + Math.ceil(found.series.length / 2),
        };
  return evidenceText(asked, smaller);
}
