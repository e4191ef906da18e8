import type { Language } from '../model.ts';
import { API, documentText } from './api.ts';
import { calendar } from './calendar.ts';
import { atomFeed, rssFeed } from './feeds.ts';
import { subscribePage } from './forms.ts';
import { folderOf, logoOf, type Place } from './layout.ts';
import { fileOf, frontPage, historyPage, incidentPage, lostPage, monthsOf } from './pages.ts';
import { mainLanguage, type Site } from './site.ts';

export { addressOf } from './feeds.ts';
export { type Answer, answerPage } from './forms.ts';
export { fileOf as fileOfIncident } from './pages.ts';
export { affected, levelOf, mainLanguage, overall, type Site } from './site.ts';
export { policyOf } from './style.ts';
export { minuteText } from './time.ts';
export { say } from './words.ts';

/** A file of a status page. */
export interface SiteFile {
  readonly type: string;
  readonly body: string | Buffer;
}

const HTML = 'text/html; charset=utf-8';
const API_FOLDER = 'api/v2/';

/**
 * The names of all files of a page, in the order in which they matter: whoever writes them one after the other has the front page
 * first.
 */
export function filesOf(site: Site): readonly string[] {
  const logo = logoOf(site.page);
  const pages = site.page.languages.flatMap((language) =>
    namesIn(site).map((name) => folderOf(site, language) + name),
  );
  return [
    ...pages.filter((name) => name.endsWith('index.html')),
    ...Object.keys(API).map((name) => API_FOLDER + name),
    ...['history.atom', 'history.rss', 'maintenance.ics'],
    ...(logo === undefined ? [] : [logo.name]),
    ...pages.filter((name) => !name.endsWith('index.html')),
  ];
}

const namesIn = (site: Site): string[] => [
  ...['index.html', 'history/index.html'],
  ...(site.subscribeUrl === null ? [] : ['subscribe.html']),
  ...site.incidents.map(fileOf),
  ...monthsOf(site).map((month) => `history/${month}.html`),
];

/** One file of a page, from its data and nothing else; undefined when there is none of this name. */
export function fileOfSite(site: Site, name: string): SiteFile | undefined {
  if (name.startsWith(API_FOLDER)) {
    const document = name.slice(API_FOLDER.length);
    const make = Object.hasOwn(API, document) ? API[document] : undefined;
    return make && { type: 'application/json; charset=utf-8', body: documentText(make(site)) };
  }
  switch (name) {
    case 'history.atom':
      return { type: 'application/atom+xml; charset=utf-8', body: atomFeed(site) };
    case 'history.rss':
      return { type: 'application/rss+xml; charset=utf-8', body: rssFeed(site) };
    case 'maintenance.ics':
      return { type: 'text/calendar; charset=utf-8', body: calendar(site) };
  }
  const logo = logoOf(site.page);
  if (name === logo?.name) return { type: logo.type, body: Buffer.from(logo.base64, 'base64') };
  const page = pageAt(placeOf(site, name));
  return page === undefined ? undefined : { type: HTML, body: page };
}

/** The language and the file that an address means. */
function placeOf(site: Site, name: string): Place {
  const language = site.page.languages.find(
    (code: Language) => code !== mainLanguage(site) && name.startsWith(`${code}/`),
  );
  if (language === undefined) return { site, language: mainLanguage(site), file: name };
  return { site, language, file: name.slice(language.length + 1) };
}

function pageAt(place: Place): string | undefined {
  const { site, file } = place;
  if (file === 'index.html') return frontPage(place);
  if (file === 'subscribe.html') return site.subscribeUrl === null ? undefined : subscribePage(place);
  const month = /^history\/(index|\d{4}-\d{2})\.html$/.exec(file)?.[1];
  if (month !== undefined) {
    const months = monthsOf(site);
    const shown = month === 'index' ? months[0] : month;
    return shown !== undefined && months.includes(shown) ? historyPage(place, shown) : undefined;
  }
  const incident = site.incidents.find((one) => fileOf(one) === file);
  return incident && incidentPage(place, incident);
}

/** What stands at an address of the page that leads nowhere. */
export const lostFile = (site: Site, name: string): SiteFile => ({
  type: HTML,
  body: lostPage(placeOf(site, name)),
});
