import { isBefore } from '../../kernel/index.ts';
import { uptimeOf } from '../decide-impact.ts';
import { type Component, type PublicIncident, type PublicUpdate, shownUpdates } from '../model.ts';
import { bars } from './bars.ts';
import { type Html, html, prose } from './html.ts';
import { icon, stateOf } from './icons.ts';
import { layout, type Place, sayIn, wayTo } from './layout.ts';
import {
  affected,
  isOpen,
  levelNow,
  levelOf,
  mainLanguage,
  maintenances,
  monthOf,
  openIncidents,
  overall,
} from './site.ts';
import { minuteText, monthText, spanText } from './time.ts';
import { list } from './words.ts';

/** How far back the front page tells of what is over. */
const LATELY_DAYS = 14;

/** The front page: how it is, what is wrong, what is planned, each component, what was. */
export function frontPage(place: Place): string {
  const { site, language } = place;
  const t = sayIn(place);
  const { page } = site;
  const level = overall(site);
  const word = level === 'operational' ? t('all_operational') : t(level);
  const banner = html`<div class="banner t-${level}">${icon(level)}<div><h1>${word}</h1>
<p class="quiet small">${t('as_of', { time: minuteText(language, page.timezone, site.asOf) })}</p></div></div>`;
  const section = (heading: Parameters<typeof t>[0], incidents: readonly PublicIncident[]): Html | null =>
    incidents.length === 0
      ? null
      : html`<section><h2>${t(heading)}</h2>${incidents.map((incident) => card(place, incident, 2))}</section>`;
  const since = site.asOf.subtract({ hours: LATELY_DAYS * 24 });
  const past = site.incidents.filter(({ resolvedAt }) => resolvedAt !== null && isBefore(since, resolvedAt));
  const planned = maintenances(site, 'scheduled').toSorted((a, b) =>
    isBefore(a.plan?.startsAt ?? a.startedAt, b.plan?.startsAt ?? b.startedAt) ? -1 : 1,
  );
  return layout(
    place,
    `${word} · ${page.name}`,
    html`${page.intro === '' ? null : html`<div class="intro">${prose(page.intro)}</div>`}${banner}
${section('current_incidents', openIncidents(site))}${section('maintenance_now', maintenances(site, 'in_progress'))}
<section><h2>${t('components')}</h2>${components(place)}</section>
${section('maintenance_planned', planned)}
<section><h2>${t('past_incidents')}</h2>${
      past.length === 0
        ? html`<p class="quiet">${t('none_lately', { n: LATELY_DAYS })}</p>`
        : html`<div class="card"><ul class="rows">${past.map((incident) => html`<li>${summary(place, incident)}</li>`)}</ul></div>`
    }</section>`,
  );
}

function components(place: Place): Html {
  const { site } = place;
  const t = sayIn(place);
  if (site.components.length === 0) return html`<p class="quiet">${t('no_components')}</p>`;
  const groups = new Set(site.components.map(({ group }) => group));
  const isGrouped = groups.size > 1 || !groups.has(null);
  return html`<div class="card">${[...groups].map((group) => {
    const members = site.components.filter((component) => component.group === group);
    const heading = isGrouped ? html`<h3 class="group">${group ?? t('other_components')}</h3>` : null;
    return html`${heading}<ul class="rows">${members.map((component) => row(place, component, isGrouped))}</ul>`;
  })}</div>`;
}

function row(place: Place, component: Component, isGrouped: boolean): Html {
  const { site, language } = place;
  const { downLevels, timezone } = site.page;
  const uptime = uptimeOf(component, site.incidents, { downLevels, timezone, now: site.asOf });
  const name = isGrouped ? html`<h4>${component.name}</h4>` : html`<h3>${component.name}</h3>`;
  return html`<li><div class="line">${name}${stateOf(levelOf(site, component.id), sayIn(place))}</div>${
    component.description === '' ? null : html`<p class="quiet small">${component.description}</p>`
  }${bars(language, uptime)}</li>`;
}

/** An incident as it stands: how bad, who is affected, the last updates. */
function card(place: Place, incident: PublicIncident, most: number): Html {
  const t = sayIn(place);
  const updates = shownUpdates(incident);
  const level = levelNow(place.site, incident);
  return html`<article class="card"><div class="head line t-${level}"><h3>${titleLink(place, incident)}</h3>${stateOf(
    level,
    (word) => (incident.kind === 'maintenance' ? t(incident.phase) : t(word)),
  )}</div>
<div class="body">${facts(place, incident)}${updateList(place, updates.slice(0, most), 4)}${
    updates.length > most
      ? html`<p><a href="${wayTo(place, fileOf(incident))}">${t('updates')} (${updates.length})</a></p>`
      : null
  }</div></article>`;
}

/** One that is over, in a line or two. */
function summary(place: Place, incident: PublicIncident): Html {
  const { site, language } = place;
  const last = shownUpdates(incident)[0];
  return html`<div class="line"><h3>${titleLink(place, incident)}</h3>${phaseOf(place, incident)}</div>
<p class="quiet small">${minuteText(language, site.page.timezone, incident.startedAt)}${
    incident.resolvedAt === null ? null : ` · ${spanOf(incident)}`
  }</p>${last === undefined ? null : written(place, prose(last.body))}`;
}

const phaseOf = (place: Place, { phase, kind }: PublicIncident): Html =>
  html`<span class="quiet">${kind === 'maintenance' ? `${sayIn(place)('maintenance')}: ` : null}${sayIn(place)(phase)}</span>`;

const spanOf = ({ startedAt, resolvedAt }: PublicIncident): string =>
  resolvedAt === null ? '' : spanText(startedAt.until(resolvedAt).total('seconds'));

const titleLink = (place: Place, incident: PublicIncident): Html =>
  html`<a href="${wayTo(place, fileOf(incident))}"${ownWords(place)}>${incident.title}</a>`;

/** What people wrote is in the page's first language, whatever the rest of it is in. */
const ownWords = (place: Place): Html | null => {
  const own = mainLanguage(place.site);
  return own === place.language ? null : html` lang="${own}"`;
};
const written = (place: Place, text: Html): Html => html`<div${ownWords(place)}>${text}</div>`;

export const fileOf = ({ code }: Pick<PublicIncident, 'code'>): string => `incidents/${code}.html`;

function facts(place: Place, incident: PublicIncident): Html {
  const { site, language } = place;
  const t = sayIn(place);
  const time = (at: PublicIncident['startedAt']): string => minuteText(language, site.page.timezone, at);
  const touched = affected(site, incident).map(({ component, level }) => `${component.name} (${t(level)})`);
  const rows: [string, string][] = [];
  if (touched.length > 0) rows.push([t('affected'), list(language, touched)]);
  if (incident.plan !== null)
    rows.push([t('planned'), `${time(incident.plan.startsAt)} – ${time(incident.plan.endsAt)}`]);
  if (incident.phase !== 'scheduled' && incident.phase !== 'cancelled')
    rows.push([t('started'), time(incident.startedAt)]);
  if (incident.resolvedAt !== null && incident.phase !== 'cancelled') {
    rows.push([t('ended'), time(incident.resolvedAt)]);
    rows.push([t('duration'), spanOf(incident)]);
  }
  return html`<dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

function updateList(place: Place, updates: readonly PublicUpdate[], heading: 2 | 3 | 4): Html {
  return html`<ul class="updates">${updates.map((update) => html`<li>${anUpdate(place, update, heading)}</li>`)}</ul>`;
}

function anUpdate(place: Place, update: PublicUpdate, heading: 2 | 3 | 4): Html {
  const { site, language } = place;
  const t = sayIn(place);
  const { timezone } = site.page;
  const title = t(update.phase);
  const head = heading === 4 ? html`<h4>${title}</h4>` : html`<h3>${title}</h3>`;
  return html`<div class="line">${head}<time class="quiet small" datetime="${update.at.toString()}">${minuteText(language, timezone, update.at)}</time></div>
${written(place, prose(update.body))}${
  update.workaround === null
    ? null
    : html`<div class="note"><b>${t('workaround')}</b>${written(place, prose(update.workaround))}</div>`
}${
  update.editedAt === null
    ? null
    : html`<p class="quiet small">${t('edited', { time: minuteText(language, timezone, update.editedAt) })}</p>`
}`;
}

/** The page of one incident or maintenance. */
export function incidentPage(place: Place, incident: PublicIncident): string {
  const t = sayIn(place);
  const level = isOpen(incident) ? levelNow(place.site, incident) : 'operational';
  return layout(
    place,
    `${incident.title} · ${place.site.page.name}`,
    html`<div class="banner t-${level}">${icon(level)}<div><h1 dir="auto"${ownWords(place)}>${incident.title}</h1><p>${t(incident.kind)}: ${t(incident.phase)}</p></div></div>
${facts(place, incident)}<section><h2>${t('updates')}</h2>${updateList(place, shownUpdates(incident), 3)}</section>`,
  );
}

/** The months that have a page: from the first thing that happened to now, newest first. */
export function monthsOf(site: Place['site']): string[] {
  const now = monthOf(site, site.asOf);
  const first = site.incidents.map(({ startedAt }) => monthOf(site, startedAt)).sort()[0] ?? now;
  const months: string[] = [];
  for (let month = now; month >= first && months.length < MOST_MONTHS; month = before(month))
    months.push(month);
  return months;
}
const MOST_MONTHS = 240;

function before(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/** What happened in a month. */
export function historyPage(place: Place, month: string): string {
  const { site, language } = place;
  const t = sayIn(place);
  const there = site.incidents.filter(
    (incident) => incident.phase !== 'scheduled' && monthOf(site, incident.startedAt) === month,
  );
  return layout(
    place,
    `${t('history')}: ${monthText(language, month)} · ${site.page.name}`,
    html`<h1>${t('history')}: ${monthText(language, month)}</h1>${
      there.length === 0
        ? html`<p class="quiet">${t('none_in_month')}</p>`
        : html`<section><h2>${monthText(language, month)}</h2><div class="card"><ul class="rows">${there.map((incident) => html`<li>${summary(place, incident)}</li>`)}</ul></div></section>`
    }<nav class="months" aria-label="${t('history')}"><ul>${monthsOf(site).map((other) =>
      other === month
        ? html`<li aria-current="page">${monthText(language, other)}</li>`
        : html`<li><a href="${wayTo(place, `history/${other}.html`)}">${monthText(language, other)}</a></li>`,
    )}</ul></nav>`,
  );
}

/** For an address that leads nowhere. */
export const lostPage = (place: Place): string =>
  layout(
    place,
    sayIn(place)('not_found'),
    html`<h1>${sayIn(place)('not_found')}</h1><p><a href="${wayTo(place, 'index.html')}">${sayIn(place)('current_status')}</a></p>`,
  );
