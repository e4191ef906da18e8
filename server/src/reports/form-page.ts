import { tapPage } from '../communication/index.ts';
import { escapeHtml } from '../kernel/index.ts';
import { type Policy, SEVERITIES } from '../policy/index.ts';
import { REPORT_TEXT_MAX, REPORT_TITLE_MAX, type Settings } from './model.ts';

/** What somebody has typed; shown again when it could not be sent. */
export interface Typed {
  readonly title: string;
  readonly description: string;
  readonly about: string;
  readonly email: string;
  readonly yes: readonly string[];
  /** This form's own id: what is sent with it twice, and says the same, is one report. */
  readonly form: string;
}
export const NOTHING_TYPED: Typed = { title: '', description: '', about: '', email: '', yes: [], form: '' };

const e = escapeHtml;

/** Questions of the policy, the most severe first, without the severities: whoever answers must not choose by them. */
function questions({ severities }: Pick<Policy, 'severities'>, yes: readonly string[]): string {
  const all = SEVERITIES.flatMap((level) => severities[level].criteria);
  const boxes = all.map(
    ({ id, question }) =>
      `<p class="box"><label><input type="checkbox" name="yes" value="${e(id)}"${yes.includes(id) ? ' checked' : ''}> ${e(question)}</label></p>`,
  );
  return `<fieldset><legend>Select all that apply</legend>${boxes.join('')}</fieldset>`;
}

function about({ formChoices }: Settings, chosen: string): string {
  if (formChoices.length === 0) return '';
  const options = formChoices.map(
    ({ label }) => `<option${label === chosen ? ' selected' : ''}>${e(label)}</option>`,
  );
  return `<p><label for="about">What is it about?</label><select id="about" name="about"><option value="">I do not know</option>${options.join('')}</select></p>`;
}

/** Fields as wide as the page, each with its label above it; what is aside is outside of every screen. */
const STYLE = `
label,legend{display:block;padding:0;font-weight:600;margin-bottom:.3rem}
input:not([type=checkbox]),select{width:100%;min-height:2.9rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:.6rem;padding:.5rem .6rem}
fieldset{border:0;margin:1.25rem 0;padding:0}
.box{margin:0}
.box label{display:flex;gap:.7rem;align-items:flex-start;margin:0;padding:.45rem 0;font-weight:400}
.box input{flex:none;width:1.25rem;height:1.25rem;margin:.15rem 0 0;accent-color:var(--ink)}
.hint{margin-top:-.6rem;color:var(--quiet);font-size:.9rem}
.wrong{padding:.9rem 1rem;border:2px solid var(--text);border-radius:.6rem;font-weight:600}
.aside{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
:is(input,select,textarea):focus-visible{outline:3px solid var(--ink);outline-offset:2px}
`;

/** Outside of the page for people, and named in a way that only programs fill it in. */
const HONEYPOT = `<p class="aside" aria-hidden="true"><label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label></p>`;

/**
 * The public form: no script, nothing loaded, every field's text escaped.
 * @param problem why what was typed was not sent; null on the first look
 * @param answers whether mail can be sent at all: nobody is asked for an address that is never written to
 */
export const formPage = (
  settings: Settings,
  policy: Pick<Policy, 'severities'>,
  typed: Typed,
  problem: string | null,
  answers: boolean,
): string =>
  tapPage(
    'Report a problem',
    `<h1>Report a problem</h1>
${settings.formIntro === '' ? '' : `<p dir="auto">${e(settings.formIntro).replaceAll('\n', '<br>')}</p>`}
${problem === null ? '' : `<p class="wrong" role="alert">${e(problem)}</p>`}
<form method="post" action="/report" accept-charset="utf-8">
<input type="hidden" name="form" value="${e(typed.form)}">
<p><label for="title">What is wrong?</label><input id="title" name="title" required maxlength="${REPORT_TITLE_MAX}" dir="auto" value="${e(typed.title)}"></p>
<p><label for="description">What did you do, and what happened? (optional)</label><textarea id="description" name="description" rows="5" maxlength="${REPORT_TEXT_MAX}" dir="auto">${e(typed.description)}</textarea></p>
${about(settings, typed.about)}
${settings.formQuestions ? questions(policy, typed.yes) : ''}
${
  answers
    ? `<p><label for="email">Your e-mail address (optional)</label><input id="email" name="email" type="email" maxlength="254" autocomplete="email" aria-describedby="why" value="${e(typed.email)}"></p><p id="why" class="hint">We use it only to tell you what became of your report.</p>`
    : ''
}
${HONEYPOT}
<button type="submit">Send report</button></form>`,
    STYLE,
  );

/** What happens next. */
export const thanksPage = (reference: string, willHear: boolean): string =>
  tapPage(
    'Report received',
    `<h1>Thank you. We have your report.</h1>
<dl><div><dt>Reference</dt><dd>${e(reference)}</dd></div></dl>
<p>A person will look at it. ${willHear ? 'We will write to you when the problem is resolved, or if we need to tell you something else.' : 'You left no e-mail address, so we cannot write to you.'}</p>
<p>Keep the reference in case you contact us about it.</p>
<p><a href="/report">Report another problem</a></p>`,
  );

export const formFaultPage = (headline: string, advice: string): string =>
  tapPage(headline, `<h1>${e(headline)}</h1><p>${e(advice)}</p>`);
