import type { Page } from '../escalation/api.ts';
import type { Incident } from './api.ts';

/** Somebody the incident has to do with, and whether they are there. */
export interface Participant {
  id: string;
  name: string;
  as: 'commander' | 'responder' | 'paged';
  /** Being paged, and has not answered. */
  isSilent: boolean;
  /** When a silent one was paged last, ISO 8601; null when that has not left yet. */
  pagedAt: string | null;
}

type Paged = Pick<Page, 'status' | 'asking' | 'target' | 'attempts'>;

/**
 * The commander, then who has joined, then who is paged. Somebody who was added is a responder at once and is
 * paged: until they acknowledge, they have not joined.
 */
export function participantsOf(
  incident: Pick<Incident, 'commander' | 'responders'>,
  pages: readonly Paged[],
): Participant[] {
  const open = pages.filter(({ status }) => status === 'open');
  const asked = new Map(
    open.flatMap(({ asking, target, attempts }) => [
      ...asking.map(({ id, name }) => [id, name] as const),
      ...(target.kind === 'person' ? [[target.id, target.name] as const] : []),
      ...attempts.map(({ person }) => [person.id, person.name] as const),
    ]),
  );
  const { commander } = incident;
  const pagedAt = (id: string): string | null =>
    open
      .flatMap(({ attempts }) => attempts)
      .filter(({ person, outcome }) => person.id === id && (outcome === 'handed' || outcome === 'delivered'))
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? null;
  const participant = ({ id, name }: { id: string; name: string }, as: Participant['as']): Participant => ({
    ...{ id, name, as, isSilent: asked.has(id), pagedAt: asked.has(id) ? pagedAt(id) : null },
  });
  return [
    ...(commander ? [participant(commander, 'commander')] : []),
    ...incident.responders
      .filter(({ id }) => id !== commander?.id && !asked.has(id))
      .map((person) => participant(person, 'responder')),
    ...[...asked]
      .filter(([id]) => id !== commander?.id)
      .map(([id, name]) => participant({ id, name }, 'paged')),
  ];
}
