import type { Incident } from '../incidents/index.ts';
import {
  type Component,
  INCIDENT_PHASES,
  type IncidentPhase,
  type Level,
  type PublicIncident,
} from './model.ts';
import { mainLanguage, type Site } from './site/site.ts';
import { list, say } from './site/words.ts';

/** Words to begin with, for a person to make their own. */
export interface PublicDraft {
  readonly phase: IncidentPhase;
  readonly title: string;
  readonly body: string;
  readonly levels: Readonly<Record<string, Level>>;
}

/**
 * A draft for the public, from the page's own phrases and the public names of its components. Never from internal text: what a
 * title, a note or an alert says is for those who respond, and a draft that quoted it would be published one night by mistake.
 */
export function draftFor(
  { page }: Pick<Site, 'page'>,
  components: readonly Component[],
  incident: Pick<Incident, 'systemIds' | 'status' | 'severity'>,
  phase: IncidentPhase,
): PublicDraft {
  const language = mainLanguage({ page });
  const touched = components.filter(({ systems }) => systems.some((id) => incident.systemIds.includes(id)));
  const names =
    touched.length === 0
      ? say(language, 'our_service')
      : list(
          language,
          touched.map(({ name }) => name),
        );
  const level: Level = incident.severity === 'P1' ? 'major_outage' : 'degraded_performance';
  return {
    phase,
    title: say(language, 'draft_title', { components: names }),
    body: say(language, `draft_${phase}`, { components: names }),
    levels: phase === 'resolved' ? {} : Object.fromEntries(touched.map(({ id }) => [id, level])),
  };
}

/** What would be said next: over when the incident is, found when it is mitigated; never a phase before the one that was published. */
export function nextPhase(
  { status }: Pick<Incident, 'status'>,
  published: PublicIncident | undefined,
): IncidentPhase {
  if (status === 'resolved' || status === 'closed') return 'resolved';
  const next = status === 'mitigating' ? 'identified' : 'investigating';
  const reached = INCIDENT_PHASES.find((phase) => phase === published?.phase) ?? next;
  return INCIDENT_PHASES.indexOf(reached) > INCIDENT_PHASES.indexOf(next) ? reached : next;
}
