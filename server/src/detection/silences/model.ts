import { compilePattern, type Instant } from '../../kernel/index.ts';

/** As Alertmanager has it: a label that an alert does not have is an empty one, and a pattern matches the whole value. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** Covers the alerts of its integration that all of its matchers match, from its start to its end. */
export interface Silence {
  readonly id: string;
  readonly integrationId: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Free text of whoever made it: their tool knows no accounts of ours. */
  readonly createdBy: string;
  readonly comment: string;
  readonly updatedAt: Instant;
}

export type SilenceState = 'pending' | 'active' | 'expired';

/** A silence as somebody asks for it. */
export interface WantedSilence {
  /** The one that it takes the place of. */
  readonly id?: string | undefined;
  readonly matchers: readonly Matcher[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly createdBy: string;
  readonly comment: string;
}

type Labels = Readonly<Record<string, string>>;

/** @returns whether the matcher matches an alert's labels. A pattern that cannot be read matches nothing. */
export function matcherTest({ name, value, isRegex, isEqual }: Matcher): (labels: Labels) => boolean {
  const labelValue = (labels: Labels): string => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');
  if (!isRegex) return (labels) => (labelValue(labels) === value) === isEqual;
  const pattern = compilePattern(value);
  if (!pattern.ok) return () => false;
  return (labels) => pattern.value.matches(labelValue(labels)) === isEqual;
}

/** As `alertname=~"Disk.*"`; a name with other characters in quotes, as Alertmanager writes it: `"host.name"="web1"`. */
export const matcherText = ({ name, value, isRegex, isEqual }: Matcher): string =>
  `${/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) ? name : JSON.stringify(name)}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}${JSON.stringify(value)}`;

/** What is wrong with these matchers, in words; undefined when nothing is. */
export function matcherFault(matchers: readonly Matcher[]): string | undefined {
  if (matchers.length === 0) return 'at least one matcher required';
  for (const { name, value, isRegex } of matchers) {
    if (name === '') return 'a label name must not be empty';
    const pattern = isRegex ? compilePattern(value) : undefined;
    if (pattern?.ok === false) return `invalid pattern for ${name}: ${pattern.error}`;
  }
  // Else one slip of the pen silences everything (Alertmanager refuses it as well).
  if (matchers.every((matcher) => matcherTest(matcher)({})))
    return 'at least one matcher must not match the empty string';
  return undefined;
}
