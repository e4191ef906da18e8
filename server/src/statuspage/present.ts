import type { z } from 'zod';
import { referenceOf } from '../incidents/index.ts';
import type { Actor, Instant } from '../kernel/index.ts';
import type { CopyState } from './decide-copy.ts';
import { uptimeOf } from './decide-impact.ts';
import { shownUpdates } from './model.ts';
import type { pageReply, publicReply } from './model-api.ts';
import type { Seen } from './service-public.ts';
import { addressOf, levelOf, overall, type Site } from './site/index.ts';

const text = (at: Instant | null): string | null => at?.toString() ?? null;

const byOf = (actor: Actor) => ({
  kind: actor.kind,
  personId: actor.kind === 'person' ? actor.personId : null,
});

export const presentPage = (site: Site, components: Site['components']): z.input<typeof pageReply> => {
  const { downLevels, timezone, languages, ...page } = site.page;
  return {
    ...page,
    timezone,
    languages: [...languages],
    downLevels: [...downLevels],
    url: `${site.url}/`,
    level: overall(site),
    components: components.map(({ since, systems, ...component }) => ({
      ...component,
      systems: [...systems],
      since: since.toString(),
      level: levelOf(site, component.id),
      uptime: uptimeOf({ id: component.id, since }, site.incidents, { downLevels, timezone, now: site.asOf })
        .share,
    })),
  };
};

export const presentCopy = ({ place, copiedAt, failingSince, problem }: CopyState) => ({
  ...{ place, problem, copiedAt: text(copiedAt), failingSince: text(failingSince) },
});

export const presentPublic = ({ incident, internal }: Seen, url: string): z.input<typeof publicReply> => {
  const { plan } = incident;
  return {
    ...{ id: incident.id, page: incident.pageId, kind: incident.kind, title: incident.title },
    phase: incident.phase,
    url: addressOf({ url }, incident),
    incident: internal === undefined ? null : { id: internal.id, reference: referenceOf(internal.number) },
    ...{ createdAt: incident.createdAt.toString(), startedAt: incident.startedAt.toString() },
    ...{ resolvedAt: text(incident.resolvedAt), withdrawnAt: text(incident.withdrawnAt) },
    plan: plan && {
      ...{ startsAt: plan.startsAt.toString(), endsAt: plan.endsAt.toString() },
      ...{ notifyStart: plan.tellStart, notifyEnd: plan.tellEnd },
    },
    revision: incident.revision,
    updates: shownUpdates(incident).map((update) => ({
      ...{ id: update.id, phase: update.phase, body: update.body, workaround: update.workaround },
      ...{ levels: { ...update.levels }, at: update.at.toString(), by: byOf(update.writtenBy) },
      ...{ notify: update.notify, editedAt: text(update.editedAt) },
    })),
    intervals: incident.impacts.map(({ componentId, level, startsAt, endsAt }) => ({
      ...{ component: componentId, level, startsAt: startsAt.toString(), endsAt: text(endsAt) },
    })),
  };
};
