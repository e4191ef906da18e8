import type { Channel, ChannelState, Communication } from '../communication/index.ts';
import type { Audit, Directory } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { IncidentsChapter } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { Database } from '../platform/db/index.ts';
import { ChatCommands, Rooms } from '../rooms/index.ts';
import { incidentUrl } from './escalation.ts';
import type { Services } from './services.ts';

/** Chat rooms and what people do from them, wired to those who know what is promised and whether it was reviewed. */
export function wireRooms(
  parts: {
    readonly database: Database;
    readonly clock: Clock;
    readonly audit: Audit;
    readonly communication: Communication;
    readonly directory: Directory;
    readonly channels: ReadonlyMap<string, Channel>;
    readonly state: (kind: string) => ChannelState;
    readonly onCall: OnCall;
    readonly escalation: Escalation;
    readonly publicUrl: string;
    readonly later: () => Pick<Services, 'updates' | 'reviews'>;
  },
  { incidents, commands }: Pick<IncidentsChapter, 'incidents' | 'commands'>,
) {
  const { later, publicUrl } = parts;
  return {
    rooms: new Rooms({
      ...{ ...parts, incidents, incidentUrl: incidentUrl(publicUrl) },
      nextUpdateAt: (reader, incidentId) => later().updates.nextUpdateAt(reader, incidentId),
      updateHeard: (tx, event, updateId) => later().updates.heardInRoom(tx, event, updateId),
      reviewed: (reader, incidentId) => later().reviews.isReviewed(reader, incidentId),
    }),
    chatCommands: new ChatCommands({
      ...{ ...parts, commands },
      sendUpdate: (ref, text, viewer) =>
        later().updates.send(
          ref,
          { text, kind: null, publicText: null, facts: {}, audiences: ['stakeholders'], nextUpdateAt: null },
          viewer,
        ),
    }),
  };
}
