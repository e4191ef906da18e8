import type { Communication } from '../communication/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';
import { calendarFor, type Policies } from '../policy/index.ts';
import type { Rooms } from '../rooms/index.ts';
import { type LeaveLinks, Updates } from '../updates/index.ts';
import { incidentUrl } from './escalation.ts';

/** Updates to stakeholders, wired to those who know what happened and to whom it is told. */
export const wireUpdates = (parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Communication;
  readonly escalation: Escalation;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly leaveLinks: LeaveLinks;
  readonly rooms: Pick<Rooms, 'onUpdate' | 'heardBy' | 'own'>;
  readonly publicUrl: string;
  readonly warRoomUrl: (incident: Incident) => string | null;
}): Updates =>
  new Updates({
    ...parts,
    incidentUrl: incidentUrl(parts.publicUrl),
    leaveUrl: (personId) => parts.leaveLinks.linkFor(personId),
    calendar: (policy, { organisation }, name) => {
      const { timezone, calendarCountry, calendarRegion } = organisation;
      const whose = { zone: timezone, country: calendarCountry, region: calendarRegion };
      return calendarFor(policy, whose, parts.clock.now(), name);
    },
  });
