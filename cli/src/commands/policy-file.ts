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

/** What the server would answer for an organisation of which nothing is known. */
export function lintHere(yaml: string, out: Output): LintReport {
  sayWhatIsMissing('Checked', out);
  return lintPolicy(yaml, null);
}

/** @returns undefined when the text is no policy: `tocsin policy lint` says why */
export function renderHere(yaml: string, format: 'markdown' | 'html', out: Output): string | undefined {
  const parsed = parsePolicy(yaml);
  if (!parsed.ok) return undefined;
  sayWhatIsMissing('Rendered', out);
  const blocks = policyDocument(parsed.value, null);
  return format === 'html' ? toHtmlPage(blocks, parsed.value.title) : toMarkdown(blocks);
}

const sayWhatIsMissing = (done: string, out: Output): void =>
  out.progress(`${done} without people and holidays. Set TOCSIN_URL and TOCSIN_TOKEN to include them.`);
