import { icsCalendar, icsStamp, icsText } from '../../kernel/index.ts';
import { type PublicIncident, shownUpdates } from '../model.ts';
import { addressOf } from './feeds.ts';
import { lastTouched, type Site } from './site.ts';

function event(site: Site, incident: PublicIncident): string[] {
  const { plan } = incident;
  if (plan === null) return [];
  const host = new URL(site.url).hostname;
  const status = incident.phase === 'cancelled' ? 'CANCELLED' : 'CONFIRMED';
  return [
    'BEGIN:VEVENT',
    `UID:${incident.code}@${host}`,
    `SEQUENCE:${incident.revision}`,
    `DTSTAMP:${icsStamp(lastTouched(incident))}`,
    `DTSTART:${icsStamp(plan.startsAt)}`,
    `DTEND:${icsStamp(plan.endsAt)}`,
    `SUMMARY:${icsText(incident.title)}`,
    `DESCRIPTION:${icsText(shownUpdates(incident)[0]?.body ?? '')}`,
    `URL:${addressOf(site, incident)}`,
    `STATUS:${status}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** Every maintenance, for a calendar to subscribe to. */
export const calendar = (site: Site): string =>
  icsCalendar('Status page', 'PUBLISH', [
    `X-WR-CALNAME:${icsText(site.page.name)}`,
    ...site.incidents.flatMap((incident) => event(site, incident)),
  ]);
