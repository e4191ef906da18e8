import type { Instant } from '../../kernel/index.ts';
import { later } from '../../kernel/index.ts';
import { type PublicIncident, type PublicUpdate, shownUpdates } from '../model.ts';
import { html, prose } from './html.ts';
import { fileOf } from './pages.ts';
import { lastTouched, mainLanguage, type Site } from './site.ts';
import { minuteText } from './time.ts';
import { say } from './words.ts';
import { escapeXml } from './xml.ts';

/** What happened lately: readers keep what they have seen. */
const MOST_ENTRIES = 50;

const newest = (site: Site): readonly PublicIncident[] =>
  site.incidents
    .toSorted((a, b) => lastTouched(b).epochMilliseconds - lastTouched(a).epochMilliseconds)
    .slice(0, MOST_ENTRIES);

export const addressOf = (site: Pick<Site, 'url'>, incident: PublicIncident): string =>
  `${site.url}/${fileOf(incident)}`;

/** All updates of an incident as HTML, the newest first: one entry per incident, which changes as it goes on. */
const bodyOf = (site: Site, incident: PublicIncident): string =>
  shownUpdates(incident)
    .map((update) => updateHtml(site, update))
    .join('');

function updateHtml(site: Site, update: PublicUpdate): string {
  const language = mainLanguage(site);
  const time = minuteText(language, site.page.timezone, update.at);
  const workaround =
    update.workaround === null
      ? null
      : html`<p><b>${say(language, 'workaround')}</b></p>${prose(update.workaround)}`;
  return html`<p><small>${time}</small><br><b>${say(language, update.phase)}</b></p>${prose(update.body)}${workaround}`
    .text;
}

const touchedLast = (site: Site): Instant =>
  site.incidents.map(lastTouched).reduce((a, b) => later(a, b), site.incidents[0]?.createdAt ?? site.asOf);

/** RFC 4287. */
export function atomFeed(site: Site): string {
  const { page, url } = site;
  const entries = newest(site).map(
    (incident) => `<entry><id>${escapeXml(`${url}/incidents/${incident.code}`)}</id>
<published>${incident.createdAt}</published><updated>${lastTouched(incident)}</updated>
<link rel="alternate" type="text/html" href="${escapeXml(addressOf(site, incident))}"/>
<title>${escapeXml(incident.title)}</title>
<content type="html">${escapeXml(bodyOf(site, incident))}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${mainLanguage(site)}"><id>${escapeXml(url)}/</id>
<title>${escapeXml(page.name)}</title><updated>${touchedLast(site)}</updated><author><name>${escapeXml(page.name)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(url)}/history.atom"/><link rel="alternate" type="text/html" href="${escapeXml(url)}/"/>
${entries.join('\n')}</feed>
`;
}

/** RFC 822's form of a time, which RSS wants. */
const rfc822 = (at: Instant): string => new Date(at.epochMilliseconds).toUTCString();

/** RSS 2.0. */
export function rssFeed(site: Site): string {
  const { page, url } = site;
  const items = newest(site).map(
    (incident) => `<item><title>${escapeXml(incident.title)}</title>
<link>${escapeXml(addressOf(site, incident))}</link><guid isPermaLink="false">${escapeXml(`${url}/incidents/${incident.code}`)}</guid>
<pubDate>${rfc822(incident.createdAt)}</pubDate><description>${escapeXml(bodyOf(site, incident))}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escapeXml(page.name)}</title><link>${escapeXml(url)}/</link>
<description>${escapeXml(page.intro === '' ? page.name : page.intro)}</description><language>${mainLanguage(site)}</language>
<atom:link rel="self" type="application/rss+xml" href="${escapeXml(url)}/history.rss"/>
${items.join('\n')}</channel></rss>
`;
}
