import { tapPage } from '../communication/index.ts';
import { escapeHtml } from '../kernel/index.ts';
import type { AskedSubject } from './questions.ts';

/** The page behind the link: what is asked, a Yes, and a No that says what is wrong. No script. */
export function questionPage(subject: AskedSubject): string {
  const { severity, reference, title, systems, person, url, question } = subject;
  const facts = [
    ...(systems.length > 0 ? [['System', systems.join(', ')]] : []),
    ...(question === '' ? [] : [['To do', question]]),
    ['You are', person],
  ];
  return tapPage(
    `${reference} ${title}`,
    `${subject.drill ? '<p class="drill">DRILL. This is an exercise; nothing is broken.</p>' : ''}
<p class="tags"><span class="severity ${escapeHtml(severity.toLowerCase())}">${escapeHtml(severity)}</span> ${escapeHtml(reference)}</p>
<h1>Does it work again? ${escapeHtml(title)}</h1>
<dl>${facts.map(([label, value]) => `<div><dt>${escapeHtml(label ?? '')}</dt><dd>${escapeHtml(value ?? '')}</dd></div>`).join('')}</dl>
${said(subject)}${subject.over ? '' : form(subject)}
<p><a href="${escapeHtml(url)}">Open ${escapeHtml(reference)}</a></p>`,
  );
}

function said({ answer, over, reference }: AskedSubject): string {
  const state = (words: string) => `<p class="state" role="status">${escapeHtml(words)}</p>`;
  if (answer !== null) {
    const words = answer.works ? 'yes, it works' : 'no, it does not work yet';
    return state(`${answer.by} answered: ${words}.${answer.comment === null ? '' : ` ${answer.comment}`}`);
  }
  return over ? state(`This is no longer asked: see ${reference}.`) : '';
}

const form = ({ answer }: AskedSubject): string =>
  `<form method="post">
${answer?.works === true ? '' : '<button type="submit" name="works" value="yes">Yes, it works</button>'}
<p><label>What does not work? <textarea name="comment" rows="3" maxlength="2000"></textarea></label></p>
<button type="submit" name="works" value="no" class="second">No, it does not work</button></form>`;
