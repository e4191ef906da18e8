import type { Language } from '../model.ts';
import { Html, html } from './html.ts';
import { mainLanguage, type Site } from './site.ts';
import { brandStyle, policyOf, STYLE } from './style.ts';
import { minuteText } from './time.ts';
import { LANGUAGE_NAMES, say, type Word } from './words.ts';

/** A page of the site, in one language, at one address. */
export interface Place {
  readonly site: Site;
  readonly language: Language;
  /** Its file without the language's folder: `incidents/x.html`. */
  readonly file: string;
  /** Where it stands, if not where its file would be: an answer to a form. */
  readonly at?: string;
}

export const sayIn =
  ({ language }: Pick<Place, 'language'>) =>
  (word: Word, given?: Readonly<Record<string, string | number>>): string =>
    say(language, word, given);

/** Where a language's files are: the first one's at the root. */
export const folderOf = (site: Pick<Site, 'page'>, language: Language): string =>
  language === mainLanguage(site) ? '' : `${language}/`;

/**
 * The way from a place to another file. Relative, so that the same files work under /status, at the root of a host of their own,
 * and from a disk.
 */
export function wayTo(place: Place, file: string, language = place.language): string {
  const from = place.at ?? folderOf(place.site, place.language) + place.file;
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up}${folderOf(place.site, language)}${file}`;
}

/** What has no language: feeds, the calendar, the API. */
const wayToRoot = (place: Place, file: string): string => wayTo(place, file, mainLanguage(place.site));

const LOGO_TYPES: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** The logo as a file of the site; undefined when there is none. */
export function logoOf({ logo }: Site['page']): { name: string; type: string; base64: string } | undefined {
  const [, type = '', base64 = ''] = /^data:([\w/+.-]+);base64,(.+)$/.exec(logo ?? '') ?? [];
  const ending = LOGO_TYPES[type];
  return ending === undefined ? undefined : { name: `logo.${ending}`, type, base64 };
}

/** The whole page around what it is about. */
export function layout(place: Place, title: string, main: Html): string {
  const { site, language } = place;
  const { page } = site;
  const t = sayIn(place);
  const logo = logoOf(page);
  const { subscribeUrl } = site;
  const name = html`${logo ? html`<img src="${wayToRoot(place, logo.name)}" alt="">` : null}<span>${page.name}</span>`;
  const sheet = page.colour === null ? null : html`<style>${new Html(brandStyle(page.colour))}</style>`;
  const document = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyOf(page.colour, subscribeUrl)}">
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">${
    page.visibility === 'private' ? html`<meta name="robots" content="noindex">` : null
  }
<title>${title}</title>
<link rel="alternate" type="application/atom+xml" title="${page.name}" href="${wayToRoot(place, 'history.atom')}">${
    logo ? html`<link rel="icon" href="${wayToRoot(place, logo.name)}">` : null
  }
<style>${new Html(STYLE)}</style>${sheet}</head>
<body><a class="skip" href="#main">${t('skip')}</a>${page.colour === null ? null : html`<div class="brand"></div>`}
<header><div class="wrap">${
    page.website === null
      ? html`<span class="name">${name}</span>`
      : html`<a class="name" href="${page.website}" rel="noopener">${name}</a>`
  }
<nav aria-label="${page.name}"><ul>
<li><a href="${wayTo(place, 'index.html')}">${t('current_status')}</a></li>
<li><a href="${wayTo(place, 'history/index.html')}">${t('history')}</a></li>${
    subscribeUrl === null
      ? null
      : html`<li><a href="${wayTo(place, 'subscribe.html')}">${t('get_updates')}</a></li>`
  }</ul></nav></div></header>
<main id="main" class="wrap">${main}</main>
<footer><div class="wrap"><ul>
<li><a href="${wayToRoot(place, 'history.atom')}">Atom</a></li><li><a href="${wayToRoot(place, 'history.rss')}">RSS</a></li>
<li><a href="${wayToRoot(place, 'maintenance.ics')}">${t('calendar')}</a></li>
<li><a href="${wayToRoot(place, 'api/v2/summary.json')}">JSON</a></li></ul>
${languages(place)}<p>${t('as_of', { time: minuteText(language, page.timezone, site.asOf) })}. ${t('times_in', { zone: page.timezone })}</p>
</div></footer></body></html>
`;
  return document.text;
}

function languages(place: Place): Html | null {
  const { languages } = place.site.page;
  if (languages.length < 2 || place.at !== undefined) return null;
  return html`<nav aria-label="${sayIn(place)('language')}"><ul>${languages.map((language) =>
    language === place.language
      ? html`<li aria-current="true">${LANGUAGE_NAMES[language]}</li>`
      : html`<li><a hreflang="${language}" lang="${language}" href="${wayTo(place, place.file, language)}">${LANGUAGE_NAMES[language]}</a></li>`,
  )}</ul></nav>`;
}
