import { z } from 'zod';
import {
  andList,
  type ConfigFault,
  type ConfigRefs,
  type Json,
  type PlanItem,
  planItem,
} from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { type Swap, swaps } from './decide-stay.ts';
import { standing, turnsOf } from './decide-words.ts';
import { type Rotation, type RotationInput, type Schedule, WEEKDAYS } from './model.ts';
import { type ScheduleConfig, scheduleConfig } from './model-api.ts';
import type { OnCall, OnCallDirectory, ScheduleInput } from './service.ts';

const SECTION = 'schedules';

/** `schedules` of org.yaml: people by e-mail address, rules as in the API. Overrides are daily business and not in the file. */
export function onCallSection(oncall: OnCall): ConfigSection<ScheduleConfig[]> {
  return {
    name: SECTION,
    schema: z.array(scheduleConfig).max(500).describe('Who is on call, per team'),
    names: {
      kind: 'schedules',
      inFile: (section) => section.map(({ id }) => id),
      stored: async (reader) => (await oncall.schedules(reader)).map(({ id }) => id),
    },
    check: (section, refs) => [
      ...section.flatMap((config, index) => checkOne(config, index, refs)),
      ...twice(section),
    ],
    apply: (tx, section, context) => apply(oncall, tx, section, context),
    settle: (tx) => settle(oncall, tx),
    verify: (tx) => verify(oncall, tx),
    render: (reader) => render(oncall, reader),
  };
}

const teamOf = (config: ScheduleConfig): string => config.team ?? config.id;

function checkOne(config: ScheduleConfig, index: number, refs: ConfigRefs): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const team = teamOf(config);
  if (!refs.has('teams', team))
    faults.push({
      path: config.team === undefined ? [index, 'id'] : [index, 'team'],
      message: `Team "${team}" not found${config.team === undefined ? '; set the team of this schedule with "team"' : ''}`,
    });
  config.rotations.forEach((rotation, place) => {
    rotation.participants.forEach((email, position) => {
      if (!refs.has('people', email))
        faults.push({
          path: [index, 'rotations', place, 'participants', position],
          message: `Person "${email}" not found`,
        });
    });
  });
  return faults;
}

/** Ids and teams that come a second time. */
function twice(section: readonly ScheduleConfig[]): ConfigFault[] {
  return section.flatMap((config, index) => {
    const earlier = section.slice(0, index);
    if (earlier.some(({ id }) => id === config.id))
      return [{ path: [index, 'id'], message: `Duplicate schedule "${config.id}"` }];
    if (earlier.some((other) => teamOf(other) === teamOf(config)))
      return [{ path: [index, 'team'], message: `Team "${teamOf(config)}" already has a schedule` }];
    return [];
  });
}

async function apply(oncall: OnCall, tx: Tx, section: readonly ScheduleConfig[], context: ConfigContext) {
  const directory = await oncall.directory(tx);
  const stored = await oncall.schedules(tx);
  const faults = takenTeams(section, stored, context.prune);
  if (faults.length > 0) return { items: [], faults };
  const items: PlanItem[] = [];
  const warnings: ConfigFault[] = [];
  const named = new Set(section.map(({ id }) => id));
  // A team has one schedule: an old one goes before a new one comes, and one that changes its team steps aside first.
  for (const schedule of stored) {
    const wanted = section.find(({ id }) => id === schedule.id);
    const moves = wanted !== undefined && teamOf(wanted) !== schedule.teamId;
    if (moves) await oncall.setAside(tx, schedule.id);
    if (!context.prune || named.has(schedule.id)) continue;
    await oncall.archive(tx, schedule.id);
    items.push(planItem(SECTION, schedule.id, toConfig(schedule, directory), undefined));
  }
  for (const [index, config] of section.entries()) {
    const before = stored.find(({ id }) => id === config.id);
    const input = toInput(config, directory);
    const after = oncall.changed(before, input, context.now);
    const item = planItem(
      SECTION,
      config.id,
      before && toConfig(before, directory),
      toConfig(after, directory),
    );
    items.push(item);
    if (before !== undefined)
      warnings.push(...swapWarnings(index, swaps(before, after, context.now), directory));
    if (item.action !== 'unchanged') await oncall.put(tx, input);
  }
  return { items, warnings };
}

/** "On call now: Ana → Arjun": a change that puts another person on call at once must not be found out by a page. */
const swapWarnings = (
  index: number,
  found: readonly Swap[],
  { people }: OnCallDirectory,
): readonly ConfigFault[] => {
  const names = (ids: readonly string[]) => andList(ids.map((id) => people.get(id)?.name ?? id)) || 'no one';
  return found.map(({ level, from, to }) => ({
    path: [index, 'rotations'],
    message: `On call now${level === 1 ? '' : ` on level ${level}`}: ${names(from)} → ${names(to)}`,
  }));
};

/** Teams that keep a schedule which the file does not have, so that the file's cannot be theirs. */
function takenTeams(
  section: readonly ScheduleConfig[],
  stored: readonly Schedule[],
  prune: boolean,
): ConfigFault[] {
  const named = new Set(section.map(({ id }) => id));
  return section.flatMap((config, index) => {
    const other = stored.find(({ id, teamId }) => teamId === teamOf(config) && !named.has(id));
    if (other === undefined || prune) return [];
    const message = `Team "${other.teamId}" already has the schedule "${other.id}": keep that ID, or remove it with --prune`;
    return [{ path: [index, config.team === undefined ? 'id' : 'team'], message }];
  });
}

/** A team that the file archives takes its schedule along. */
async function settle(oncall: OnCall, tx: Tx): Promise<PlanItem[]> {
  const directory = await oncall.directory(tx);
  const items: PlanItem[] = [];
  for (const schedule of await oncall.schedules(tx)) {
    if (directory.teams.get(schedule.teamId)?.archived === false) continue;
    await oncall.archive(tx, schedule.id);
    items.push(planItem(SECTION, schedule.id, toConfig(schedule, directory), undefined));
  }
  return items;
}

/** Whoever leaves has no turn to come. */
async function verify(oncall: OnCall, tx: Tx): Promise<ConfigFault[]> {
  const { people } = await oncall.directory(tx);
  const schedules = await oncall.schedules(tx);
  return [...people].flatMap(([id, { email, active }]) => {
    const turns = active ? [] : turnsOf(schedules, id);
    if (turns.length === 0) return [];
    const message = `${email} is in an on-call rotation (${turns.join(', ')}) and cannot be removed: remove them from the rotation first`;
    return [{ path: ['people'], message }];
  });
}

async function render(oncall: OnCall, reader: Reader): Promise<Json | undefined> {
  const schedules = await oncall.schedules(reader);
  if (schedules.length === 0) return undefined;
  const directory = await oncall.directory(reader);
  return schedules.map((schedule) => toConfig(schedule, directory));
}

function toInput(config: ScheduleConfig, directory: OnCallDirectory): ScheduleInput {
  const ids = new Map([...directory.people].map(([id, { email }]) => [email, id]));
  const teamId = teamOf(config);
  return {
    id: config.id,
    teamId,
    name: config.name ?? `${teamId} on call`,
    zone: config.timezone,
    rotations: config.rotations.map(
      (rotation): RotationInput => ({
        name: rotation.name,
        level: rotation.level,
        kind: rotation.kind,
        every: rotation.every,
        handoverTime: rotation.handover_time,
        handoverDay: rotation.handover_day,
        zone: rotation.timezone,
        startsOn: rotation.starts_on,
        participants: rotation.participants.map((email) => ids.get(email) ?? email),
      }),
    ),
  };
}

/** A schedule as the file says it: the rules in force from now on. */
function toConfig(schedule: Schedule, directory: OnCallDirectory): Json {
  return {
    id: schedule.id,
    team: schedule.teamId,
    name: schedule.name,
    timezone: schedule.zone,
    rotations: standing(schedule).map((rotation) => rotationConfig(rotation, directory)),
  };
}

const rotationConfig = (rotation: Rotation, directory: OnCallDirectory) => ({
  name: rotation.name,
  level: rotation.level,
  kind: rotation.kind,
  every: rotation.every,
  ...(rotation.handoverDay === null ? {} : { handover_day: WEEKDAYS[rotation.handoverDay - 1] ?? 'monday' }),
  handover_time: rotation.handoverTime,
  timezone: rotation.zone,
  starts_on: rotation.startsOn,
  participants: emails(rotation.participants, directory),
});

const emails = (ids: readonly string[], directory: OnCallDirectory): string[] =>
  ids.map((id) => directory.people.get(id)?.email ?? id);
