import type { Incident } from '../../incidents/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Report } from '../report/model.ts';
import { whysOf } from '../report/words.ts';
import { wordsIn } from './decide-words.ts';
import { type Learned, type LibraryDocument, PARTS, type Part, type PartKind, type Weight } from './model.ts';

/** A storm of findings does not make a document that nobody can search. */
const TEXT_MAX = 20_000;
const DOCUMENT_MAX = 100_000;

export interface DocumentSource {
  readonly incident: Incident;
  readonly report: Report;
  readonly published: {
    readonly report: Report;
    readonly version: number;
    readonly publishedAt: Instant;
  } | null;
  readonly tags: readonly string[];
  readonly endedAt: Instant;
}

const section = ({ sections }: Report, id: string): string =>
  sections.find((each) => each.id === id)?.text.trim() ?? '';

/** Everything by which an incident that is over is found: its report as it stands, findings and workarounds, what people said, actions. */
export function documentOf({ incident, report, published, tags, endedAt }: DocumentSource): LibraryDocument {
  const part = (kind: PartKind, text: string, seq: number | null = null): Part[] => {
    const said = text.trim().slice(0, TEXT_MAX);
    return said === '' ? [] : [{ kind, text: said, seq }];
  };
  const sections = report.sections.flatMap((each) =>
    each.id === 'five_whys'
      ? part(
          'five_whys',
          whysOf(each)
            .map(({ words }) => words)
            .join('\n'),
        )
      : each.id === 'no_actions'
        ? []
        : part(each.id, each.text, each.from?.[0] ?? null),
  );
  const order = Object.keys(PARTS);
  const all = [
    ...part('symptoms', incident.symptoms),
    ...sections,
    ...report.evidence.flatMap(({ type, text, seq }) => part(type ?? 'observation', text, seq)),
    ...report.input.flatMap(({ kind, text }) => part(kind, text)),
    ...report.actions.flatMap(({ title }) => part('action', title)),
  ].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  let room = DOCUMENT_MAX;
  const parts = all.filter(({ text }) => {
    room -= text.length;
    return room >= 0;
  });
  return {
    ...{ incidentId: incident.id, number: incident.number, severity: incident.severity },
    ...{ systemIds: incident.systemIds, teamId: incident.teamId, tags, endedAt, parts },
    learned: published === null ? null : learnedFrom(published),
  };
}

const learnedFrom = ({
  report,
  version,
  publishedAt,
}: NonNullable<DocumentSource['published']>): Learned => ({
  ...{ version, publishedAt: publishedAt.toString() },
  ...{ lessons: section(report, 'lessons'), wentWell: section(report, 'went_well') },
  rootCause: section(report, 'root_cause'),
});

/** The words of a document by weight, as `to_tsvector` reads them. A title, a system and a tag say most. */
export function weighed(
  { parts, tags }: LibraryDocument,
  title: string,
  systems: readonly string[],
): Readonly<Record<Weight, string>> {
  const of = (weight: Weight) =>
    parts.filter(({ kind }) => PARTS[kind].weight === weight).map(({ text }) => text);
  const words = (texts: readonly string[]) => texts.flatMap(wordsIn).join(' ');
  return { A: words([title, ...systems, ...tags]), B: words(of('B')), C: words(of('C')), D: words(of('D')) };
}
