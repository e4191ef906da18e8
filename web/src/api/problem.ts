import { Problem } from '@tocsin/client';

/** What better-auth refuses with is not always a problem document; its codes become sentences here. */
export function authProblem(status: number, body: unknown): Problem {
  const doc =
    typeof body === 'object' && body !== null
      ? (body as { code?: string; message?: string; detail?: string })
      : {};
  const known: Record<string, string> = {
    INVALID_EMAIL_OR_PASSWORD: 'Incorrect e-mail or password.',
    INVALID_PASSWORD: 'Incorrect current password.',
    LINK_NOT_VALID: 'This link has already been used or has expired.',
  };
  const limited = status === 429 ? 'Too many attempts. Wait a minute, then try again.' : undefined;
  const words = known[doc.code ?? ''] ?? limited ?? doc.detail ?? doc.message ?? 'The request was refused.';
  return new Problem(status, doc.code ?? '', words, []);
}

function whatToDo(problem: Problem): string {
  if (problem.status === 401) return 'Sign in again.';
  if (problem.status === 403) return 'Ask an administrator for access.';
  if (problem.status === 404) return 'It may have been removed, or the link is incomplete.';
  if (problem.status >= 500) return 'Try again. The server log has the details.';
  return '';
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** Whether the server refused because of who asks: asking again changes nothing. */
export const isRefused = (error: unknown): boolean => error instanceof Problem && error.status === 403;

/** Whether there is no such thing, or none that the viewer may see. */
export const isMissing = (error: unknown): boolean => error instanceof Problem && error.status === 404;

/** What happened and what to do, for a person. */
export function describeFailure(error: unknown): { title: string; detail: string } {
  if (error instanceof Problem) {
    // The name of a permission is for those who write programs.
    if (isRefused(error) && error.message.startsWith('Missing permission'))
      return { title: 'You don’t have permission to do this.', detail: whatToDo(error) };
    const fields = error.fields
      .filter((field) => sentence(field.message) !== sentence(error.message))
      .map((field) => (field.path ? `${field.path}: ${field.message}` : field.message));
    return { title: sentence(error.message), detail: fields.join(' ') || whatToDo(error) };
  }
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) {
    return {
      title: 'Cannot reach the server.',
      detail: 'Check your connection, then try again. Paging does not depend on this page.',
    };
  }
  return {
    title: 'Something went wrong on this page.',
    detail: `${error instanceof Error ? sentence(error.message) : 'Unknown error.'} Reload the page to continue.`,
  };
}

/** What is left to be said of a refusal when some fields show their message; undefined when they say all of it. */
export function beyondFields(error: unknown, isShown: (message: string) => boolean): unknown {
  if (!(error instanceof Problem) || error.fields.length === 0) return error;
  const rest = error.fields.filter(({ message }) => !isShown(message));
  return rest.length === 0 ? undefined : new Problem(error.status, error.code, error.message, rest);
}

/** The server's messages by field, for a form. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries(error.fields.map((field) => [field.path, field.message]));
}
