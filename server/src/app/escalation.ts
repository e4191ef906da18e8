import { type AckLinks, type Channel, type Communication, reachOf } from '../communication/index.ts';
import type { Directory } from '../directory/index.ts';
import { Escalation } from '../escalation/index.ts';
import { type Incident, type Incidents, referenceOf } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Policies } from '../policy/index.ts';
import type { Services } from './services.ts';

/** The page of an incident. */
export const incidentUrl =
  (publicUrl: string) =>
  ({ number }: Pick<Incident, 'number'>): string =>
    `${publicUrl}/incidents/${referenceOf(number)}`;

/** Escalation, wired to those who say what is wrong, who is there, and how they are told. */
export function wireEscalation(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Communication;
  readonly ackLinks: AckLinks;
  readonly onCall: OnCall;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly publicUrl: string;
  readonly warRoomUrl: (incident: Incident) => string | null;
  readonly later: () => Pick<Services, 'updates' | 'rooms'>;
}): Escalation {
  const { publicUrl, ackLinks, channels } = parts;
  const reach = reachOf(channels);
  return new Escalation({
    ...parts,
    db: parts.database.db,
    oncall: parts.onCall,
    policy: parts.policies,
    sends: (kind, address) => reach(kind, address) === 'sends',
    ackLink: (subject) => ackLinks.linkFor(subject),
    chatRoom: (reader, incident) => parts.later().rooms.own.linkOf(reader, incident),
    initialNotice: (reader, facts) => parts.later().updates.initialNotice(reader, facts),
    urls: {
      incident: incidentUrl(publicUrl),
      warRoom: parts.warRoomUrl,
      incidents: () => `${publicUrl}/incidents`,
    },
  });
}
