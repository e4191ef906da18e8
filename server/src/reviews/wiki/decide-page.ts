import { escapeHtml } from '../../kernel/index.ts';
import type { ReportPage, WikiPage } from './model.ts';

/** Confluence takes no longer titles. */
const MOST_TITLE = 255;

/** Unique in the space, by the incident's number. */
export const titleOf = (reference: string, title: string): string => {
  const whole = `${reference} ${title}`.replace(/\s+/g, ' ').trim();
  return whole.length > MOST_TITLE ? `${whole.slice(0, MOST_TITLE - 1)}…` : whole;
};

const anchorOf = (incidentId: string): string => `tocsin-${incidentId}`;

/** An anchor that nobody sees: by it a page is known as ours, and which version of the report it holds, whatever became of an answer. */
export const markOf = (incidentId: string, version: number): string =>
  `<p><ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">${escapeHtml(`${anchorOf(incidentId)}-v${version}`)}</ac:parameter></ac:structured-macro></p>`;

export const isOurs = (page: WikiPage, incidentId: string): boolean =>
  page.body.includes(`${anchorOf(incidentId)}-v`);

const holds = (page: WikiPage, incidentId: string, version: number): boolean =>
  new RegExp(`${anchorOf(incidentId)}-v${version}(?!\\d)`).test(page.body);

/**
 * What is done with a page that is there.
 * - `arrived`: an attempt before this has written it, and its answer was lost.
 * - `changed`: somebody edited it there, and has not said that it may be replaced.
 */
export function decidePage(
  link: Pick<ReportPage, 'incidentId' | 'wanted' | 'version' | 'pageVersion' | 'replace'>,
  page: WikiPage,
): 'update' | 'arrived' | 'changed' | 'gone' {
  if (!page.current) return 'gone';
  if (link.version !== link.wanted && holds(page, link.incidentId, link.wanted)) return 'arrived';
  if (link.pageVersion !== null && page.version !== link.pageVersion && !link.replace) return 'changed';
  return 'update';
}
