import { type Actor, type Instant, isBefore } from '../../kernel/index.ts';

/** An error message as it came in. */
export interface ErrorMessage {
  readonly text: string;
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly systemId: string | null;
  readonly from:
    | { readonly kind: 'alert'; readonly alertId: string }
    | { readonly kind: 'person'; readonly by: Actor };
}

/** Messages that say the same of different things. */
export interface ErrorGroup {
  readonly fingerprint: string;
  /** The newest of them. */
  readonly text: string;
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly messages: readonly ErrorMessage[];
}

/** What an alert offers to find error messages in. */
export interface AlertWords {
  readonly id: string;
  readonly dedupKey: string;
  readonly title: string;
  readonly description: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly systemId: string | null;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly count: number;
}

const LONGEST_FINGERPRINT = 300;
const LONGEST_MESSAGE = 2_000;

/**
 * What is left of a message without what differs from one time to the next: quoted values, addresses, ids, hexadecimal and
 * other numbers. Messages with the same rest are one error. Hexadecimal needs a digit, so that "added" stays a word.
 */
export function fingerprintOf(text: string): string {
  return messageIn(text)
    .slice(0, LONGEST_MESSAGE)
    .toLowerCase()
    .replace(/"[^"\n]*"|`[^`\n]*`|(?<![a-z0-9])'[^'\n]*'(?![a-z0-9])|“[^”\n]*”/g, '?')
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '#')
    .replace(/\b0x[0-9a-f]+\b/g, '#')
    .replace(/\b(?=[a-f]*\d)[0-9a-f]{6,}\b/g, '#')
    .replace(/\d+(?:[.:,t_-]\d+)*z?/g, '#')
    .replace(/#(?:[.:,/_-]?#)+/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_FINGERPRINT);
}

const ERROR_WORD =
  /\b(?:\w*(?:error|exception)s?|fail(?:ed|s|ure|ures|ing)?|fatal|panic(?:ked)?|timed out|timeouts?|refused|denied|unavailable|unreachable|out of memory|oom(?:killed)?|killed|deadlock|cannot|could not|unable to|not found|traceback|aborted|exceeded|http 5\d\d)\b/i;
/** "Error rate above 20 %" is a measure and no message. */
const MEASURE = /\b(?:error|exception|failure|timeout)s?[ _-](?:rate|ratio|budget|count|percentage|per)\b/i;
/** A frame of a stack, in the ways of JavaScript, Java, Python and Go. */
const FRAME = /^\s*(?:at\s|file "|goroutine \d|\S+\.go:\d|\.\.\. \d+ more|traceback \(most recent)/i;

/** The line of a longer text that says what went wrong: of a Python traceback it is the last one. */
export function messageIn(text: string): string {
  const lines = text
    .split('\n')
    .slice(0, 200)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !FRAME.test(line));
  return lines.find((line) => ERROR_WORD.test(line)) ?? lines[0] ?? text.trim().split('\n')[0] ?? '';
}

/** Labels under which programs and tools put the message of an error. */
const ERROR_LABEL =
  /^(?:error|err|exception|panic|failure|(?:error|exception)[._-]?(?:message|msg|text|type|value|class)|last[._-]?error)$/i;

/** The error messages in an alert: from labels that are meant for one, from its texts, and Sentry's titles, which are one. */
export function errorsIn(alert: AlertWords): readonly ErrorMessage[] {
  const inLabels = Object.entries(alert.labels).flatMap(([name, text]) =>
    ERROR_LABEL.test(name) && /[a-z]{3}/i.test(text) ? [text] : [],
  );
  // One word is the name of an alert ("CheckoutErrors") and no message.
  const saysIt = isMessage(alert.title) && /\s/.test(alert.title.trim());
  const isError = alert.dedupKey.startsWith('sentry/issue/') || saysIt;
  const inTexts = [...(isError ? [alert.title] : []), ...linesWithErrors(alert.description ?? '')];
  const seen = new Set<string>();
  return [...inLabels, ...inTexts].flatMap((text): ErrorMessage[] => {
    const fingerprint = fingerprintOf(text);
    if (fingerprint === '' || seen.has(fingerprint)) return [];
    seen.add(fingerprint);
    return [
      {
        ...{ text: text.trim().slice(0, LONGEST_MESSAGE), count: alert.count, systemId: alert.systemId },
        ...{ firstAt: alert.firstSeenAt, lastAt: alert.lastSeenAt },
        from: { kind: 'alert', alertId: alert.id },
      },
    ];
  });
}

const isMessage = (line: string): boolean =>
  ERROR_WORD.test(line) && !FRAME.test(line) && !MEASURE.test(line);

const MOST_OF_AN_ALERT = 5;

const linesWithErrors = (description: string): readonly string[] =>
  description.split('\n').slice(0, 200).filter(isMessage).slice(0, MOST_OF_AN_ALERT);

/** Errors by what they say, the most recent first. */
export function groupErrors(messages: readonly ErrorMessage[]): readonly ErrorGroup[] {
  const groups = Map.groupBy(messages, ({ text }) => fingerprintOf(text));
  return [...groups]
    .map(([fingerprint, all]) => {
      const newest = all.reduce((a, b) => (isBefore(a.lastAt, b.lastAt) ? b : a));
      const first = all.reduce((a, b) => (isBefore(b.firstAt, a.firstAt) ? b : a));
      return {
        ...{ fingerprint, text: newest.text, firstAt: first.firstAt, lastAt: newest.lastAt },
        count: all.reduce((sum, { count }) => sum + count, 0),
        messages: all,
      };
    })
    .sort(
      (a, b) =>
        b.lastAt.epochMilliseconds - a.lastAt.epochMilliseconds || (a.fingerprint < b.fingerprint ? -1 : 1),
    );
}
