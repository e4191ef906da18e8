import type { Instant } from '../../kernel/index.ts';
import { levelAt } from '../decide-impact.ts';
import {
  type Component,
  isOver,
  type Language,
  type Level,
  type Page,
  type PublicIncident,
  shownUpdates,
  worst,
} from '../model.ts';

/** All that a page is made from. What is not in here cannot be on it. */
export interface Site {
  readonly page: Page;
  /** In the order of the page. */
  readonly components: readonly Component[];
  /** Those that may be seen, the newest first. */
  readonly incidents: readonly PublicIncident[];
  /** The page's own address, without a slash at its end. */
  readonly url: string;
  /** Where people subscribe; null: they cannot. */
  readonly subscribeUrl: string | null;
  /** When it was last known to be true. */
  readonly asOf: Instant;
}

export const mainLanguage = ({ page }: Pick<Site, 'page'>): Language => page.languages[0] ?? 'en';

export const levelOf = (site: Site, componentId: string): Level =>
  levelAt(site.incidents, componentId, site.asOf);

/** How bad it is in all: the one word at the top. */
export const overall = (site: Site): Level => worst(site.components.map(({ id }) => levelOf(site, id)));

export const isOpen = (incident: PublicIncident): boolean => !isOver(incident.phase);

export const openIncidents = (site: Site): PublicIncident[] =>
  site.incidents.filter((incident) => incident.kind === 'incident' && isOpen(incident));

export const maintenances = (site: Site, phase: 'scheduled' | 'in_progress'): PublicIncident[] =>
  site.incidents.filter((incident) => incident.kind === 'maintenance' && incident.phase === phase);

/** The worst that an incident did, or does, to a component that is listed. */
export const worstOf = (site: Site, { impacts }: PublicIncident): Level =>
  worst(
    impacts.filter(({ componentId }) => named(site, componentId) !== undefined).map(({ level }) => level),
  );

/** How bad an incident is now: what still is while it goes on, what it was at worst when it is over. */
export function levelNow(site: Site, incident: PublicIncident): Level {
  if (incident.kind === 'maintenance') return 'under_maintenance';
  if (!isOpen(incident)) return worstOf(site, incident);
  return worstOf(site, { ...incident, impacts: incident.impacts.filter(({ endsAt }) => endsAt === null) });
}

const named = (site: Site, componentId: string): string | undefined =>
  site.components.find(({ id }) => id === componentId)?.name;

/** The components that an incident touches, in the order of the page, each with how bad it is now (or was at worst). */
export function affected(
  site: Site,
  incident: PublicIncident,
): readonly { readonly component: Component; readonly level: Level }[] {
  const announced = incident.updates.flatMap(({ levels }) => Object.entries(levels));
  return site.components.flatMap((component) => {
    const own = incident.impacts.filter(({ componentId }) => componentId === component.id);
    const planned = announced.filter(([id]) => id === component.id).map(([, level]) => level);
    if (own.length === 0 && planned.length === 0) return [];
    const now = own.filter(({ endsAt }) => endsAt === null).map(({ level }) => level);
    const all = own.length > 0 ? own.map(({ level }) => level) : planned;
    return [{ component, level: isOpen(incident) && now.length > 0 ? worst(now) : worst(all) }];
  });
}

/** When something was last said or done about it. */
export const lastTouched = (incident: PublicIncident): Instant => {
  const update = shownUpdates(incident)[0];
  return update?.editedAt ?? update?.at ?? incident.createdAt;
};

/** The month of the page's zone in which it began, `2031-03`. */
export const monthOf = (site: Pick<Site, 'page'>, at: Instant): string =>
  at.toZonedDateTimeISO(site.page.timezone).toPlainDate().toString().slice(0, 7);
