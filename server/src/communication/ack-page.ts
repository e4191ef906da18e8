import { escapeHtml, type Instant, millisBetween } from '../kernel/index.ts';
import type { TestSubject } from './contact-tests.ts';
import { clockTime, duration } from './words.ts';

/** What somebody at 03:00 needs to know before they say "I have it". */
export interface AckSubject {
  readonly reference: string;
  readonly title: string;
  readonly severity: string;
  readonly systems: readonly string[];
  /** What else is wrong, which the message that led here may not have named; undefined when nothing is. */
  readonly also: string | undefined;
  readonly declaredAt: Instant;
  readonly state: 'unacknowledged' | 'acknowledged' | 'over';
  /** "resolved", "merged into INC-12": set when over. */
  readonly ending: string | undefined;
  readonly acknowledged:
    | { readonly by: string; readonly byYou: boolean; readonly youJoined: boolean; readonly at: Instant }
    | undefined;
  /** They were paged for a role of theirs alone and nobody has the incident yet: their answer is about the role. */
  readonly role:
    | { readonly state: 'open' | 'answered' | 'ended'; readonly pagingGoesOn: boolean }
    | undefined;
  /** When the incident was last opened again. Links from before it do not act any more. */
  readonly reopenedAt: Instant | null;
  readonly drill: boolean;
  /** The incident's page. */
  readonly url: string;
  /** Who opened the link. */
  readonly person: { readonly name: string; readonly zone: string };
}

/**
 * The page behind an acknowledge link: one look, one button, no script.
 * @param openAt where a form opens the incident itself
 */
export function ackPage(subject: AckSubject, openAt: string, now: Instant): string {
  const { severity, reference, title, systems, also, person, declaredAt } = subject;
  const since = `${clockTime(declaredAt, person.zone, now)} ${person.zone}, ${duration(millisBetween(declaredAt, now) / 1000)} ago`;
  const facts = [
    ['Since', since],
    ...(systems.length > 0 ? [['System', systems.join(', ')]] : []),
    ...(also === undefined ? [] : [['Also', also]]),
    ['You are', person.name],
  ];
  return tapPage(
    `${reference} ${title}`,
    `${subject.drill ? '<p class="drill">DRILL. This is an exercise; nothing is broken.</p>' : ''}
<p class="tags"><span class="severity ${escapeHtml(severity.toLowerCase())}">${escapeHtml(severity)}</span> ${escapeHtml(reference)}</p>
<h1>${escapeHtml(title)}</h1>
<dl>${facts.map(([label, value]) => `<div><dt>${escapeHtml(label ?? '')}</dt><dd>${escapeHtml(value ?? '')}</dd></div>`).join('')}</dl>
${action(subject, now)}
<form method="post" action="${escapeHtml(openAt)}"><button type="submit" class="second">Open ${escapeHtml(reference)}</button></form>`,
  );
}

/** What an answer for a role leaves open, in plain words. */
export function roleWords({ reference, role }: Pick<AckSubject, 'reference' | 'role'>): string {
  const still = `No one has acknowledged ${reference} itself yet${role?.pagingGoesOn ? ', so others are still being paged' : ''}.`;
  switch (role?.state) {
    case 'open':
      return `This page is about your role. ${still} Confirming your role does not change that.`;
    case 'answered':
      return `You confirmed your role in ${reference}. ${still}`;
    default:
      return `This page about your role has ended. ${still}`;
  }
}

function action(subject: AckSubject, now: Instant): string {
  const { state, ending, acknowledged, person, reference, role } = subject;
  const when = acknowledged && clockTime(acknowledged.at, person.zone, now);
  if (state === 'over')
    return `<p class="state" role="status">${escapeHtml(reference)} is ${escapeHtml(ending ?? 'over')}. There is nothing to acknowledge.</p>`;
  if (acknowledged?.byYou)
    return `<p class="state" role="status">You acknowledged at ${when}. Paging has stopped.</p>`;
  if (acknowledged?.youJoined)
    return `<p class="state" role="status">${escapeHtml(acknowledged.by)} acknowledged at ${when}. You have joined the response.</p>`;
  if (role !== undefined) {
    const words = `<p class="state" role="status">${escapeHtml(roleWords(subject))} To take ${escapeHtml(reference)} itself, open it and acknowledge there.</p>`;
    return role.state === 'open'
      ? `${words}<form method="post"><button type="submit">Confirm your role</button></form>`
      : words;
  }
  const already =
    acknowledged === undefined
      ? ''
      : `<p class="state" role="status">${escapeHtml(acknowledged.by)} acknowledged at ${when}. You can join.</p>`;
  const label = acknowledged === undefined ? 'Acknowledge' : 'Join the response';
  return `${already}<form method="post"><button type="submit">${label}</button></form>`;
}

/** The page behind the link in a test page. */
export const testPage = ({ label, person, answered, url }: TestSubject): string =>
  tapPage(
    'Test page',
    `<h1>Test page</h1>
<dl><div><dt>Sent to</dt><dd>${escapeHtml(label)}</dd></div><div><dt>You are</dt><dd>${escapeHtml(person)}</dd></div></dl>
${
  answered
    ? '<p class="state" role="status">Test page acknowledged. Acknowledging works by this contact method.</p>'
    : '<form method="post"><button type="submit">Acknowledge</button></form>'
}
<p><a href="${escapeHtml(url)}">Open your profile</a></p>`,
  );

/** For links that do not work (any more). */
export const tapFaultPage = (headline: string, advice: string, url: string): string =>
  tapPage(
    headline,
    `<h1>${escapeHtml(headline)}</h1><p>${escapeHtml(advice)}</p><p><a href="${escapeHtml(url)}">Open Tocsin</a></p>`,
  );

/**
 * A page for one tap, without script: whatever a link in a message leads to.
 * @param style further rules, for a page with more than a button
 */
export const tapPage = (title: string, body: string, style = ''): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>${STYLE}${style}</style></head><body><main>${body}</main></body></html>
`;

/** The web application's own colours (web/src/ui/tokens.css): colour means severity or state, the button is ink on paper. */
const STYLE = `
:root{color-scheme:light dark;--back:#f5f5f6;--text:#15171c;--quiet:#4b515d;--line:#e1e3e7;--ink:#15171c;--paper:#fff;--ok:#e6f4ea;--ok-text:#14663a;--drill:#6a41c0;--p1:#c5161d;--p2:#c04e00;--p3:#f0b41c;--p4:#566176}
@media(prefers-color-scheme:dark){:root{--back:#0e1013;--text:#eceef1;--quiet:#b3b9c3;--line:#2a2f36;--ink:#eceef1;--paper:#16191d;--ok:#14291c;--ok-text:#74d39a;--drill:#7a52d1;--p1:#d9333a;--p2:#bd4f04;--p4:#5c677b}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1.25rem;overflow-wrap:anywhere}
.tags{margin:0;color:var(--quiet);font-weight:600}
.severity{display:inline-block;padding:.1rem .5rem;border-radius:.35rem;background:var(--p4);color:#fff;font-weight:700}
.severity.p1{background:var(--p1)}.severity.p2{background:var(--p2)}.severity.p3{background:var(--p3);color:#241a00}
.drill{margin:0 0 1rem;padding:.6rem .9rem;border-radius:.4rem;background:var(--drill);color:#fff;font-weight:600}
dl{margin:0 0 1.5rem;border-top:1px solid var(--line)}
dl div{display:flex;gap:1rem;padding:.6rem 0;border-bottom:1px solid var(--line)}
dt{flex:0 0 5.5rem;color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
button{width:100%;min-height:3.75rem;border:0;border-radius:.6rem;background:var(--ink);color:var(--paper);font:inherit;font-size:1.2rem;font-weight:650;cursor:pointer}
button.second{margin-top:.75rem;border:1px solid var(--line);background:var(--paper);color:var(--ink);font-size:1rem;min-height:3rem}
textarea{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:.6rem;padding:.6rem}
button:focus-visible,a:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.state{padding:.9rem 1rem;border-radius:.6rem;background:var(--ok);color:var(--ok-text);font-weight:600}
a{color:inherit;text-underline-offset:3px}
`;
