import type { Communication } from '../communication/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { Db, Reader } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import type { InitialNotice, MessageFacts } from './decide-message.ts';

/** What escalation is made of; put together by app/wire.ts. */
export interface EscalationDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Pick<
    Communication,
    'enqueue' | 'suppress' | 'stop' | 'standOf' | 'peopleTold' | 'tellAdministrators'
  >;
  readonly oncall: Pick<OnCall, 'now'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  /** The policy under which an incident was declared; and the one for what is no incident yet. */
  readonly policy: {
    version(reader: Reader, version: number): Promise<{ readonly policy: Policy }>;
    current(reader: Reader): Promise<{ readonly policy: Policy }>;
  };
  /** Whether a channel that is set up sends to a contact method of this kind and address. */
  readonly sends: (kind: string, address: string) => boolean;
  /** A link with which this person, and nobody else, acknowledges this incident with one tap. */
  readonly ackLink: (subject: { readonly incidentId: string; readonly personId: string }) => string;
  /**
   * The runbook's initial notification about an incident, as somebody with this role reads it (COM-1). Filled in by
   * app/wire.ts: what is known of the incident beside its row is the concern of a later chapter.
   */
  readonly initialNotice: (
    reader: Reader,
    facts: Pick<MessageFacts, 'incident' | 'policy' | 'directory' | 'now'>,
  ) => Promise<InitialNotice>;
  /** The channel that an incident has in a chat, as a link; null: none. Filled in by app/wire.ts: chats come later. */
  readonly chatRoom: (
    reader: Reader,
    incident: Incident,
  ) => Promise<{ readonly label: string; readonly url: string } | null>;
  readonly urls: {
    /** The incident's page. */
    incident(incident: Incident): string;
    /** Where its responders talk; null when there is no such place. */
    warRoom(incident: Incident): string | null;
    /** The list of incidents, for the weekly review. */
    incidents(): string;
  };
}
