import { randomBytes } from 'node:crypto';
import type { Incident } from '../incidents/index.ts';
import { Fault, type Instant, notFound, type Viewer } from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { draftFor, nextPhase, type PublicDraft } from './decide-draft.ts';
import * as decide from './decide-public.ts';
import type { StatuspageDraft } from './entries/index.ts';
import type { Impact, IncidentPhase, PublicIncident } from './model.ts';
import type { StatusPagePorts } from './ports.ts';
import { changed, type Pages, pageById } from './service-pages.ts';
import { fileOfIncident, fileOfSite } from './site/index.ts';
import { loadComponents, lockPage } from './store-pages.ts';
import { findPublic, publicOf, savePublic } from './store-public.ts';

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
}

/** Without vowels and look-alikes: no words, nothing to misread. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';
const newCode = (): string => [...randomBytes(12)].map((byte) => LETTERS[byte % LETTERS.length]).join('');

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
  { clock, incidents, audit }: StatusPagePorts,
  tx: Tx,
  viewer: Viewer,
  { after, action, entry }: Outcome,
): Promise<void> {
  await savePublic(tx, after, clock);
  if (after.incidentId !== null && entry !== null)
    await incidents.append(tx, after.incidentId, viewer.actor, [entry]);
  await audit(tx, { actor: viewer.actor, action, subjectKind: 'public_incident', subjectId: after.id });
  await changed(tx, after.pageId, clock.now());
}

/**
 * One change of a public incident. Locks the internal incident first, then the page: so does whoever else needs both.
 * @param publishes it says something to the public, and is not only a correction or a taking back
 */
const change = (
  ports: StatusPagePorts,
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

const open = (ports: StatusPagePorts, pageId: string, input: OpenInput, viewer: Viewer): Promise<Seen> =>
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
      const after = decide.openPublic({ ...names, updateId: newId(clock) }, update, facts);
      const { phase, body, notify } = input;
      const data = { publicId: after.id, phase, title, body, notify };
      const entry: StatuspageDraft = { kind: 'public_incident_opened', data };
      await save(ports, tx, viewer, { after, action: 'public_incident.opened', entry });
      return seen(ports, tx, after, viewer);
    }),
  );

/** Saying something to the public. Each throws a Fault for what may not be said. */
const publishing = (ports: StatusPagePorts) => ({
  openPublicIncident: (pageId: string, input: OpenInput, viewer: Viewer): Promise<Seen> =>
    open(ports, pageId, input, viewer),
  publishUpdate: (
    id: string,
    { revision, ...input }: UpdateInput & { readonly revision: number | undefined },
    viewer: Viewer,
  ): Promise<Seen> =>
    change(ports, id, viewer, { revision, publishes: true }, (incident, facts) => ({
      after: decide.publishUpdate(incident, newId(ports.clock), input, facts),
      action: 'public_incident.update_published',
      entry: {
        kind: 'public_update_published',
        data: { publicId: id, phase: input.phase, body: input.body, notify: input.notify },
      },
    })),
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
const correcting = (ports: StatusPagePorts) => ({
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
    const draft = page && draftFor(page, page.components, internal, phase ?? nextPhase(internal));
    return {
      incidents: (await publicOf(reader, internal.id)).map((incident) => ({ incident, internal })),
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

export const createPublic = (ports: StatusPagePorts, pages: Pages) => ({
  ...publishing(ports),
  ...correcting(ports),
  ...reading(ports, pages),
});

export type PublicIncidents = ReturnType<typeof createPublic>;
