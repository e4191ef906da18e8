import type { z } from 'zod';
import type { DirectoryFacts } from '../../directory/index.ts';
import { type Incident, referenceOf } from '../../incidents/index.ts';
import { type Action, actionReference } from '../actions/model.ts';
import { excerptOf, hitsIn, type Term } from './decide-words.ts';
import { type LibraryDocument, PARTS, type Part } from './model.ts';
import type { lessonsReply, relatedReply, searchReply } from './model-api.ts';
import type { Library } from './service.ts';

const EXCERPTS = 3;

interface Found {
  readonly document: LibraryDocument;
  readonly incident: Incident;
}

const presentIncident = ({ document, incident }: Found, { systems, teams }: DirectoryFacts) => ({
  ...{ reference: referenceOf(incident.number), title: incident.title, severity: incident.severity },
  ...{ drill: incident.drill, restricted: incident.visibility !== 'organisation' },
  systems: incident.systemIds.map((id) => ({ id, name: systems.get(id)?.name ?? id })),
  team:
    incident.teamId === null
      ? null
      : { id: incident.teamId, name: teams.get(incident.teamId)?.name ?? incident.teamId },
  ...{ endedAt: document.endedAt.toString(), tags: [...document.tags] },
  published: document.learned !== null,
});

/** The parts in which most terms are found; where none is, what a reader wants to know first. */
function excerpts(parts: readonly Part[], terms: readonly Term[]) {
  const rated = parts.map((part) => ({
    part,
    terms: new Set(hitsIn(part.text, terms).map(({ term }) => term)).size,
  }));
  const found = rated.filter((each) => each.terms > 0).toSorted((a, b) => b.terms - a.terms);
  const first = parts.find(({ kind }) => kind === 'summary' || kind === 'root_cause') ?? parts[0];
  const shown =
    found.length > 0 ? found.slice(0, EXCERPTS).map(({ part }) => part) : first === undefined ? [] : [first];
  return shown.map(({ kind, text, seq }) => ({
    ...{ kind, title: PARTS[kind].title, seq },
    pieces: [...excerptOf(text, terms)],
  }));
}

const presentItem = (found: Found, terms: readonly Term[], directory: DirectoryFacts) => ({
  ...presentIncident(found, directory),
  pieces: [...excerptOf(found.incident.title, terms, Number.POSITIVE_INFINITY)],
  excerpts: excerpts(found.document.parts, terms),
});

export const presentSearch = ({
  items,
  nextOffset,
  terms,
  directory,
}: Awaited<ReturnType<Library['search']>>): z.input<typeof searchReply> => ({
  items: items.map((found) => presentItem(found, terms, directory)),
  nextOffset,
});

export const presentRelated = ({
  items,
  terms,
  directory,
  same,
}: Awaited<ReturnType<Library['related']>>): z.input<typeof relatedReply> => ({
  items: items.map((found) => ({
    ...presentItem(found, terms, directory),
    sameSystem: same.has(found.incident.id),
  })),
});

const isUnderWay = ({ state }: Action): boolean => state === 'open' || state === 'in_progress';

/** Open actions first, by deadline; then what is done, the newest first. */
const byUrgency = (a: Action, b: Action): number =>
  Number(isUnderWay(b)) - Number(isUnderWay(a)) ||
  (isUnderWay(a) ? a.dueOn.localeCompare(b.dueOn) : b.number - a.number);

export function presentLessons(
  name: string,
  { learned, recurring, actions, incidents, directory, today }: Awaited<ReturnType<Library['lessons']>>,
): z.input<typeof lessonsReply> {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const reference = (id: string) => referenceOf(byId.get(id)?.number ?? 0);
  return {
    ...{ name, incidents: incidents.length },
    learned: learned.map(({ learned: { lessons, wentWell, rootCause }, ...found }) => ({
      ...presentIncident(found, directory),
      ...{ lessons, wentWell, rootCause },
    })),
    recurring: recurring.map(({ because, text, incidentIds }) => ({
      ...{ because, text },
      incidents: incidentIds.map((id) => ({ reference: reference(id), title: byId.get(id)?.title ?? '' })),
    })),
    actions: actions.toSorted(byUrgency).map((action) => ({
      ...{ reference: actionReference(action), title: action.title, state: action.state },
      owner: directory.people.get(action.ownerId)?.name ?? 'Deleted user',
      ...{ dueOn: action.dueOn, overdue: isUnderWay(action) && action.dueOn < today },
      incident: reference(action.incidentId),
    })),
  };
}
