import { z } from 'zod';
import { type ConfigFault, type ConfigRefs, type Json, type PlanItem, planItem } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { ConfigSection } from '../platform/org-config/index.ts';
import { type PageConfig, type PageInput, pageConfig } from './model-settings.ts';
import type { Pages, PageWithComponents } from './service-pages.ts';

const SECTION = 'status_pages';

/** `status_pages` of org.yaml: how the page is made and what is listed on it. Incidents are daily business and not in the file. */
export function statusPagesSection(pages: Pages): ConfigSection<PageConfig[]> {
  return {
    name: SECTION,
    schema: z
      .array(pageConfig)
      .max(1, 'An installation has one status page')
      .describe('What the public sees of the systems; what is not listed here is not public'),
    check: (section, refs) => section.flatMap((page, index) => check(page, index, refs)),
    apply: async (tx, section) => ({
      items: await apply(pages, tx, section),
      faults: await others(pages, tx, section),
    }),
    render: (reader) => render(pages, reader),
  };
}

function check({ components }: PageConfig, index: number, refs: ConfigRefs): ConfigFault[] {
  return components.flatMap(({ id, systems }, place) => [
    ...(components.findIndex((other) => other.id === id) < place
      ? [{ path: [index, 'components', place, 'id'], message: `Duplicate component "${id}"` }]
      : []),
    ...systems.flatMap((system, at) =>
      refs.has('systems', system)
        ? []
        : [{ path: [index, 'components', place, 'systems', at], message: `System "${system}" not found` }],
    ),
  ]);
}

/** A page is never deleted by a file, prune or not: its history is what customers were told. */
async function others(pages: Pages, tx: Tx, section: readonly PageConfig[]): Promise<ConfigFault[]> {
  const stored = await pages.list(tx);
  const other = stored.find(({ page }) => !section.some(({ id }) => id === page.id));
  if (other === undefined || section.length === 0) return [];
  return [
    { path: [0, 'id'], message: `The status page of this installation is "${other.page.id}": keep that ID` },
  ];
}

async function apply(pages: Pages, tx: Tx, section: readonly PageConfig[]): Promise<PlanItem[]> {
  const items: PlanItem[] = [];
  for (const config of section) {
    const { before, after } = await pages.put(tx, config.id, toInput(config));
    items.push(planItem(SECTION, config.id, before && toConfig(before), toConfig(after)));
  }
  return items;
}

async function render(pages: Pages, reader: Reader): Promise<Json | undefined> {
  const stored = await pages.list(reader);
  return stored.length === 0 ? undefined : stored.map(toConfig);
}

const toInput = ({ id: _, down_levels, components, ...page }: PageConfig): PageInput => ({
  ...page,
  downLevels: down_levels,
  host: page.host ?? null,
  website: page.website ?? null,
  logo: page.logo ?? null,
  colour: page.colour ?? null,
  components: components.map((component) => ({ ...component, group: component.group ?? null })),
});

function toConfig({ page, components }: PageWithComponents): Json {
  const { host, website, logo, colour, downLevels, languages, ...rest } = page;
  return {
    ...rest,
    languages: [...languages],
    ...(host !== null && { host }),
    ...(website !== null && { website }),
    ...(logo !== null && { logo }),
    ...(colour !== null && { colour }),
    down_levels: [...downLevels],
    components: components.map(({ since, group, systems, ...component }) => ({
      ...component,
      ...(group !== null && { group }),
      systems: [...systems],
      since: sinceText(since, page.timezone),
    })),
  };
}

/** A midnight is its date. */
function sinceText(since: PageWithComponents['components'][number]['since'], zone: string): string {
  const local = since.toZonedDateTimeISO(zone);
  return local.equals(local.startOfDay()) ? local.toPlainDate().toString() : since.toString();
}
