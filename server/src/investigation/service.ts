import type { StoredChange } from '../detection/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Incident, Incidents } from '../incidents/index.ts';
import { type Clock, type Instant, notFound, plusSeconds, type Viewer } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { nearnessOf, type RankedChange, rank } from './decide-rank.ts';
import type { InvestigationDraft } from './entries/index.ts';
import type { Verdict } from './model.ts';
import { forgetJudgement, type Judgement, judgementsOf, saveJudgement } from './store-verdicts.ts';

interface InvestigationPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly incidents: Pick<Incidents, 'idOf' | 'get' | 'lock' | 'append'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly changes: {
    find(reader: Reader, id: string): Promise<StoredChange | undefined>;
    between(
      reader: Reader,
      systemIds: readonly string[] | null,
      span: { readonly from: Instant; readonly until: Instant },
      limit: number,
    ): Promise<readonly StoredChange[]>;
  };
}

/** What changed around an incident, the most likely cause first. */
export interface WhatChanged {
  readonly incident: Incident;
  readonly directory: DirectoryFacts;
  readonly ranked: readonly RankedChange[];
  readonly judgements: readonly Judgement[];
}

export type Investigation = ReturnType<typeof createInvestigation>;

/** Changes from so long before the start are looked at. */
const BEFORE_SECONDS = 24 * 3600;
const MOST_OF_SYSTEMS = 200;
const MOST_OF_NOBODY = 50;
/** More are not read by anybody at 03:00; what is judged is shown besides. */
const SHOWN = 20;

export function createInvestigation({ clock, database, incidents, directory, changes }: InvestigationPorts) {
  /** @throws Fault `not_found`, also when the viewer may not see the incident */
  async function whatChanged(ref: string, viewer: Viewer): Promise<WhatChanged> {
    const reader = database.db;
    const id = await incidents.idOf(reader, ref, viewer);
    const incident = await incidents.get(reader, id, viewer);
    const facts = await directory.facts(reader);
    const judgements = await judgementsOf(reader, id);
    const start = startOf(incident);
    const near = nearnessOf(incident.systemIds, facts.systems);
    const until = incident.resolvedAt ?? incident.mergedAt ?? clock.now();
    const span = { from: plusSeconds(start, -BEFORE_SECONDS), until };
    const around = [
      ...(await changes.between(reader, [...near.keys()], span, MOST_OF_SYSTEMS)),
      ...(await changes.between(reader, null, span, MOST_OF_NOBODY)),
    ];
    const ranked = rank(around, { near, start });
    const judged = new Set(judgements.map(({ changeId }) => changeId));
    const shown = ranked.filter(({ change }, index) => index < SHOWN || judged.has(change.id));
    return { incident, directory: facts, judgements, ranked: shown };
  }

  /**
   * A responder marks a change as a suspect, rules it out, or takes that back. Said twice it is one entry of the log.
   * @throws Fault `not_found`
   */
  async function judge(
    ref: string,
    changeId: string,
    verdict: Verdict | null,
    viewer: Viewer,
  ): Promise<WhatChanged> {
    await database.transaction(async (tx) => {
      const incidentId = await incidents.idOf(tx, ref, viewer);
      await incidents.lock(tx, incidentId);
      const change = await changes.find(tx, changeId);
      if (change === undefined) throw notFound('change');
      const before = (await judgementsOf(tx, incidentId)).find((each) => each.changeId === changeId);
      if ((before?.verdict ?? null) === verdict) return;
      const at = clock.now();
      if (verdict === null) await forgetJudgement(tx, incidentId, changeId);
      else await saveJudgement(tx, incidentId, { changeId, verdict, by: viewer.actor, at });
      const entry: InvestigationDraft = {
        kind: 'change_judged',
        data: {
          ...{ changeId, verdict, summary: change.summary, systemId: change.systemId },
          happenedAt: change.happenedAt.toString(),
        },
      };
      await incidents.append(tx, incidentId, viewer.actor, [entry]);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    });
    return whatChanged(ref, viewer);
  }

  return { whatChanged, judge };
}

/** When it began, as far as is known. */
const startOf = ({ startedAt, detectedAt }: Incident): Instant => startedAt ?? detectedAt;
