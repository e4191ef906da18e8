import { type ConfigFault, type PlanItem, planItem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { cycleMessage } from './decide-check.ts';
import { brief, matcherOf, systemWords } from './decide-config.ts';
import { dependencyCycle } from './decide-systems.ts';
import type { DirectoryFacts, System } from './model.ts';
import { type SystemConfig, systemsSection } from './model-config.ts';
import { type Context, change } from './service.ts';
import { archiveSystem, replaceDependencies, saveSystem } from './store-systems.ts';

const SECTION = 'systems';
const liveSystems = (facts: DirectoryFacts) => [...facts.systems.values()].filter((item) => !item.archived);

/** `systems` of org.yaml. With prune, what is not in the file is archived. */
export function systemsConfig(context: Context): ConfigSection<SystemConfig[]> {
  return {
    name: SECTION,
    schema: systemsSection,
    names: {
      kind: 'systems',
      inFile: (section) => section.map((system) => system.id),
      stored: async (reader) => liveSystems(await context.reader.facts(reader)).map((system) => system.id),
    },
    check: (section, refs) =>
      section.flatMap((system, index) => {
        const faults: ConfigFault[] = [];
        if (section.findIndex((other) => other.id === system.id) < index)
          faults.push({ path: [index, 'id'], message: `Duplicate system "${system.id}"` });
        if (!refs.has('teams', system.team))
          faults.push({ path: [index, 'team'], message: `Team "${system.team}" not found` });
        system.depends_on?.forEach((id, place, all) => {
          const path = [index, 'depends_on', place];
          if (id === system.id) faults.push({ path, message: 'A system cannot depend on itself' });
          else if (!refs.has('systems', id)) faults.push({ path, message: `System "${id}" not found` });
          else if (all.indexOf(id) < place) faults.push({ path, message: `"${id}" is listed twice` });
        });
        system.queries?.forEach(({ connector }, place) => {
          if (!refs.has('connectors', connector))
            faults.push({
              path: [index, 'queries', place, 'connector'],
              message: `Connector "${connector}" not found`,
            });
        });
        return faults;
      }),
    apply: (tx, section, config) => change(context, tx, (facts) => apply(tx, facts, section, config)),
    verify: async (tx) => {
      const facts = await context.reader.facts(tx);
      return liveSystems(facts).flatMap((system) =>
        facts.teams.get(system.teamId)?.archived === false
          ? []
          : [
              {
                path: ['teams'],
                message: `Team "${system.teamId}" owns the system "${system.id}" and cannot be removed: assign the system to another team`,
              },
            ],
      );
    },
    render: async (reader) => {
      const systems = liveSystems(await context.reader.facts(reader)).map((system) =>
        brief(systemWords(system), { customer_facing: false }),
      );
      return systems.length === 0 ? undefined : systems;
    },
  };
}

async function apply(
  tx: Tx,
  facts: DirectoryFacts,
  section: readonly SystemConfig[],
  { prune, now }: ConfigContext,
) {
  const items: PlanItem[] = [];
  const changed: System[] = [];
  const after = new Map(liveSystems(facts).map((system) => [system.id, system]));
  for (const wanted of section) {
    const stored = facts.systems.get(wanted.id);
    const before = stored?.archived === false ? stored : undefined;
    const system = merge(before, wanted);
    after.set(system.id, system);
    const item = planItem(SECTION, wanted.id, before && systemWords(before), systemWords(system));
    items.push(item);
    if (item.action !== 'unchanged') changed.push(system);
  }
  const named = new Set(section.map((system) => system.id));
  for (const system of prune ? liveSystems(facts) : []) {
    if (named.has(system.id)) continue;
    after.delete(system.id);
    items.push(planItem(SECTION, system.id, systemWords(system), undefined));
    await archiveSystem(tx, system.id, now);
  }
  const cycle = dependencyCycle(new Map([...after].map(([id, system]) => [id, system.dependsOn])));
  if (cycle !== undefined) return { items, faults: [cycleFault(section, cycle)] };
  for (const system of changed) await saveSystem(tx, system, now);
  for (const system of changed) await replaceDependencies(tx, system.id, system.dependsOn);
  return { items };
}

const merge = (before: System | undefined, wanted: SystemConfig): System => ({
  id: wanted.id,
  name: wanted.name,
  teamId: wanted.team,
  description: wanted.description ?? before?.description ?? '',
  customerFacing: wanted.customer_facing ?? before?.customerFacing ?? false,
  dependsOn: [...(wanted.depends_on ?? before?.dependsOn ?? [])].sort(),
  links: wanted.links ?? before?.links ?? [],
  queries: wanted.queries ?? before?.queries ?? [],
  matchers: wanted.matchers?.map(matcherOf) ?? before?.matchers ?? [],
  archived: false,
});

/** Points at the first "depends_on" of the file that is part of the circle. */
function cycleFault(section: readonly SystemConfig[], cycle: readonly string[]): ConfigFault {
  const message = cycleMessage(cycle);
  for (const [index, system] of section.entries()) {
    const place = system.depends_on?.findIndex((id) => cycle[cycle.indexOf(system.id) + 1] === id) ?? -1;
    if (cycle.includes(system.id) && place >= 0) return { path: [index, 'depends_on', place], message };
  }
  return { path: [], message };
}
