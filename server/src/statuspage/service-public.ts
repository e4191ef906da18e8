import { randomBytes } from 'node:crypto';
import type { Incident } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { Fault, type Instant, isBefore, notFound, theProduct, type Viewer } from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { draftFor, nextPhase, type PublicDraft } from './decide-draft.ts';
import { dueNext, replan, schedule, turn, updateMaintenance } from './decide-maintenance.ts';
import * as decide from './decide-public.ts';
import type { StatuspageDraft } from './entries/index.ts';
import type { Impact, IncidentPhase, Plan, PublicIncident } from './model.ts';
import type { StatusPagePorts } from './ports.ts';
import { changed, type Pages, pageById } from './service-pages.ts';
import { fileOfIncident, fileOfSite, say } from './site/index.ts';
import { loadComponents, lockPage } from './store-pages.ts';
import { findPublic, plannedPublic, publicOf, savePublic } from './store-public.ts';

type UpdateInput = decide.UpdateInput;

/** What somebody opens. */
export interface OpenInput extends UpdateInput {
  readonly title: string;
  /** `INC-12` or an id of the internal incident; undefined for one of the public's own. */
  readonly incident: string | undefined;
  readonly startedAt: Instant | undefined;
}

/** A public incident as somebody of the organisation sees it. */
export interface Seen {
  readonly incident: PublicIncident;
  /** The internal one; undefined when there is none, or the viewer may not see it. */
  readonly internal: Incident | undefined;
}

interface Outcome {
  readonly after: PublicIncident;
  readonly action: string;
  readonly entry: StatuspageDraft | null;
  /** The update that subscribers are told; left out: none. */
  readonly tell?: string | undefined;
}

/** Has the subscribers told of an update. */
type Tell = (tx: Tx, incident: PublicIncident, updateId: string) => Promise<void>;
interface PublicPorts extends StatusPagePorts {
  readonly tell: Tell;
}

/** The update just written, if subscribers are to hear of it. */
const toldOf = ({ updates }: PublicIncident, updateId: string): string | undefined =>
  updates.some(({ id, notify }) => id === updateId && notify) ? updateId : undefined;

/** Without vowels and look-alikes: no words, nothing to misread. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';
const newCode = (): string => [...randomBytes(12)].map((byte) => LETTERS[byte % LETTERS.length]).join('');

/** The wake-up of a maintenance, for when the clock has something to do with it. */
export const MAINTAIN = 'statuspage.maintain';

async function factsFor(
  { clock }: StatusPagePorts,
  reader: Reader,
  pageId: string,
  viewer: Viewer,
): Promise<decide.PublishFacts> {
  const components = new Set((await loadComponents(reader, pageId)).map(({ id }) => id));
  return { actor: viewer.actor, now: clock.now(), components };
}

async function seen(
  { incidents }: StatusPagePorts,
  reader: Reader,
  incident: PublicIncident,
  viewer: Viewer,
): Promise<Seen> {
  const { incidentId } = incident;
  const [internal] = incidentId === null ? [] : await incidents.getMany(reader, [incidentId], viewer);
  return { incident, internal };
}

/** @throws Fault not_found, also for one about an incident that the viewer may not see */
async function find(ports: StatusPagePorts, reader: Reader, id: string, viewer: Viewer): Promise<Seen> {
  const incident = await findPublic(reader, id);
  if (incident === undefined) throw notFound('public incident');
  const found = await seen(ports, reader, incident, viewer);
  if (incident.incidentId !== null && found.internal === undefined) throw notFound('public incident');
  return found;
}

/** Saves what became of it, puts it on the internal incident's record and has the page made anew. */
async function save(
  { clock, incidents, audit, tell: tellSubscribers }: PublicPorts,
  tx: Tx,
  viewer: Viewer,
  { after, action, entry, tell }: Outcome,
): Promise<void> {
  await savePublic(tx, after, clock);
  if (after.incidentId !== null && entry !== null)
    await incidents.append(tx, after.incidentId, viewer.actor, [entry]);
  await audit(tx, { actor: viewer.actor, action, subjectKind: 'public_incident', subjectId: after.id });
  if (tell !== undefined) await tellSubscribers(tx, after, tell);
  const due = dueNext(after);
  if (due !== undefined) await wakeAt(tx, { task: MAINTAIN, key: after.id, runAt: due.at });
  await changed(tx, after.pageId, clock.now());
}

/**
 * One change of a public incident. Locks the internal incident first, then the page: so does whoever else needs both.
 * @param publishes it says something to the public, and is not only a correction or a taking back
 */
const change = (
  ports: PublicPorts,
  id: string,
  viewer: Viewer,
  { revision, publishes }: { readonly revision?: number | undefined; readonly publishes: boolean },
  work: (incident: PublicIncident, facts: decide.PublishFacts) => Outcome,
): Promise<Seen> =>
  again(() =>
    ports.database.transaction(async (tx) => {
      const { incident: found } = await find(ports, tx, id, viewer);
      const internal =
        found.incidentId === null ? undefined : await ports.incidents.lock(tx, found.incidentId);
      await lockPage(tx, found.pageId);
      const { incident: before } = await find(ports, tx, id, viewer);
      if (revision !== undefined && revision !== before.revision)
        throw new Fault(
          'conflict',
          'changed_meanwhile',
          'Someone else has changed this meanwhile. Look at it again before you publish.',
        );
      if (before.withdrawnAt !== null)
        throw new Fault('conflict', 'withdrawn', 'This was withdrawn and cannot be changed.');
      const fault = internal && publishes ? decide.publishFault(internal) : undefined;
      if (fault !== undefined) throw fault;
      const outcome = work(before, await factsFor(ports, tx, before.pageId, viewer));
      const after = { ...outcome.after, revision: before.revision + 1 };
      await save(ports, tx, viewer, { ...outcome, after });
      return seen(ports, tx, after, viewer);
    }),
  );

const open = (ports: PublicPorts, pageId: string, input: OpenInput, viewer: Viewer): Promise<Seen> =>
  again(() =>
    ports.database.transaction(async (tx) => {
      const { clock, incidents } = ports;
      await pageById(tx, pageId);
      const { title, startedAt, incident, ...update } = input;
      const incidentId = incident === undefined ? null : await incidents.idOf(tx, incident, viewer);
      const internal = incidentId === null ? undefined : await incidents.lock(tx, incidentId);
      const fault = internal && decide.publishFault(internal);
      if (fault !== undefined) throw fault;
      await lockPage(tx, pageId);
      const others = incidentId === null ? [] : await publicOf(tx, incidentId);
      if (others.some((one) => one.pageId === pageId && one.withdrawnAt === null))
        throw new Fault(
          'conflict',
          'already_public',
          'This incident is on the status page already. Add an update to it.',
        );
      const names = { id: newId(clock), pageId, code: newCode(), title, incidentId, startedAt };
      const facts = await factsFor(ports, tx, pageId, viewer);
      const updateId = newId(clock);
      const after = decide.openPublic({ ...names, updateId }, update, facts);
      const { phase, body, notify } = input;
      const data = { publicId: after.id, phase, title, body, notify };
      const entry: StatuspageDraft = { kind: 'public_incident_opened', data };
      const tell = toldOf(after, updateId);
      await save(ports, tx, viewer, { after, action: 'public_incident.opened', entry, tell });
      return seen(ports, tx, after, viewer);
    }),
  );

/** Saying something to the public. Each throws a Fault for what may not be said. */
const publishing = (ports: PublicPorts) => ({
  openPublicIncident: (pageId: string, input: OpenInput, viewer: Viewer): Promise<Seen> =>
    open(ports, pageId, input, viewer),
  publishUpdate: (
    id: string,
    { revision, ...input }: UpdateInput & { readonly revision: number | undefined },
    viewer: Viewer,
  ): Promise<Seen> =>
    change(ports, id, viewer, { revision, publishes: true }, (incident, facts) => {
      const updateId = newId(ports.clock);
      const publish = incident.kind === 'maintenance' ? updateMaintenance : decide.publishUpdate;
      const { phase, body, notify } = input;
      return {
        after: publish(incident, updateId, input, facts),
        action: 'public_incident.update_published',
        entry: { kind: 'public_update_published', data: { publicId: id, phase, body, notify } },
        tell: notify ? updateId : undefined,
      };
    }),
  editUpdate: (
    id: string,
    updateId: string,
    patch: Parameters<typeof decide.editUpdate>[2] & { readonly notify: boolean },
    viewer: Viewer,
  ): Promise<Seen> =>
    change(ports, id, viewer, { publishes: true }, (incident, { now }) => {
      const after = decide.editUpdate(incident, updateId, patch, now);
      const body = after.updates.find((update) => update.id === updateId)?.body ?? '';
      const data = { publicId: id, updateId, body, notify: patch.notify };
      return {
        after,
        action: 'public_incident.update_edited',
        entry: { kind: 'public_update_edited', data },
        tell: patch.notify ? updateId : undefined,
      };
    }),
  retitle: (id: string, title: string, viewer: Viewer): Promise<Seen> =>
    change(ports, id, viewer, { publishes: true }, (incident) => ({
      after: { ...incident, title },
      action: 'public_incident.retitled',
      entry: { kind: 'public_title_changed', data: { publicId: id, title } },
    })),
});

/** Taking back and correcting: allowed whatever has become of the internal incident. */
const correcting = (ports: PublicPorts) => ({
  removeUpdate: (id: string, updateId: string, viewer: Viewer): Promise<Seen> =>
    change(ports, id, viewer, { publishes: false }, (incident, { now }) => ({
      after: decide.removeUpdate(incident, updateId, now),
      action: 'public_incident.update_removed',
      entry: { kind: 'public_update_removed', data: { publicId: id, updateId } },
    })),
  correctImpact: (id: string, impacts: readonly Impact[], viewer: Viewer): Promise<Seen> =>
    change(ports, id, viewer, { publishes: false }, (incident, facts) => ({
      after: decide.correctImpact(incident, impacts, facts),
      action: 'public_incident.impact_corrected',
      entry: { kind: 'public_impact_corrected', data: { publicId: id } },
    })),
  withdraw: (id: string, reason: string, viewer: Viewer): Promise<Seen> =>
    change(ports, id, viewer, { publishes: false }, (incident, { now }) => ({
      after: decide.withdraw(incident, now),
      action: 'public_incident.withdrawn',
      entry: { kind: 'public_incident_withdrawn', data: { publicId: id, reason } },
    })),
});

/** What somebody announces. */
export interface PlanInput {
  readonly title: string;
  readonly body: string;
  readonly levels: UpdateInput['levels'];
  readonly notify: boolean;
  readonly plan: Plan;
}

/** Maintenance: announced, moved, ended by a person, or begun and ended by the clock. Each throws a Fault. */
const maintaining = (ports: PublicPorts) => ({
  schedule: (pageId: string, { title, plan, ...input }: PlanInput, viewer: Viewer): Promise<Seen> =>
    again(() =>
      ports.database.transaction(async (tx) => {
        const { clock } = ports;
        await pageById(tx, pageId);
        await lockPage(tx, pageId);
        const names = { id: newId(clock), pageId, code: newCode(), title, updateId: newId(clock) };
        const after = schedule(names, plan, input, await factsFor(ports, tx, pageId, viewer));
        const tell = toldOf(after, names.updateId);
        await save(ports, tx, viewer, { after, action: 'maintenance.scheduled', entry: null, tell });
        return { incident: after, internal: undefined };
      }),
    ),
  /** Moves it, and says so. */
  replan: (
    id: string,
    {
      body,
      notify,
      revision,
      ...wanted
    }: Parameters<typeof replan>[1] & {
      readonly body: string;
      readonly notify: boolean;
      readonly revision: number | undefined;
    },
    viewer: Viewer,
  ): Promise<Seen> =>
    change(ports, id, viewer, { revision, publishes: true }, (incident, facts) => {
      const moved = replan(incident, wanted, facts.now);
      const said = { phase: moved.phase, body, notify, workaround: null, levels: {}, at: undefined };
      const updateId = newId(ports.clock);
      return {
        after: updateMaintenance(moved, updateId, said, facts),
        action: 'maintenance.rescheduled',
        entry: null,
        tell: notify ? updateId : undefined,
      };
    }),
  /** What is due of a maintenance happens; a stale wake-up does nothing. */
  wake: (id: string): Promise<void> =>
    again(() =>
      ports.database.transaction(async (tx) => {
        const found = await findPublic(tx, id);
        if (found === undefined) return;
        await lockPage(tx, found.pageId);
        const before = (await findPublic(tx, id)) ?? found;
        const [language = 'en'] = (await pageById(tx, before.pageId)).languages;
        const words = (phase: 'in_progress' | 'completed') =>
          say(language, phase === 'in_progress' ? 'maintenance_begins' : 'maintenance_ends');
        const facts = await factsFor(ports, tx, before.pageId, theProduct);
        const updateId = newId(ports.clock);
        const after = turn(before, updateId, words, facts);
        if (after === undefined) return;
        const next = { ...after, revision: before.revision + 1 };
        const tell = toldOf(next, updateId);
        await save(ports, tx, theProduct, {
          after: next,
          action: `maintenance.${after.phase}`,
          entry: null,
          tell,
        });
      }),
    ),
  /** For the watchdog: a maintenance that is due and has not been looked at. @returns how many there were */
  repair: (): Promise<number> =>
    ports.database.transaction(async (tx) => {
      const now = ports.clock.now();
      const overdue = (await plannedPublic(tx)).filter((incident) => {
        const due = dueNext(incident);
        return due !== undefined && isBefore(due.at, now.subtract({ seconds: OVERDUE_SECONDS }));
      });
      for (const { id } of overdue) await wakeAt(tx, { task: MAINTAIN, key: id, runAt: now });
      return overdue.length;
    }),
});
/** What is overdue by less is on its way. */
const OVERDUE_SECONDS = 30;

/** What the public knows of an internal incident, and words to go on with. */
export interface OfIncident {
  readonly incidents: readonly Seen[];
  readonly draft: PublicDraft | null;
  /** Why nothing may be published about it now. */
  readonly refusal: Fault | undefined;
  /** The page on which it would be; null: there is none. */
  readonly pageId: string | null;
}

const reading = (ports: StatusPagePorts, pages: Pages) => ({
  get: (reader: Reader, id: string, viewer: Viewer): Promise<Seen> => find(ports, reader, id, viewer),
  /** In this order, without what is about incidents that the viewer may not see. */
  list: async (reader: Reader, all: readonly PublicIncident[], viewer: Viewer): Promise<Seen[]> => {
    const ids = all.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId]));
    const found = ids.length === 0 ? [] : await ports.incidents.getMany(reader, ids, viewer);
    const internal = new Map(found.map((incident) => [incident.id, incident]));
    return all.flatMap((incident) =>
      incident.incidentId === null || internal.has(incident.incidentId)
        ? [{ incident, internal: internal.get(incident.incidentId ?? '') }]
        : [],
    );
  },
  /** @throws Fault not_found */
  ofIncident: async (
    reader: Reader,
    ref: string,
    viewer: Viewer,
    phase: IncidentPhase | undefined,
  ): Promise<OfIncident> => {
    const { incidents } = ports;
    const internal = await incidents.get(reader, await incidents.idOf(reader, ref, viewer), viewer);
    const [page] = await pages.list(reader);
    const published = await publicOf(reader, internal.id);
    const shown = published.find(({ withdrawnAt }) => withdrawnAt === null);
    const draft = page && draftFor(page, page.components, internal, phase ?? nextPhase(internal, shown));
    return {
      incidents: published.map((incident) => ({ incident, internal })),
      draft: draft ?? null,
      refusal: decide.publishFault(internal),
      pageId: page?.page.id ?? null,
    };
  },
  /**
   * The very page that readers would see: the same function over the same data, with what is about to be published in it.
   * @param publicId of the incident to which an update is added; undefined for a new one. @throws Fault as publishing would
   */
  preview: async (
    pageId: string,
    publicId: string | undefined,
    input: OpenInput,
    viewer: Viewer,
  ): Promise<string> => {
    const { clock } = ports;
    const reader = ports.database.db;
    const site = await pages.site(reader, await pageById(reader, pageId));
    const facts = await factsFor(ports, reader, pageId, viewer);
    const { title, startedAt, incident: _, ...update } = input;
    const names = { id: newId(clock), pageId, code: 'preview', title, incidentId: null, startedAt };
    const after =
      publicId === undefined
        ? decide.openPublic({ ...names, updateId: newId(clock) }, update, facts)
        : decide.publishUpdate(
            (await find(ports, reader, publicId, viewer)).incident,
            newId(clock),
            update,
            facts,
          );
    const others = site.incidents.filter(({ id }) => id !== publicId);
    const file = fileOfSite({ ...site, incidents: [after, ...others] }, fileOfIncident(after));
    return String(file?.body ?? '');
  },
});

export function createPublic(ports: StatusPagePorts, pages: Pages, tell: Tell) {
  const all = { ...ports, tell };
  return {
    ...publishing(all),
    ...correcting(all),
    ...maintaining(all),
    ...reading(ports, pages),
  };
}

export type PublicIncidents = ReturnType<typeof createPublic>;
