import type { Incident, RecordLine } from '../../incidents/index.ts';
import { saysNothing } from './decide-facts.ts';
import type { Report, Section } from './model.ts';

/** What the record has for a section, and the entries that say it. */
export interface Recorded {
  readonly text: string;
  readonly from: readonly number[];
}

/** The impact on users first: it is what the report is read for. */
const IMPACT_FACTS = ['impact', 'business_impact', 'data_integrity'];

const sentence = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/**
 * What was written down while the incident went on, for the sections that the review has not written yet (DOC-1). The words are those
 * of the entries; nothing is concluded from them, and those that only say that nobody knew yet are passed over. Not filled in: contributing factors and lessons, which only a review can draw.
 * @param lines without what was struck
 */
export function recordedSections(
  lines: readonly RecordLine[],
  { resolution }: Pick<Incident, 'resolution'>,
): ReadonlyMap<Section, Recorded> {
  const found = new Map<Section, Recorded>();
  const cause = rootCause(lines);
  if (cause !== null) found.set('root_cause', { text: cause.text, from: [cause.seq, ...cause.findings] });
  const impact = recordedImpact(lines);
  if (impact !== null) found.set('impact', impact);
  const end = lines.findLast(({ kind }) => kind === 'resolved');
  const said = resolution?.trim() ?? '';
  // That the alerts cleared is why the policy ended it, and not how it was resolved.
  if (!saysNothing(said) && end !== undefined && end.data.by !== 'policy')
    found.set('resolution', { text: said, from: [end.seq] });
  return found;
}

/** The last word on the root cause; null while it is unknown. Findings that were struck support nothing any more. */
function rootCause(
  lines: readonly RecordLine[],
): { readonly text: string; readonly seq: number; readonly findings: readonly number[] } | null {
  const last = lines.findLast(({ kind }) => kind === 'root_cause');
  const text = typeof last?.data.cause === 'string' ? last.data.cause.trim() : '';
  if (last === undefined || saysNothing(text)) return null;
  const there = new Set(lines.map(({ seq }) => seq));
  const findings = Array.isArray(last.data.findings) ? last.data.findings.map(Number) : [];
  return { text, seq: last.seq, findings: findings.filter((seq) => there.has(seq)) };
}

/** What was recorded of the impact; the last word on each fact counts. */
function recordedImpact(lines: readonly RecordLine[]): Recorded | null {
  const known = new Map<string, { readonly text: string; readonly seq: number }>();
  for (const { kind, data, seq } of lines) {
    if (kind !== 'update_facts') continue;
    for (const [name, text] of Object.entries((data.facts ?? {}) as Record<string, string | null>))
      if (text === null) known.delete(name);
      else known.set(name, { text, seq });
  }
  const said = IMPACT_FACTS.flatMap((name) => known.get(name) ?? []).filter(({ text }) => !saysNothing(text));
  if (said.length === 0) return null;
  return {
    text: said.map(({ text }) => sentence(text)).join(' '),
    from: [...new Set(said.map(({ seq }) => seq))],
  };
}

const NOTES = new Set(['finding', 'hypothesis', 'decision', 'workaround']);
type Evidence = Report['evidence'][number];

/** What people found, supposed, decided and tried; a change as it was judged last; what was pinned and noted. */
export function evidenceOf(lines: readonly RecordLine[]): Evidence[] {
  const supporting = new Set(rootCause(lines)?.findings ?? []);
  const judged = new Map<unknown, number>();
  for (const { kind, data, seq } of lines) if (kind === 'change_judged') judged.set(data.changeId, seq);
  const typeOf = ({ kind, data, seq }: RecordLine): Evidence['type'] => {
    if (kind === 'note' && NOTES.has(String(data.type))) return data.type as Evidence['type'];
    if (kind === 'change_judged' && judged.get(data.changeId) === seq && data.verdict !== null)
      return 'change';
    return kind === 'evidence_pinned' || kind === 'error_noted' ? 'observation' : undefined;
  };
  return lines.flatMap((line) => {
    const type = typeOf(line);
    if (type === undefined) return [];
    const { seq, sentence: text, who } = line;
    return [{ seq, text, who, type, supports: supporting.has(seq) }];
  });
}

type Check = NonNullable<Report['checks']>[number];
interface Waived {
  readonly item: string;
  readonly text: string;
  readonly reason: string;
}

/** The checklists as they stood at the end: a reopening takes back what was done before it (RES-1 to RES-3). */
export function checksOf(lines: readonly RecordLine[]): Check[] {
  const checks = new Map<unknown, Check>();
  for (const { kind, data, seq, who } of lines) {
    const said = [data.note, data.link].filter((each) => typeof each === 'string' && each !== '').join(' ');
    if (kind === 'check_done')
      checks.set(data.item, { ...{ seq, who, title: String(data.title), state: 'done' }, note: said });
    if (kind === 'check_waived')
      checks.set(data.item, {
        ...{ seq, who, title: String(data.title), state: 'waived', note: String(data.reason) },
      });
    if (kind === 'check_reset' || kind === 'validation_asked') checks.delete(data.item);
    if (kind === 'validation_answered') {
      if (data.works === true)
        checks.set(data.item, {
          ...{ seq, who, title: String(data.title), state: 'done' },
          note: typeof data.comment === 'string' ? data.comment : '',
        });
      else checks.delete(data.item);
    }
    if (kind === 'resolved' || kind === 'closed')
      for (const { item, text: title, reason } of (data.waived ?? []) as unknown as readonly Waived[])
        checks.set(item, { seq, who, title, state: 'waived', note: reason });
    if (kind === 'reopened') checks.clear();
  }
  return [...checks.values()];
}
