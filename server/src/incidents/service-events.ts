import type { CommunicationEvent } from '../communication/index.ts';
import type {
  AcknowledgedAtSource,
  AlertsJoined,
  AlertsReworded,
  GroupCleared,
  GroupOpened,
  GroupRefired,
  PrivateTypeFound,
  SeverityRaised,
} from '../detection/index.ts';
import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { type Actor, type JsonObject, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { isThere, tellMonitoringClear } from './decide-tell.ts';
import type { EntryDraft } from './entries/index.ts';
import type { IncidentEvent } from './events.ts';
import type { Command } from './model-commands.ts';
import type { IncidentPorts } from './ports.ts';
import { lockOne, lockRoot, perform, transact } from './service.ts';
import { createDeclareFromAlerts } from './service-declare.ts';
import { write } from './service-write.ts';
import { hasMessageDelayed, hasMessageFailed } from './store-entries.ts';

const LOG_TROUBLE = 'incidents.log_message_trouble';

/** What incidents does when other chapters report; wired in app/subscriptions.ts, in the reporter's transaction. */
export interface IncidentHandlers {
  groupOpened(tx: Tx, event: GroupOpened): Promise<void>;
  alertsJoined(tx: Tx, event: AlertsJoined): Promise<void>;
  privateTypeFound(tx: Tx, event: PrivateTypeFound): Promise<void>;
  severityRaised(tx: Tx, event: SeverityRaised): Promise<void>;
  alertsReworded(tx: Tx, event: AlertsReworded): Promise<void>;
  groupCleared(tx: Tx, event: GroupCleared): Promise<void>;
  groupRefired(tx: Tx, event: GroupRefired): Promise<void>;
  acknowledgedAtSource(tx: Tx, event: AcknowledgedAtSource): Promise<void>;
  messageEvent(tx: Tx, event: CommunicationEvent): Promise<void>;
  /** Told to whoever is at work on it. */
  monitoringClear(tx: Tx, event: IncidentEvent): Promise<void>;
}

export function createHandlers(ports: IncidentPorts): IncidentHandlers {
  /** Alerts of an incident that was merged meanwhile speak of the one it was merged into. */
  const on = async (tx: Tx, incidentId: string, command: Command, actor: Actor = theSystem) => {
    await perform(ports, tx, await lockRoot(ports, tx, incidentId), command, actor);
  };
  return {
    groupOpened: createDeclareFromAlerts(ports),
    alertsJoined: (tx, { incidentId, count, alerts, lastAt }) =>
      on(tx, incidentId, { type: 'alerts_joined', count, alerts, lastAt }),
    privateTypeFound: (tx, { incidentId, typeId }) =>
      on(tx, incidentId, { type: 'private_type_found', typeId }),
    severityRaised: (tx, { incidentId, joined, alerts, count }) =>
      on(tx, incidentId, { type: 'alert_severity_raised', joined, alerts, count }),
    alertsReworded: (tx, { incidentId, alerts, count }) =>
      on(tx, incidentId, { type: 'alerts_reworded', alerts, count }),
    groupCleared: (tx, { incidentId }) => on(tx, incidentId, { type: 'alerts_cleared' }),
    groupRefired: (tx, { incidentId }) => on(tx, incidentId, { type: 'alerts_refired' }),
    acknowledgedAtSource: (tx, { incidentId, integrationId }) =>
      on(tx, incidentId, { type: 'acknowledge' }, { kind: 'integration', integrationId }),
    messageEvent: (tx, event) => logTroubleLater(tx, event),
    monitoringClear: (tx, event) => tellClear(ports, tx, event),
  };
}

async function tellClear(ports: IncidentPorts, tx: Tx, event: IncidentEvent): Promise<void> {
  const { incident, head } = await lockOne(ports, tx, event.incidentId);
  const directory = await ports.directory.facts(tx);
  const facts = { entryCount: head.seq, incidentUrl: ports.incidentUrl(incident) };
  const draft = tellMonitoringClear(incident, isThere(directory, ports.clock.now()), facts);
  if (draft !== null) await ports.enqueue(tx, [draft]);
}

/**
 * Only trouble goes onto the time line; every message with its receipts is in the message log (COM-7). By a job of its own:
 * the settling transaction holds the message, and waiting there for the incident could deadlock with a command that
 * holds the incident and stops messages.
 */
async function logTroubleLater(tx: Tx, event: CommunicationEvent): Promise<void> {
  const kind = troubleOf(event);
  if (kind === null || event.incidentId === null) return;
  const { messageId, incidentId, personId, channel, reason, at } = event;
  await wakeAt(tx, {
    task: LOG_TROUBLE,
    key: `${kind}:${messageId}`,
    runAt: at,
    payload: { kind, messageId, incidentId, personId, channel, reason },
  });
}

function troubleOf(event: CommunicationEvent): Trouble['kind'] | null {
  if (event.type === 'communication.delayed') return 'message_delayed';
  return event.outcome === 'dead' ? 'message_failed' : null;
}

/** The chapter's tasks. */
export const createTasks = (ports: IncidentPorts): Readonly<Record<string, TaskHandler>> => ({
  [LOG_TROUBLE]: (payload) => logTrouble(ports, payload as unknown as Trouble),
});

interface Trouble extends JsonObject {
  readonly kind: 'message_delayed' | 'message_failed';
  readonly messageId: string;
  readonly incidentId: string;
  readonly personId: string | null;
  readonly channel: string | null;
  readonly reason: string | null;
}

/** Run twice (a crash between commit and the queue's note of it), it writes once. */
async function logTrouble(ports: IncidentPorts, trouble: Trouble): Promise<void> {
  const { kind, messageId, personId, channel } = trouble;
  const draft: EntryDraft = {
    kind,
    data: { messageId, personId, channel, reason: trouble.reason ?? 'gave_up' },
  };
  await transact(ports, async (tx) => {
    const stored = await lockRoot(ports, tx, trouble.incidentId);
    const { id } = stored.incident;
    const said =
      kind === 'message_failed'
        ? await hasMessageFailed(tx, id, messageId)
        : await hasMessageDelayed(tx, id, trouble);
    if (!said) await write(ports, tx, stored, theSystem, [draft]);
  });
}
