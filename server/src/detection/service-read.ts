import type { Directory } from '../directory/index.ts';
import { notFound, type Viewer } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { AlertNames, HiddenIncidents, IncidentStates } from './ports.ts';
import { silencesNamed } from './silences/index.ts';
import {
  type Alert,
  type AlertFilter,
  countAlerts,
  findAlert,
  findPayloads,
  listAlerts,
} from './store-alerts.ts';
import { integrationNames } from './store-integrations.ts';

interface ReadPorts {
  readonly database: Database;
  readonly directory: Pick<Directory, 'facts'>;
  readonly hiddenIncidents: HiddenIncidents;
  readonly incidents: IncidentStates;
  readonly payloadDays: number;
}

/** A limited session asks for the alerts of its incident, whatever it asks for. */
const within = (filter: AlertFilter, { within: only }: Viewer): AlertFilter =>
  only === undefined ? filter : { ...filter, incidentId: only.incidentId };

/** What is read of alerts; those of incidents that the viewer may not see are not there. */
export const alertReads = (ports: ReadPorts) => {
  const { db } = ports.database;
  return {
    alerts: async (filter: AlertFilter, limit: number, viewer: Viewer) =>
      listAlerts(db, within(filter, viewer), await ports.hiddenIncidents(db, viewer), limit),
    alert: async (id: string, viewer: Viewer) => {
      const alert = await findAlert(db, id);
      const hidden = await ports.hiddenIncidents(db, viewer);
      const only = viewer.within?.incidentId ?? alert?.incidentId;
      if (alert === undefined || alert.incidentId !== only || hidden.includes(alert.incidentId ?? ''))
        throw notFound(`alert ${id}`);
      const payloads = await findPayloads(db, [...new Set([alert.payloadId, alert.latestPayloadId])]);
      const silences = alert.status === 'firing' ? await silencesNamed(db, alert.silencedBy) : [];
      return {
        alert,
        payloads,
        silences,
        payloadDays: ports.payloadDays,
      };
    },
    /** The newest alerts of one incident, for chapters that decide by them in their own transaction. */
    alertsOf: async (
      reader: Reader,
      filter: Pick<AlertFilter, 'incidentId' | 'ids' | 'status'>,
      limit: number,
    ) => (await listAlerts(reader, filter, [], limit)).alerts,
    alertCounts: countAlerts,
    integrationNames,
    alertNames: async (shown: readonly Alert[]): Promise<AlertNames> => {
      const [{ systems }, integrationOf] = [await ports.directory.facts(db), await integrationNames(db)];
      const ids = new Set(shown.flatMap(({ incidentId }) => incidentId ?? []));
      const incidents = await ports.incidents(db, [...ids]);
      return {
        system: (id) => systems.get(id)?.name,
        integration: (id) => integrationOf.get(id),
        incident: (id) => incidents.get(id)?.reference,
      };
    },
  };
};
