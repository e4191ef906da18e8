import type { z } from 'zod';
import type { DirectoryFacts } from '../../directory/index.ts';
import { actorName, type Incident, namesFrom, referenceOf } from '../../incidents/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { limitOf } from './decide-drill.ts';
import { type Drill, type Happened, type Inject, isOver } from './model.ts';
import type { drillReply, drillsReply, scenariosReply } from './model-api.ts';
import type { NamedScenario } from './scenarios.ts';

type Reply = z.input<typeof drillReply>;

/** What is shown beside the drill itself. `incidents`: those of these that the viewer may see. */
export interface DrillView {
  readonly directory: DirectoryFacts;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly maySteer: boolean;
}

const iso = (at: Instant | null): string | null => at?.toString() ?? null;

const named = (id: string | null, of: ReadonlyMap<string, { readonly name: string }>) =>
  id === null ? null : { id, name: of.get(id)?.name ?? id };

const personIn =
  ({ people }: DirectoryFacts) =>
  (id: string) => ({ id, name: people.get(id)?.name ?? 'Deleted user' });

function kindOf(
  inject: Inject,
  titles: ReadonlyMap<string, string>,
): { readonly kind: Reply['injects'][number]['kind']; readonly text: string } {
  const { alert, worsens, clears, customer, fact } = inject;
  if (alert !== undefined) return { kind: 'alert', text: alert.title };
  if (worsens !== undefined)
    return {
      kind: 'worsens',
      text: `“${titles.get(worsens.key) ?? worsens.key}” is now ${worsens.severity}`,
    };
  if (customer !== undefined) return { kind: 'customer', text: `${customer.from}: ${customer.says}` };
  if (fact !== undefined) return { kind: 'fact', text: fact.look };
  return { kind: 'clears', text: titles.get(clears ?? '') ?? clears ?? '' };
}

/** What has happened; what is still to come, and what a fact says before somebody has looked, is not said to anybody. */
function injectsOf(drill: Drill, happened: readonly Happened[], directory: DirectoryFacts): Reply['injects'] {
  const person = personIn(directory);
  const titles = new Map(
    drill.scenario.injects.flatMap(({ alert }) =>
      alert === undefined ? [] : [[alert.key, alert.title] as const],
    ),
  );
  return happened.flatMap(({ seq, at, foundAt, foundBy }) => {
    const inject = drill.scenario.injects[seq];
    if (inject === undefined) return [];
    const { fact } = inject;
    const shown = fact !== undefined && foundAt !== null;
    return [
      {
        ...{ seq, ...kindOf(inject, titles), at: at.toString() },
        found: shown
          ? {
              by: foundBy === null ? null : person(foundBy),
              ...{ at: foundAt.toString(), finds: fact.finds, matters: fact.matters },
            }
          : null,
      },
    ];
  });
}

export function presentDrill(drill: Drill, happened: readonly Happened[], view: DrillView): Reply {
  const { directory, incidents } = view;
  const person = personIn(directory);
  const incident = drill.incidentId === null ? undefined : incidents.get(drill.incidentId);
  const names = namesFrom({ directory, integrations: new Map() });
  const held = incidents.get(drill.heldBy ?? '');
  // What a restricted incident says is scored as well: it is for those who may see it.
  const hidden = drill.incidentId !== null && incident === undefined;
  return {
    ...{ id: drill.id, title: drill.title, status: drill.status },
    ...{ brief: drill.scenario.brief, minutes: drill.scenario.minutes },
    ...{ system: named(drill.systemId, directory.systems), team: named(drill.teamId, directory.teams) },
    ...{ people: drill.personIds.map(person), everyone: drill.everyone },
    ...{ startsAt: drill.startsAt.toString(), startedAt: iso(drill.startedAt), endedAt: iso(drill.endedAt) },
    endsBy: isOver(drill.status) || drill.status === 'held' ? null : iso(limitOf(drill)),
    endedBy: drill.endedBy === null ? null : actorName(drill.endedBy, names),
    reason: drill.reason,
    incident:
      incident === undefined
        ? null
        : {
            ...{ reference: referenceOf(incident.number), title: incident.title },
            severity: incident.severity,
          },
    ...{ heldBecause: held === undefined ? null : referenceOf(held.number), heldAt: iso(drill.heldAt) },
    injects: hidden ? [] : injectsOf(drill, happened, directory),
    toCome: drill.scenario.injects.length - happened.length,
    ...{ maySteer: view.maySteer, improvements: hidden ? '' : drill.improvements },
    scorecard:
      drill.scorecard === null || hidden
        ? null
        : { ...drill.scorecard, attended: drill.scorecard.attended.map(person) },
  };
}

export const presentDrills = (
  drills: readonly Drill[],
  view: Pick<DrillView, 'directory' | 'incidents'>,
): z.input<typeof drillsReply> => ({
  items: drills.map((drill) => {
    const { id, title, status, startsAt, startedAt, endedAt, team, system, people, incident, scorecard } =
      presentDrill(drill, [], { ...view, maySteer: false });
    return {
      ...{ id, title, status, startsAt, startedAt, endedAt, team, system, people, incident },
      ...{ met: scorecard?.met ?? null, counted: scorecard?.counted ?? null },
    };
  }),
});

export const presentScenarios = (all: readonly NamedScenario[]): z.input<typeof scenariosReply> => ({
  items: all.map(({ id, scenario, ships }) => ({
    ...{ id, title: scenario.title, brief: scenario.brief, minutes: scenario.minutes, ships },
    ...{ type: scenario.type ?? null, expects: scenario.expects, injects: scenario.injects.length },
  })),
});
