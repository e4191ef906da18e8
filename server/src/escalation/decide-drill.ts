import { hearsOf, type Incident } from '../incidents/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { OnCallAnswer } from '../oncall/index.ts';
import type { WhoFacts } from './decide-recipients.ts';

/**
 * Who is on call in a drill that wakes only those who take part (TRA-2): of each level whoever does. Where none of a team's
 * do, all who take part are its first level, so that there is a page to answer; the schedule itself is not asked.
 */
export function whoInDrill(
  who: WhoFacts,
  incident: Pick<Incident, 'drillPersonIds' | 'responderIds' | 'roles'>,
  teamIds: readonly string[],
  at: Instant,
): WhoFacts {
  const { drillPersonIds } = incident;
  if (drillPersonIds === null) return who;
  const players = drillPersonIds.map((personId) => ({
    personId,
    via: 'override' as const,
    overrideId: 'drill',
  }));
  const teams = new Set([...who.onCall.keys(), ...teamIds]);
  const onCall = [...teams].map((teamId): [string, OnCallAnswer] => {
    const answer = who.onCall.get(teamId) ?? { scheduleId: '', teamId, at, levels: [] };
    const levels = answer.levels.map((level) => ({
      ...level,
      people: level.people.filter(({ personId }) => hearsOf(incident, personId)),
    }));
    return [
      teamId,
      levels.some(({ people }) => people.length > 0)
        ? { ...answer, levels }
        : { ...answer, levels: [{ level: 1, people: players, since: null, until: null }] },
    ];
  });
  return { ...who, onCall: new Map(onCall) };
}
