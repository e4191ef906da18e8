import { notFound, type Viewer } from '../../kernel/index.ts';
import { again, type Reader } from '../../platform/db/index.ts';
import type { DrillPorts } from './ports.ts';
import { type NamedScenario, parseScenario, readScenario, shippedScenarios } from './scenarios.ts';
import * as store from './store.ts';

/** Scenarios: those that ship, and the organisation's own, which take the place of one of the same name. */
export function createScenarios({ database, clock, audit }: DrillPorts) {
  const all = async (reader: Reader = database.db): Promise<readonly NamedScenario[]> => {
    const own = (await store.ownScenarios(reader)).flatMap(({ id, source }): NamedScenario[] => {
      const read = parseScenario(source);
      return 'scenario' in read ? [{ id, source, scenario: read.scenario, ships: false }] : [];
    });
    const replaced = new Set(own.map(({ id }) => id));
    return [...own, ...shippedScenarios().filter(({ id }) => !replaced.has(id))];
  };
  const about = (id: string, viewer: Viewer, action: string) => ({
    actor: viewer.actor,
    ...{ action: `drill_scenario.${action}`, subjectKind: 'drill_scenario', subjectId: id, details: {} },
  });
  return {
    scenarios: all,
    /** @throws Fault `invalid` with each problem and its line */
    saveScenario: (id: string, source: string, viewer: Viewer): Promise<void> =>
      again(() =>
        database.transaction(async (tx) => {
          readScenario(source);
          await store.saveScenario(tx, { id, source, at: clock.now(), by: viewer.actor });
          await audit(tx, about(id, viewer, 'saved'));
        }),
      ),
    /** @throws Fault `not_found`, also for one that ships */
    removeScenario: (id: string, viewer: Viewer): Promise<void> =>
      again(() =>
        database.transaction(async (tx) => {
          if (!(await store.removeScenario(tx, id))) throw notFound('scenario');
          await audit(tx, about(id, viewer, 'removed'));
        }),
      ),
  };
}
