import { type Instant, millisBetween } from '../kernel/index.ts';
import { clockTime, duration } from './words.ts';

/** What somebody at 03:00 needs to know before they say "I have it". */
export interface AckSubject {
  readonly reference: string;
  readonly title: string;
  readonly severity: string;
  readonly systems: readonly string[];
  readonly declaredAt: Instant;
  readonly state: 'unacknowledged' | 'acknowledged' | 'over';
  /** "resolved", "merged into INC-12": set when over. */
  readonly ending: string | undefined;
  readonly acknowledged:
    | { readonly by: string; readonly byYou: boolean; readonly youJoined: boolean; readonly at: Instant }
    | undefined;
  readonly drill: boolean;
  /** The incident's page. */
  readonly url: string;
  /** Who opened the link. */
  readonly person: { readonly name: string; readonly zone: string };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** The page behind an acknowledge link: one look, one button, no script. */
export function ackPage(subject: AckSubject, now: Instant): string {
  const { severity, reference, title, systems, person, declaredAt } = subject;
  const since = `${clockTime(declaredAt, person.zone, now)}, ${duration(millisBetween(declaredAt, now) / 1000)} ago`;
  const facts = [
    ['Since', since],
    ...(systems.length > 0 ? [['System', systems.join(', ')]] : []),
    ['You are', person.name],
  ];
  return page(
    `${reference} ${title}`,
    `${subject.drill ? '<p class="drill">DRILL. This is an exercise; nothing is broken.</p>' : ''}
<p class="tags"><span class="severity ${escapeHtml(severity.toLowerCase())}">${escapeHtml(severity)}</span> ${escapeHtml(reference)}</p>
<h1>${escapeHtml(title)}</h1>
<dl>${facts.map(([label, value]) => `<div><dt>${escapeHtml(label ?? '')}</dt><dd>${escapeHtml(value ?? '')}</dd></div>`).join('')}</dl>
${action(subject, now)}
<p><a href="${escapeHtml(subject.url)}">Open ${escapeHtml(reference)}</a></p>`,
  );
}

function action({ state, ending, acknowledged, person, reference }: AckSubject, now: Instant): string {
  const when = acknowledged && clockTime(acknowledged.at, person.zone, now);
  if (state === 'over')
    return `<p class="state" role="status">${escapeHtml(reference)} is ${escapeHtml(ending ?? 'over')}. There is nothing to acknowledge.</p>`;
  if (acknowledged?.byYou)
    return `<p class="state" role="status">You acknowledged at ${when}. Paging has stopped.</p>`;
  if (acknowledged?.youJoined)
    return `<p class="state" role="status">${escapeHtml(acknowledged.by)} acknowledged at ${when}. You are on it as well.</p>`;
  const already =
    acknowledged === undefined
      ? ''
      : `<p class="state" role="status">${escapeHtml(acknowledged.by)} acknowledged at ${when}. You can join.</p>`;
  const label = acknowledged === undefined ? 'Acknowledge' : 'Acknowledge as well';
  return `${already}<form method="post"><button type="submit">${label}</button></form>`;
}

/** For links that do not work (any more). */
export const ackFaultPage = (headline: string, advice: string, url: string): string =>
  page(
    headline,
    `<h1>${escapeHtml(headline)}</h1><p>${escapeHtml(advice)}</p><p><a href="${escapeHtml(url)}">Open Tocsin</a></p>`,
  );

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>${STYLE}</style></head><body><main>${body}</main></body></html>
`;

const STYLE = `
:root{color-scheme:light dark;--back:#fff;--text:#1c2026;--quiet:#565f6b;--line:#d5dae1;--link:#1d4f9c;--button:#b3261e;--state:#e7f2e9;--drill:#7a4b00}
@media(prefers-color-scheme:dark){:root{--back:#14171c;--text:#e8eaee;--quiet:#a6adb8;--line:#363c46;--link:#9cc2ff;--button:#c93a31;--state:#1d3324;--drill:#7a4b00}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1.25rem;overflow-wrap:anywhere}
.tags{margin:0;color:var(--quiet);font-weight:600}
.severity{display:inline-block;padding:.1rem .5rem;border-radius:.35rem;background:#4d5663;color:#fff}
.severity.p1{background:#b3261e}.severity.p2{background:#9a5200}
.drill{margin:0 0 1rem;padding:.6rem .9rem;border-radius:.4rem;background:var(--drill);color:#fff;font-weight:600}
dl{margin:0 0 1.5rem;border-top:1px solid var(--line)}
dl div{display:flex;gap:1rem;padding:.6rem 0;border-bottom:1px solid var(--line)}
dt{flex:0 0 5.5rem;color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
button{width:100%;min-height:3.75rem;border:0;border-radius:.6rem;background:var(--button);color:#fff;font:inherit;font-size:1.2rem;font-weight:650;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid var(--link);outline-offset:3px}
.state{padding:.9rem 1rem;border-radius:.6rem;background:var(--state);font-weight:600}
a{color:var(--link)}
`;
