import { z } from 'zod';
import type { ConfigFault, ConfigRefs, Json, PlanItem } from '../kernel/index.ts';
import { planItem } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { changeRotations } from './decide-change.ts';
import { inForce } from './decide-turn.ts';
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
    render: (reader) => render(oncall, reader),
  };
}

function checkOne(config: ScheduleConfig, index: number, refs: ConfigRefs): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const team = config.team ?? config.id;
  if (!refs.has('teams', team))
    faults.push({
      path: config.team === undefined ? [index, 'id'] : [index, 'team'],
      message: `There is no team "${team}"${config.team === undefined ? '; name the team of this schedule with "team"' : ''}`,
    });
  config.rotations.forEach((rotation, place) => {
    rotation.participants.forEach((email, position) => {
      if (!refs.has('people', email))
        faults.push({
          path: [index, 'rotations', place, 'participants', position],
          message: `There is no person "${email}"`,
        });
    });
  });
  return faults;
}

/** Ids and teams that come a second time. */
function twice(section: readonly ScheduleConfig[]): ConfigFault[] {
  const teamOf = (config: ScheduleConfig) => config.team ?? config.id;
  return section.flatMap((config, index) => {
    const earlier = section.slice(0, index);
    if (earlier.some(({ id }) => id === config.id))
      return [{ path: [index, 'id'], message: `There is a schedule "${config.id}" already` }];
    if (earlier.some((other) => teamOf(other) === teamOf(config)))
      return [{ path: [index, 'team'], message: `Team "${teamOf(config)}" has a schedule already` }];
    return [];
  });
}

async function apply(oncall: OnCall, tx: Tx, section: readonly ScheduleConfig[], context: ConfigContext) {
  const directory = await oncall.directory(tx);
  const stored = await oncall.schedules(tx);
  const items: PlanItem[] = [];
  const named = new Set(section.map(({ id }) => id));
  // A team has one schedule: an old one goes before a new one comes.
  for (const schedule of context.prune ? stored : []) {
    if (named.has(schedule.id)) continue;
    await oncall.archive(tx, schedule.id);
    items.push(planItem(SECTION, schedule.id, toConfig(schedule, directory, context), undefined));
  }
  for (const config of section) {
    const input = toInput(config, directory);
    const before = stored.find(({ id }) => id === config.id);
    const wanted = fromInput(input, directory);
    const item = planItem(SECTION, config.id, before && toConfig(before, directory, context), wanted);
    const differs = before === undefined || changed(before, input, context);
    items.push(differs ? item : { ...item, action: 'unchanged', changes: [] });
    if (differs) await oncall.put(tx, input);
  }
  return { items };
}

async function render(oncall: OnCall, reader: Reader): Promise<Json | undefined> {
  const schedules = await oncall.schedules(reader);
  if (schedules.length === 0) return undefined;
  const directory = await oncall.directory(reader);
  return schedules.map((schedule) => toConfig(schedule, directory, undefined));
}

function toInput(config: ScheduleConfig, directory: OnCallDirectory): ScheduleInput {
  const ids = new Map([...directory.people].map(([id, { email }]) => [email, id]));
  const teamId = config.team ?? config.id;
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

function changed(before: Schedule, input: ScheduleInput, { now }: ConfigContext): boolean {
  if (before.name !== input.name || before.teamId !== input.teamId || before.zone !== input.zone) return true;
  const ids = input.rotations.map((_, index) => String(index));
  const { end, add } = changeRotations(before.rotations, input, ids, now);
  return end.length + add.length > 0;
}

/** A stored schedule as the file would say it; with its starts only where it is for reading back. */
function toConfig(schedule: Schedule, directory: OnCallDirectory, context: ConfigContext | undefined): Json {
  const rotations = schedule.rotations.filter(
    (rotation) => rotation.inForceUntil === null || (context !== undefined && inForce(rotation, context.now)),
  );
  return {
    id: schedule.id,
    team: schedule.teamId,
    name: schedule.name,
    timezone: schedule.zone,
    rotations: rotations.map((rotation) => ({
      ...rotationConfig(rotation, directory),
      ...(context === undefined ? { starts_on: rotation.startsOn } : {}),
    })),
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
  participants: emails(rotation.participants, directory),
});

/** What was asked for in the form of `toConfig`, so that a plan shows only what differs. */
const fromInput = (input: ScheduleInput, directory: OnCallDirectory): Json => ({
  id: input.id,
  team: input.teamId,
  name: input.name,
  timezone: input.zone,
  rotations: input.rotations.map((rotation) => ({
    name: rotation.name ?? (rotation.level === 1 ? 'Primary' : `Level ${rotation.level}`),
    level: rotation.level,
    kind: rotation.kind,
    every: rotation.every,
    ...(rotation.kind === 'weekly' ? { handover_day: rotation.handoverDay ?? 'monday' } : {}),
    handover_time: rotation.handoverTime,
    timezone: rotation.zone ?? input.zone,
    participants: emails(rotation.participants, directory),
  })),
});

const emails = (ids: readonly string[], directory: OnCallDirectory): string[] =>
  ids.map((id) => directory.people.get(id)?.email ?? id);
