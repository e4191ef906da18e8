import { LIMITS, type Matcher, type Signal, type WantedSilence } from '../../detection/index.ts';
import {
  cleanText,
  compilePattern,
  err,
  type Instant,
  isAtOrBefore,
  isBefore,
  ok,
  plusSeconds,
  type Result,
} from '../../kernel/index.ts';
import { annotationLinks, readAnnotations, titleOf, wordsOf } from '../alertmanager/parse.ts';
import { defined, field, isObject, labels, link, links, MOST_ALERTS, mapped, text, time } from '../read.ts';
import { fingerprintOf } from './fingerprint.ts';

/** Alertmanager's default `resolve_timeout`: how long an alert without an end lasts unless it is sent again. */
const RESOLVE_TIMEOUT_SECONDS = 300;

export interface PostedAlerts {
  readonly signals: readonly Signal[];
  /** What is wrong with the others, each in Alertmanager's words. */
  readonly faults: readonly string[];
}

/**
 * The body of `POST /api/v2/alerts` (Alertmanager's openapi.yaml; protocols.md §1.4). Those that make sense are taken, the
 * others are told. Pauses in a long body.
 * @returns the words for the answer when it is no list, or nothing in it makes sense
 */
export function* readPostedAlerts(
  body: unknown,
  now: Instant,
): Generator<void, Result<PostedAlerts, string>> {
  if (!Array.isArray(body)) return err('The body is not a JSON array of alerts.');
  const each = yield* mapped(body.slice(0, MOST_ALERTS), (alert) => readAlert(alert, now));
  const signals = each.flatMap((read) => (read.ok ? [read.value] : []));
  const faults = each.flatMap((read) => (read.ok ? [] : [read.error]));
  const more = body.length - each.length;
  if (more > 0) faults.push(`${more} alerts beyond the first ${MOST_ALERTS}`);
  if (signals.length === 0 && faults.length > 0) return err(told(faults));
  return ok({ signals, faults });
}

/** Faults named in an answer. */
const MOST_TOLD = 10;

export const told = (faults: readonly string[]): string =>
  [...new Set(faults)].slice(0, MOST_TOLD).join('; ');

function readAlert(alert: unknown, now: Instant): Result<Signal, string> {
  if (!isObject(alert)) return err('an alert is not a JSON object');
  const exact = exactLabels(field(alert, 'labels'));
  const kept = labels(exact);
  const annotations = readAnnotations(field(alert, 'annotations'));
  const title = titleOf(annotations, kept);
  if (Object.keys(exact).length === 0 || title === undefined) return err('at least one label pair required');
  const endsAt = time(field(alert, 'endsAt'));
  const startsAt =
    time(field(alert, 'startsAt')) ?? (endsAt !== undefined && isBefore(endsAt, now) ? endsAt : now);
  if (endsAt !== undefined && isBefore(endsAt, startsAt)) return err('start time must be before end time');
  const over = endsAt !== undefined && isAtOrBefore(endsAt, now);
  return ok(
    defined<Signal>({
      action: over ? 'resolve' : 'trigger',
      dedupKey: fingerprintOf(exact),
      title,
      ...wordsOf(kept, annotations),
      labels: kept,
      links: links([link(field(alert, 'generatorURL'), 'Source'), ...annotationLinks(annotations)]),
      startsAt,
      endsAt: over ? endsAt : undefined,
      expiresAt: over ? undefined : (endsAt ?? plusSeconds(now, RESOLVE_TIMEOUT_SECONDS)),
    }),
  );
}

/** As they came, because they are the alert's identity; an empty one is as good as none (Alertmanager). */
function exactLabels(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      (typeof each === 'string' && each !== '') || typeof each === 'number' || typeof each === 'boolean'
        ? [[name, String(each)]]
        : [],
    ),
  );
}

/** Each alert is held against each matcher of each silence. A silence made of an alert's labels has fewer. */
const MOST_MATCHERS = 30;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isSilenceId = (id: string): boolean => UUID.test(id);

/** The body of `POST /api/v2/silences`; what its matchers and times mean is for detection to judge. */
export function parseSilence(body: unknown): Result<WantedSilence, string> {
  if (!isObject(body)) return err('The body is not a JSON object.');
  const given = field(body, 'matchers');
  if (!Array.isArray(given)) return err('matchers in body is required');
  if (given.length > MOST_MATCHERS) return err(`matchers in body should have at most ${MOST_MATCHERS} items`);
  const matchers = given.map(readMatcher);
  const [startsAt, endsAt] = [time(field(body, 'startsAt')), time(field(body, 'endsAt'))];
  if (!matchers.every((matcher) => matcher !== undefined))
    return err('a matcher needs a name and a value of at most 1024 characters');
  if (startsAt === undefined || endsAt === undefined) return err('startsAt and endsAt in body are required');
  const id = field(body, 'id');
  return ok({
    id: typeof id === 'string' && id !== '' ? id : undefined,
    ...{ matchers, startsAt, endsAt },
    createdBy: text(field(body, 'createdBy'), LIMITS.source) ?? '',
    comment: text(field(body, 'comment'), LIMITS.title) ?? '',
  });
}

function readMatcher(value: unknown): Matcher | undefined {
  if (!isObject(value)) return undefined;
  const [name, wanted] = [field(value, 'name'), field(value, 'value')];
  if (typeof name !== 'string' || name.length > LIMITS.labelName) return undefined;
  if (typeof wanted !== 'string' || wanted.length > LIMITS.labelValue) return undefined;
  const isRegex = field(value, 'isRegex') === true;
  return {
    name: cleanText(name),
    value: cleanText(wanted),
    isRegex,
    isEqual: field(value, 'isEqual') !== false,
  };
}

/** A name may have any character in quotes, and without them any but Alertmanager's own signs. */
const FILTER = /^\s*(?:"((?:[^"\\]|\\[\s\S])+)"|([^\s"'`,\\{}=!~]+))\s*(=~|!~|!=|=)\s*([\s\S]*)$/;

/** One `filter` of a query, such as `alertname=~"Disk.*"`; the quotes may be missing. */
export function parseFilter(filter: string): Result<Matcher, string> {
  const [, quotedName, plainName, operator, rest] = FILTER.exec(filter) ?? [];
  const name = quotedName === undefined ? plainName : unescaped(quotedName);
  if (name === undefined || operator === undefined || rest === undefined)
    return err(`bad matcher format: ${filter.slice(0, 200)}`);
  const trimmed = rest.trim();
  const quoted = /^"([\s\S]*)"$/.exec(trimmed)?.[1];
  const value = quoted === undefined ? trimmed : unescaped(quoted);
  const isRegex = operator.endsWith('~');
  const pattern = isRegex ? compilePattern(value) : undefined;
  if (pattern?.ok === false) return err(`invalid pattern for ${name}: ${pattern.error}`);
  return ok({ name, value, isRegex, isEqual: operator.startsWith('=') });
}

const unescaped = (text: string): string =>
  text.replace(/\\([\\"n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
