import type { DirectoryFacts } from '../directory/index.ts';
import { wakeAt } from '../jobs/index.ts';
import {
  type Actor,
  diffFields,
  Fault,
  type Instant,
  type Json,
  notFound,
  theProduct,
} from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import type { Component, Page, PublicIncident } from './model.ts';
import { type PageInput, readSince } from './model-settings.ts';
import type { StatusPagePorts } from './ports.ts';
import type { Site } from './site/index.ts';
import { loadComponents, loadPages, lockPage, saveComponents, savePage } from './store-pages.ts';
import { loadPublic } from './store-public.ts';

export interface PageWithComponents {
  readonly page: Page;
  readonly components: readonly Component[];
}

export const REFRESH = 'statuspage.refresh';

/** @throws Fault not_found */
export async function pageById(reader: Reader, id: string): Promise<Page> {
  const page = (await loadPages(reader)).find((one) => one.id === id);
  if (page === undefined) throw notFound(`status page "${id}"`);
  return page;
}

/** Whoever shows the page makes it anew, when the transaction has committed. */
export async function changed(tx: Tx, pageId: string, now: Instant): Promise<void> {
  await wakeAt(tx, { task: REFRESH, key: pageId, runAt: now });
  await publishLive(tx, { topic: 'status', id: pageId });
}

/** Where a page is: at the root of its own host, or under the application. */
export const urlOf = ({ host }: Pick<Page, 'host'>, publicUrl: string): string =>
  host === null ? `${publicUrl}/status` : `https://${host}`;

/** The components that a page would have; those that are known keep since when their uptime counts. */
function componentsOf(input: PageInput, known: readonly Component[], now: Instant): readonly Component[] {
  return input.components.map(({ since, ...component }) => ({
    ...component,
    since:
      (since === undefined ? undefined : readSince(since, input.timezone)) ??
      known.find(({ id }) => id === component.id)?.since ??
      now,
  }));
}

/** Settings and components as the change log compares them. */
const asJson = ({ page, components }: PageWithComponents): Json =>
  ({
    ...page,
    components: components.map((one) => ({ ...one, since: one.since.toString() })),
  }) as unknown as Json;

const isSystem = ({ systems }: DirectoryFacts, id: string): boolean => systems.get(id)?.archived === false;

/** A component does not name a system that is no more. */
const withoutGone = (components: readonly Component[], facts: DirectoryFacts): Component[] =>
  components.map((component) => ({
    ...component,
    systems: component.systems.filter((id) => isSystem(facts, id)),
  }));

export function createPages(ports: StatusPagePorts) {
  const { clock, database, directory, incidents, publicUrl } = ports;
  const sendsMail = ports.channels.get('email')?.missing === null;

  const withComponents = async (reader: Reader, page: Page): Promise<PageWithComponents> => ({
    page,
    components: withoutGone(await loadComponents(reader, page.id), await directory.facts(reader)),
  });

  const list = async (reader: Reader): Promise<PageWithComponents[]> =>
    Promise.all((await loadPages(reader)).map((page) => withComponents(reader, page)));

  /** The incidents that the public may see. One whose internal incident was restricted since is hidden with it. */
  async function visible(reader: Reader, pageId: string): Promise<PublicIncident[]> {
    const all = await loadPublic(reader, pageId);
    const linked = all.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId]));
    const found = linked.length === 0 ? [] : await incidents.getMany(reader, linked, theProduct);
    const hidden = new Set(
      found.flatMap(({ id, visibility, drill }) => (visibility === 'restricted' || drill ? [id] : [])),
    );
    return all.filter(({ incidentId }) => incidentId === null || !hidden.has(incidentId));
  }

  /** Saves settings and components; nothing when nothing differs. @throws Fault for unknown systems */
  async function put(
    tx: Tx,
    id: string,
    input: PageInput,
  ): Promise<{ before: PageWithComponents | undefined; after: PageWithComponents }> {
    await lockPage(tx, id);
    const facts = await directory.facts(tx);
    const unknown = input.components
      .flatMap(({ systems }) => systems)
      .find((system) => !isSystem(facts, system));
    if (unknown !== undefined)
      throw new Fault('invalid', 'system_not_found', `System "${unknown}" not found.`, [
        { path: 'components', message: `System "${unknown}" not found.` },
      ]);
    if (input.host === new URL(publicUrl).hostname)
      throw new Fault('invalid', 'host_in_use', 'This is the host of Tocsin itself. Choose another one.', [
        { path: 'host', message: 'This is the host of Tocsin itself. Choose another one.' },
      ]);
    const stored = (await loadPages(tx)).find((page) => page.id === id);
    const before = stored && (await withComponents(tx, stored));
    const now = clock.now();
    const { components: _, ...settings } = input;
    const after = {
      page: { ...settings, id },
      components: componentsOf(input, before?.components ?? [], now),
    };
    if (before !== undefined && diffFields(asJson(before), asJson(after)).length === 0)
      return { before, after };
    await savePage(tx, after.page, now);
    await saveComponents(tx, id, after.components, now);
    await changed(tx, id, now);
    return { before, after };
  }

  return {
    list,
    get: async (reader: Reader, id: string) => withComponents(reader, await pageById(reader, id)),
    put,
    /** @throws Fault */
    change: (id: string, input: PageInput, actor: Actor): Promise<PageWithComponents> =>
      database.transaction(async (tx) => {
        const pages = await loadPages(tx);
        if (pages.length > 0 && !pages.some((page) => page.id === id))
          throw new Fault(
            'conflict',
            'one_status_page',
            `There is a status page already: "${pages[0]?.id}".`,
          );
        const { before, after } = await put(tx, id, input);
        const changes = diffFields(before && asJson(before), asJson(after));
        const told = changes.map((one) => (one.path === 'logo' ? { path: one.path } : one));
        if (changes.length > 0)
          await ports.audit(tx, {
            ...{ actor, subjectKind: 'status_page', subjectId: id },
            action: before === undefined ? 'status_page.created' : 'status_page.changed',
            details: before === undefined ? { name: after.page.name } : { changes: told as unknown as Json },
          });
        return after;
      }),
    /** All that a page is rendered from. */
    site: async (reader: Reader, page: Page): Promise<Site> => ({
      page,
      components: await loadComponents(reader, page.id),
      incidents: await visible(reader, page.id),
      url: urlOf(page, publicUrl),
      subscribeUrl: page.visibility === 'public' && sendsMail ? `${urlOf(page, publicUrl)}/subscribe` : null,
      asOf: clock.now(),
    }),
  };
}

export type Pages = ReturnType<typeof createPages>;
