import { type Policy, typeByLabels } from '../policy/index.ts';
import type { FrontMatter } from './model.ts';

/** What is known of an incident when it is asked which runbooks are for it. */
export interface Subject {
  readonly typeId: string | null;
  readonly systemIds: readonly string[];
  /** The labels of its alerts: one alert must have all that are wanted. */
  readonly labels: readonly Readonly<Record<string, string>>[];
  readonly title: string;
  readonly symptoms: string;
}

const hasAll = (
  labels: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean => Object.entries(wanted).every(([name, value]) => labels[name] === value);

/** Why a runbook applies, in words; null when it does not. All that it names must hold. */
export function applies(
  rule: FrontMatter,
  subject: Subject,
  titleOf: (type: string) => string,
): string | null {
  const { types, systems, labels } = rule;
  const reasons: string[] = [];
  if (types.length > 0) {
    if (subject.typeId === null || !types.includes(subject.typeId)) return null;
    reasons.push(`the type is ${titleOf(subject.typeId)}`);
  }
  if (systems.length > 0) {
    const system = systems.find((each) => subject.systemIds.includes(each));
    if (system === undefined) return null;
    reasons.push(`${system} is affected`);
  }
  const wanted = Object.entries(labels);
  if (wanted.length > 0) {
    if (!subject.labels.some((each) => hasAll(each, labels))) return null;
    reasons.push(`an alert has ${wanted.map(([name, value]) => `${name}=${value}`).join(', ')}`);
  }
  return reasons.length === 0 ? null : reasons.join(' and ');
}

/** Words of titles and symptoms that speak for a type. English, as monitors write; an organisation's own types go by labels. */
const WORDS: Readonly<Record<string, RegExp>> = {
  database:
    /\b(databases?|postgres(ql)?|mysql|mariadb|sql|replication|replica|deadlocks?|connection pool|pgbouncer|disk full|vacuum)\b/i,
  performance: /\b(slow|latency|timeouts?|cpu|memory|saturat\w+|performance|p9[59]|throughput|oom\w*)\b/i,
  security:
    /\b(breach|intrusion|malware|ransomware|phishing|unauthori[sz]ed|leak(ed)?|exfiltrat\w+|compromised?|cve-\d+)\b/i,
  deployment: /\b(deploy(ment|ed|s)?|rollout|release|rollback|migration|crashloop\w*|imagepull\w*|helm)\b/i,
};

/**
 * The type that an incident seems to be of. Labels are an organisation's own rule and may set it; words are a guess that a
 * person takes or leaves.
 */
export function suggestType(
  { incidentTypes }: Pick<Policy, 'incidentTypes'>,
  subject: Subject,
): { readonly typeId: string; readonly by: 'labels' | 'words' } | null {
  const byLabels = typeByLabels({ incidentTypes }, subject.labels);
  if (byLabels !== undefined) return { typeId: byLabels.id, by: 'labels' };
  const text = `${subject.title} ${subject.symptoms}`;
  const byWords = incidentTypes.find(({ id }) => WORDS[id]?.test(text));
  return byWords === undefined ? null : { typeId: byWords.id, by: 'words' };
}
