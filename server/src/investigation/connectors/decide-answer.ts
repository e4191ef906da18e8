import type { ApiAnswer, Read } from './model.ts';

/** JSON that is an object; whatever else an address answers with is not the API that was expected there. */
export function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Labels as the API gives them; whatever is no text is left out. */
export const labelsOf = (value: unknown): Readonly<Record<string, string>> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
      )
    : {};

const MOST_SAID = 300;

/** What went wrong, as the API says it, else by its status. */
export function faultOf(
  name: string,
  { status }: ApiAnswer,
  says: string | undefined,
): { readonly fault: string } {
  if (status === 401 || status === 403)
    return { fault: `${name} rejected the credentials (HTTP ${status}). Check the secret.` };
  const why = says?.replace(/\s+/g, ' ').trim().slice(0, MOST_SAID);
  if (status === 404)
    return { fault: `${name} was not found at this URL (HTTP 404). Check the path of the URL.` };
  if (status === 429) return { fault: `${name} is limiting requests (HTTP 429). Try again in a minute.` };
  return { fault: why ? `${name} answered: ${why}` : `${name} answered with HTTP ${status}.` };
}

export const notTheApi = (name: string): { readonly fault: string } => ({
  fault: `The answer is not in the format of ${name}. Check the URL.`,
});

export const fine: Read<null> = { ok: null };

export const seconds = (at: { readonly epochMilliseconds: number }): number => at.epochMilliseconds / 1000;

/** "error" from what programs write: `level=error`, `"level":"error"`, `[ERROR]`, `ERROR …`. */
export function levelIn(text: string): string | null {
  const found =
    /\b(?:level|lvl|severity)["']?\s*[=:]\s*["']?(trace|debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|panic|emerg)/i.exec(
      text.slice(0, 1_000),
    ) ??
    /(?:^|[\s[|])(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRIT(?:ICAL)?|FATAL|PANIC)(?=[\s\]:|]|$)/.exec(
      text.slice(0, 200),
    );
  return found?.[1] === undefined ? null : levelOf(found[1]);
}

const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/^(fatal|crit|panic|emerg|alert)/i, 'fatal'],
  [/^err/i, 'error'],
  [/^warn/i, 'warning'],
  [/^(info|notice)/i, 'info'],
  [/^(debug|trace)/i, 'debug'],
];

/** One word per level, whatever the program calls it; null for what is none. */
export const levelOf = (word: string): string | null =>
  LEVELS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
