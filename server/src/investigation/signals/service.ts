import type { DirectoryFacts, System, SystemQuery } from '../../directory/index.ts';
import type { Entry, Incident, Incidents } from '../../incidents/index.ts';
import { isOf } from '../../incidents/index.ts';
import { type Clock, Fault, type Instant, notFound, type Viewer } from '../../kernel/index.ts';
import type { Database, Reader } from '../../platform/db/index.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import type { Connectors } from '../connectors/index.ts';
import type { Connector, Found, Read, Span } from '../connectors/model.ts';
import { type InvestigationDraft, investigationEntries } from '../entries/index.ts';
import { type Asked, evidenceText, summaryOf } from './decide-evidence.ts';
import { fillLink } from './decide-links.ts';
import { faultOfSpan, type Mark, marksOf, windowOf } from './decide-window.ts';
import { evidenceContent, saveEvidence } from './store-evidence.ts';

type Labels = Readonly<Record<string, string>>;

export interface SignalsPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly incidents: Pick<Incidents, 'idOf' | 'get' | 'lock' | 'append' | 'entries'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly connectors: Pick<Connectors, 'list' | 'query'>;
  readonly alertsOf: (
    reader: Reader,
    filter: { readonly incidentId: string },
    limit: number,
  ) => Promise<readonly { readonly systemId: string | null; readonly labels: Labels }[]>;
  readonly whatChanged: (
    ref: string,
    viewer: Viewer,
  ) => Promise<{
    readonly ranked: readonly {
      readonly change: { readonly happenedAt: Instant; readonly summary: string };
    }[];
  }>;
}

interface SystemWithQuery {
  readonly system: System;
  readonly query: SystemQuery;
  /** Undefined: it was removed. */
  readonly connector: Connector | undefined;
}

export interface Overview {
  readonly window: Span;
  readonly marks: readonly Mark[];
  readonly links: readonly {
    readonly system: System;
    readonly label: string;
    readonly kind: string;
    readonly url: string;
  }[];
  readonly queries: readonly SystemWithQuery[];
  readonly evidence: readonly Evidence[];
  readonly directory: DirectoryFacts;
}

/** What was pinned, as the record has it. */
export interface Evidence extends EvidenceData {
  readonly at: Instant;
  readonly by: Entry['actor'];
}
type EvidenceData = Extract<InvestigationDraft, { kind: 'evidence_pinned' }>['data'];

export interface QueryResult {
  readonly asked: Asked;
  readonly found: Read<Found>;
}

const isOwn = isOf(investigationEntries);
const MOST_ALERTS = 50;

/** Metrics, log lines and dashboards of the affected systems, for the time of an incident (INV-1, INV-3, DET-2). */
export class Signals {
  readonly #ports: SignalsPorts;

  constructor(ports: SignalsPorts) {
    this.#ports = ports;
  }

  /** What there is to look at. Asks no connector, so that nothing waits for one. @throws Fault `not_found` */
  async overview(ref: string, viewer: Viewer): Promise<Overview> {
    const { clock, database, incidents, connectors, alertsOf } = this.#ports;
    const reader = database.db;
    const { incident, directory } = await this.#load(ref, viewer);
    const window = windowOf(incident, clock.now());
    const [{ ranked }, known, alerts, entries] = await Promise.all([
      this.#ports.whatChanged(ref, viewer),
      connectors.list(),
      alertsOf(reader, { incidentId: incident.id }, MOST_ALERTS),
      incidents.entries(reader, incident.id, ['evidence_pinned']),
    ]);
    const systems = systemsOf(incident, directory);
    const byId = new Map(known.map((connector) => [connector.id, connector]));
    return {
      ...{ window, directory },
      marks: marksOf(
        incident,
        ranked.map(({ change }) => change),
        window,
      ),
      links: systems.flatMap((system) => {
        const labels = alerts.filter(({ systemId }) => systemId === system.id).map((alert) => alert.labels);
        const values = { ...window, systemId: system.id, incident: `INC-${incident.number}`, labels };
        return system.links.map((link) => ({ ...link, system, url: fillLink(link.url, values) }));
      }),
      queries: systems.flatMap((system) =>
        system.queries.map((query) => ({ system, query, connector: byId.get(query.connector) })),
      ),
      evidence: entries.flatMap((entry) =>
        isOwn(entry) && entry.kind === 'evidence_pinned'
          ? [{ ...entry.data, at: entry.at, by: entry.actor }]
          : [],
      ),
    };
  }

  /**
   * Asks a connector, for the incident's window or a given one.
   * @throws Fault `not_found`; what goes wrong at the connector is in the result
   */
  async run(ref: string, of: QueryName, viewer: Viewer, given?: Span): Promise<QueryResult> {
    const { incident, directory } = await this.#load(ref, viewer);
    const system = systemsOf(incident, directory).find(({ id }) => id === of.system);
    const query = system?.queries.find(({ name }) => name === of.name);
    if (system === undefined || query === undefined) throw notFound(`query "${of.name}"`);
    const window = given ?? windowOf(incident, this.#ports.clock.now());
    const wrong = faultOfSpan(window);
    if (wrong !== undefined) throw new Fault('invalid', 'invalid_span', wrong);
    const asked: Asked = {
      ...{ ...window, systemId: system.id, name: query.name, connector: query.connector },
      ...{ query: query.query, unit: query.unit ?? null },
    };
    return { asked, found: await this.#ports.connectors.query(query.connector, query.query, window) };
  }

  /**
   * Keeps what a query finds in this window with the incident, its hash on the record. It is asked anew: what a browser says
   * that it saw is no evidence.
   * @throws Fault `not_found`, `connector_failed`
   */
  async pin(ref: string, of: QueryName, span: Span, note: string | null, viewer: Viewer): Promise<void> {
    const { asked, found } = await this.run(ref, of, viewer, span);
    if ('fault' in found) throw new Fault('unavailable', 'connector_failed', found.fault);
    const content = evidenceText(asked, found.ok);
    const about = {
      title: of.name,
      systemId: of.system,
      found: summaryOf(found.ok),
      note,
      fingerprint: null,
    };
    await this.keep(ref, about, span, content, viewer);
  }

  /** Saves a text as evidence and says so on the record. */
  async keep(
    ref: string,
    about: Pick<EvidenceData, 'title' | 'systemId' | 'found' | 'note' | 'fingerprint'>,
    span: Span,
    content: string,
    viewer: Viewer,
  ): Promise<void> {
    const { clock, database, incidents } = this.#ports;
    await database.transaction(async (tx) => {
      const incidentId = await incidents.idOf(tx, ref, viewer);
      await incidents.lock(tx, incidentId);
      const id = newId(clock);
      await saveEvidence(tx, { id, incidentId, content }, clock.now());
      const entry: InvestigationDraft = {
        kind: 'evidence_pinned',
        data: {
          ...{ ...about, evidenceId: id, sha256: sha256(content), bytes: Buffer.byteLength(content) },
          ...{ from: span.from.toString(), to: span.to.toString() },
        },
      };
      await incidents.append(tx, incidentId, viewer.actor, [entry]);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    });
  }

  /** Evidence as it was kept, and whether its hash is the one on the record. @throws Fault `not_found` */
  async evidence(
    ref: string,
    id: string,
    viewer: Viewer,
  ): Promise<{ readonly about: Evidence; readonly content: string; readonly intact: boolean }> {
    const { evidence } = await this.overview(ref, viewer);
    const about = evidence.find(({ evidenceId }) => evidenceId === id);
    const content = about && (await evidenceContent(this.#ports.database.db, id));
    if (about === undefined || content === undefined) throw notFound('evidence');
    return { about, content, intact: sha256(content) === about.sha256 };
  }

  /** The content of evidence of an incident that the caller may see. */
  content(reader: Reader, evidenceId: string): Promise<string | undefined> {
    return evidenceContent(reader, evidenceId);
  }

  async #load(ref: string, viewer: Viewer): Promise<{ incident: Incident; directory: DirectoryFacts }> {
    const { database, incidents, directory } = this.#ports;
    const id = await incidents.idOf(database.db, ref, viewer);
    return {
      incident: await incidents.get(database.db, id, viewer),
      directory: await directory.facts(database.db),
    };
  }
}

export interface QueryName {
  readonly system: string;
  readonly name: string;
}

const systemsOf = ({ systemIds }: Incident, { systems }: DirectoryFacts): readonly System[] =>
  systemIds.flatMap((id) => systems.get(id) ?? []);
