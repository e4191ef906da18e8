import type { Instant, Json } from '../../kernel/index.ts';
import { levelAt } from '../decide-impact.ts';
import { type Component, type Level, type Phase, type PublicIncident, shownUpdates } from '../model.ts';
import { addressOf } from './feeds.ts';
import {
  affected,
  isOpen,
  lastTouched,
  levelOf,
  maintenances,
  openIncidents,
  overall,
  type Site,
  worstOf,
} from './site.ts';
import { say } from './words.ts';

/*
 * The shape of Statuspage's public API, version 2, as its clients read it. Where that has no word for something of ours (a
 * cancelled maintenance), the nearest of theirs is said.
 */

const INDICATOR: Readonly<Record<Level, string>> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

const text = (at: Instant | null): string | null => at?.toString() ?? null;
const statusOf = (phase: Phase): string => (phase === 'cancelled' ? 'completed' : phase);

const page = (site: Site) => ({
  ...{ id: site.page.id, name: site.page.name, url: `${site.url}/`, time_zone: site.page.timezone },
  updated_at: site.asOf.toString(),
});

function status(site: Site) {
  const level = overall(site);
  const description = say('en', level === 'operational' ? 'all_operational' : level);
  return { indicator: INDICATOR[level], description };
}

const groupId = (group: string): string =>
  `group-${[...new TextEncoder().encode(group)].map((byte) => byte.toString(16)).join('')}`;

function component(site: Site, { id, name, description, group, since }: Component, position: number) {
  const changes = site.incidents
    .flatMap(({ impacts }) => impacts)
    .filter(({ componentId }) => componentId === id)
    .flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt === null ? [] : [endsAt])])
    .map((at) => at.toString())
    .sort();
  return {
    ...{
      id,
      name,
      status: levelOf(site, id),
      description: description === '' ? null : description,
      position,
    },
    ...{ created_at: since.toString(), updated_at: changes.at(-1) ?? since.toString(), start_date: null },
    ...{ group: false, group_id: group === null ? null : groupId(group), page_id: site.page.id },
    ...{ showcase: true, only_show_if_degraded: false },
  };
}

function components(site: Site) {
  const groups = [...new Set(site.components.flatMap(({ group }) => (group === null ? [] : [group])))];
  return [
    ...site.components.map((one, index) => component(site, one, index + 1)),
    ...groups.map((group, index) => {
      const members = site.components.filter((one) => one.group === group);
      return {
        ...{ id: groupId(group), name: group, description: null, position: index + 1, start_date: null },
        status: overall({ ...site, components: members }),
        ...{
          created_at: members[0]?.since.toString() ?? null,
          updated_at: members[0]?.since.toString() ?? null,
        },
        ...{ group: true, group_id: null, page_id: site.page.id, components: members.map(({ id }) => id) },
        ...{ showcase: false, only_show_if_degraded: false },
      };
    }),
  ];
}

function incident(site: Site, one: PublicIncident) {
  const { code: id, plan } = one;
  const updates = shownUpdates(one);
  const since = (phase: Phase) => text(updates.findLast((update) => update.phase === phase)?.at ?? null);
  const touched = affected(site, one).map(({ component: { id: componentId } }) => componentId);
  return {
    ...{
      id,
      name: one.title,
      status: statusOf(one.phase),
      page_id: site.page.id,
      shortlink: addressOf(site, one),
    },
    impact: one.kind === 'maintenance' ? 'maintenance' : INDICATOR[worstOf(site, one)],
    ...{
      created_at: text(one.createdAt),
      updated_at: text(lastTouched(one)),
      started_at: text(one.startedAt),
    },
    ...{ monitoring_at: since('monitoring'), resolved_at: text(one.resolvedAt) },
    ...(plan && { scheduled_for: text(plan.startsAt), scheduled_until: text(plan.endsAt) }),
    incident_updates: updates.map((update) => ({
      ...{ id: update.id, incident_id: id, status: statusOf(update.phase), body: update.body },
      ...{ created_at: text(update.writtenAt), updated_at: text(update.editedAt ?? update.writtenAt) },
      display_at: text(update.at),
      affected_components: site.components.flatMap(({ id: code, name }) => {
        const level = update.levels[code];
        if (level === undefined) return [];
        const before = levelAt(site.incidents, code, update.at.subtract({ milliseconds: 1 }));
        return [{ code, name, old_status: before, new_status: level }];
      }),
    })),
    components: site.components.flatMap((listed, index) =>
      touched.includes(listed.id) ? [component(site, listed, index + 1)] : [],
    ),
  };
}

/** As many as Statuspage answers with. */
const MOST = 50;

/** The documents by their files. */
export const API: Readonly<Record<string, (site: Site) => Json>> = {
  'summary.json': (site) => ({
    page: page(site),
    components: components(site),
    incidents: openIncidents(site).map((one) => incident(site, one)),
    scheduled_maintenances: planned(site)
      .filter(isOpen)
      .map((one) => incident(site, one)),
    status: status(site),
  }),
  'status.json': (site) => ({ page: page(site), status: status(site) }),
  'components.json': (site) => ({ page: page(site), components: components(site) }),
  'incidents.json': (site) => ({
    page: page(site),
    incidents: site.incidents
      .filter(({ kind }) => kind === 'incident')
      .slice(0, MOST)
      .map((one) => incident(site, one)),
  }),
  'incidents/unresolved.json': (site) => ({
    page: page(site),
    incidents: openIncidents(site).map((one) => incident(site, one)),
  }),
  'scheduled-maintenances.json': (site) => maintenanceDocument(site, planned(site).slice(0, MOST)),
  'scheduled-maintenances/upcoming.json': (site) =>
    maintenanceDocument(site, maintenances(site, 'scheduled')),
  'scheduled-maintenances/active.json': (site) =>
    maintenanceDocument(site, maintenances(site, 'in_progress')),
};

const planned = (site: Site): readonly PublicIncident[] =>
  site.incidents.filter(({ kind }) => kind === 'maintenance');

const maintenanceDocument = (site: Site, found: readonly PublicIncident[]) => ({
  page: page(site),
  scheduled_maintenances: found.map((one) => incident(site, one)),
});

/** JSON that stays inert where a browser takes it for a page. */
export const documentText = (document: Json): string =>
  `${JSON.stringify(document, null, 1).replaceAll('<', '\\u003c')}\n`;
