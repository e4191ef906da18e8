import {
  type LintReport,
  lintPolicy,
  parsePolicy,
  policyDocument,
  toHtmlPage,
  toMarkdown,
} from '@tocsin/policy';
import type { Output } from '../output.ts';

// A policy's text without a server. Loaded when needed: calendars of the whole world come with it.

/** What only the server knows. */
const NOT_KNOWN = ['people', 'holidays'] as const;

/**
 * What the server would answer for an organisation of which nothing is known, and what was left out: a pipeline that reads
 * the answer must not take it for the whole.
 */
export const lintHere = (yaml: string): LintReport & { readonly notChecked: readonly string[] } => ({
  ...lintPolicy(yaml, null),
  notChecked: NOT_KNOWN,
});

/** @returns undefined when the text is no policy: `tocsin policy lint` says why */
export function renderHere(yaml: string, format: 'markdown' | 'html', out: Output): string | undefined {
  const parsed = parsePolicy(yaml);
  if (!parsed.ok) return undefined;
  out.progress(
    `Rendered without ${NOT_KNOWN.join(' and ')}. Set TOCSIN_URL and TOCSIN_TOKEN to include them.`,
  );
  const blocks = policyDocument(parsed.value, null);
  return format === 'html' ? toHtmlPage(blocks, parsed.value.title) : toMarkdown(blocks);
}
