import { Problem } from '@tocsin/client';

/** What the tool's exit tells a script. */
export const EXIT = {
  done: 0,
  /** The server refused, or what was asked for failed. */
  refused: 1,
  /** The command was not understood. */
  usage: 2,
  /** The server could not be reached. */
  unreachable: 3,
  /** No token, a wrong one, or one that may not do this. */
  notAllowed: 4,
  /** A check found what it looks for: a broken record, a faulty policy. */
  found: 5,
} as const;

export class UsageError extends Error {}

/** Where the tool was told to go, and as whom. */
export interface Target {
  readonly baseUrl: string;
  readonly token: string | undefined;
}

interface Explained {
  readonly text: string;
  readonly code: number;
}

/** Says what happened and what to do, for a person; gives the exit code for a script. */
export function explain(error: unknown, target: Target): Explained {
  const { baseUrl } = target;
  const wrong = error instanceof TypeError ? faultOf(target) : undefined;
  if (wrong !== undefined) return { text: wrong, code: EXIT.usage };
  // A proxy or its sign-in page answers 200 with HTML.
  if (error instanceof SyntaxError)
    return {
      text: `${baseUrl} did not answer as Tocsin does; perhaps a proxy or a sign-in page did. Set TOCSIN_URL to the address of Tocsin.`,
      code: EXIT.unreachable,
    };
  if (error instanceof UsageError) return { text: error.message, code: EXIT.usage };
  if (error instanceof Problem) return explainProblem(error);
  if (error instanceof TypeError && error.message === 'fetch failed') {
    const cause = error.cause as { code?: string; message?: string } | undefined;
    return {
      text: `Cannot reach ${baseUrl} (${cause?.code || cause?.message || 'no answer'}). Is Tocsin running there? Set TOCSIN_URL to its address.`,
      code: EXIT.unreachable,
    };
  }
  if (error instanceof Error && 'code' in error && 'path' in error) {
    return { text: `Cannot read ${String(error.path)} (${String(error.code)}).`, code: EXIT.usage };
  }
  return {
    text: error instanceof Error ? (error.stack ?? error.message) : String(error),
    code: EXIT.refused,
  };
}

/** What is wrong with the settings themselves; asked when a request could not even be made. */
function faultOf({ baseUrl, token }: Target): string | undefined {
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol))
    return `TOCSIN_URL is "${baseUrl}". It must begin with https:// or http://, as in https://tocsin.example.com.`;
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token.trim()))
    return 'TOCSIN_TOKEN contains a character that no token has, such as a typographic quote or a space. Copy the token again.';
  return undefined;
}

function explainProblem(problem: Problem): Explained {
  const places = problem.fields.map(({ path, message, line, column }) => {
    const where = line === undefined ? path : `line ${line}, column ${column}${path ? ` (${path})` : ''}`;
    return `  ${where ? `${where}: ` : ''}${message}`;
  });
  const text = [problem.message, ...places];
  if (problem.status === 401) {
    text.push('Set TOCSIN_TOKEN to an API token. Create one in the web under My account.');
    return { text: text.join('\n'), code: EXIT.notAllowed };
  }
  return { text: text.join('\n'), code: problem.status === 403 ? EXIT.notAllowed : EXIT.refused };
}
