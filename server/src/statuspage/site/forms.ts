import type { Language } from '../model.ts';
import { html } from './html.ts';
import { layout, type Place, sayIn } from './layout.ts';
import type { Site } from './site.ts';
import type { Word } from './words.ts';

/** Where people subscribe: a plain form, which leads to the application. */
export function subscribePage(place: Place): string {
  const { site, language } = place;
  const t = sayIn(place);
  return layout(
    place,
    `${t('get_updates')} · ${site.page.name}`,
    html`<h1>${t('get_updates')}</h1><p>${t('subscribe_intro')}</p>
<form method="post" action="${site.subscribeUrl ?? ''}"><input type="hidden" name="language" value="${language}">
<label for="email">${t('email_address')}</label><input id="email" type="email" name="email" autocomplete="email" maxlength="254">
<label for="webhook">${t('or_webhook')}</label><input id="webhook" type="url" name="webhook" maxlength="1000">
<fieldset><legend>${t('only_about')}</legend>${site.components.map(
      ({ id, name }) =>
        html`<label class="check"><input type="checkbox" name="component" value="${id}"><span>${name}</span></label>`,
    )}</fieldset><button type="submit">${t('subscribe')}</button></form>`,
  );
}

/** What somebody reads who followed a link of ours, or sent the form. */
export interface Answer {
  readonly word: Word;
  /** A button that does what the link is for: looking at a link never acts. */
  readonly button?: Word;
  /** A secret to be shown. */
  readonly secret?: string;
}

/** @param at the address, below that of the page, at which it is shown */
export function answerPage(site: Site, language: Language, at: string, answer: Answer): string {
  const place: Place = { site, language, file: 'index.html', at };
  const t = sayIn(place);
  return layout(
    place,
    `${t(answer.word, { page: site.page.name })} · ${site.page.name}`,
    html`<h1>${t(answer.word, { page: site.page.name })}</h1>${
      answer.secret === undefined
        ? null
        : html`<p>${t('signing_secret')}</p><p><code>${answer.secret}</code></p>`
    }${
      answer.button === undefined
        ? null
        : html`<form method="post"><button type="submit">${t(answer.button)}</button></form>`
    }`,
  );
}
