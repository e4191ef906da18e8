import { duration } from '../../communication/index.ts';
import { type Incident, referenceOf } from '../../incidents/index.ts';
import { type Instant, millisBetween } from '../../kernel/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { Section } from './model.ts';

/** What the required information is read from (DOC-1). */
export interface FactSource {
  readonly incident: Incident;
  readonly policy: Pick<Policy, 'documentation' | 'severities'>;
  readonly endedAt: Instant | null;
  readonly systems: readonly string[];
  readonly texts: ReadonlyMap<Section, string>;
  /** What the record has for sections that nobody has written. */
  readonly recorded: ReadonlyMap<Section, { readonly text: string }>;
  readonly actions: readonly string[];
  /** An instant as the report shows it. */
  readonly time: (at: Instant) => string;
}

export interface RequiredFact {
  readonly id: string;
  readonly title: string;
  /** null: missing. */
  readonly value: string | null;
}

/** "None" alone is no lesson: why there is none is what others can check. */
const isBareNone = (text: string): boolean => /^(none|no|nothing|n\/?a|-+|–|—)[.!]?$/i.test(text.trim());

const UNKNOWN =
  /^(?:(?:as )?(?:yet|still) )?(?:unknown|unclear|unsure|not (?:yet )?(?:known|clear|determined|assessed)|tb[acd]|to be (?:announced|assessed|clarified|confirmed|defined|determined)|(?:(?:still|currently|being) )?(?:(?:under|in) (?:investigation|analysis|review)|investigat(?:ing|ed)|analy[sz](?:ing|ed)|assess(?:ing|ed))|pending|\?+)(?: (?:yet|so far|for now|at (?:this|the) (?:time|moment)))?[.!…]*$/i;

/**
 * What was written down while nobody knew better: "None", "TBD", "Unknown, under investigation". It was right then, and is no answer
 * afterwards.
 */
export const saysNothing = (text: string): boolean =>
  isBareNone(text) ||
  text
    .split(/\s*[,;:()–—]\s*|\s+-\s+|\.\s+/)
    .filter((part) => part.trim().replace(/^\.+$/, '') !== '')
    .every((part) => isBareNone(part) || UNKNOWN.test(part.trim()));

function factValue(id: string, source: FactSource): string | null {
  const { incident, endedAt, systems, texts, time } = source;
  const text = (section: Section): string | null => {
    const written = texts.get(section)?.trim() ?? '';
    // What people wrote wins, also where it says too little.
    const said = written === '' ? (source.recorded.get(section)?.text.trim() ?? '') : written;
    return said === '' || isBareNone(said) ? null : said;
  };
  switch (id) {
    case 'incident_id':
      return referenceOf(incident.number);
    case 'severity':
      return `${incident.severity} ${source.policy.severities[incident.severity].name}`;
    case 'start_time':
      return incident.startedAt === null ? null : time(incident.startedAt);
    case 'end_time':
      return endedAt === null ? null : time(endedAt);
    case 'duration':
      return endedAt === null
        ? null
        : duration(millisBetween(incident.startedAt ?? incident.detectedAt, endedAt) / 1000);
    case 'affected_systems':
      return systems.length === 0 ? null : systems.join(', ');
    case 'root_cause':
      return text('root_cause');
    case 'resolution':
      return text('resolution');
    case 'impact':
      return text('impact');
    case 'lessons':
      return text('lessons');
    case 'action_items':
      return source.actions.length > 0 ? source.actions.join('; ') : text('no_actions');
    default:
      // A fact that an organisation added has no place on the record yet; it does not hold up a report.
      return '–';
  }
}

/** The required information, in the policy's order. */
export const requiredFacts = (source: FactSource): readonly RequiredFact[] =>
  source.policy.documentation.required.map(({ id, title }) => ({ id, title, value: factValue(id, source) }));

export const missingOf = (facts: readonly RequiredFact[]): readonly string[] =>
  facts.filter(({ value }) => value === null).map(({ title }) => title);
