import { z } from 'zod';
import { slugSchema } from '../directory/index.ts';
import {
  type ConfigFault,
  type ConfigRefs,
  Fault,
  type JsonObject,
  type PlanItem,
  planItem,
} from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { severity } from '../policy/index.ts';
import { type Room, roomFields } from './model.ts';
import { ARCHIVE, type ChannelRule } from './model-incident.ts';
import type { Rooms } from './service.ts';

const ROOMS = 'rooms';
const RULES = 'incident_channels';
const kindSchema = z.string().min(1).max(40);
/** In the plan, of an address that is not shown. */
const HIDDEN = 'a secret';

const roomConfig = z
  .strictObject({
    name: roomFields.name.describe(
      'As people know it: #incidents. By it and its channel a room is known here',
    ),
    channel: kindSchema.describe('The kind of channel: slack, mattermost, teams, chat'),
    address: roomFields.address
      .optional()
      .describe(
        'Where it is: a channel ID, or the URL of a webhook. Left out: where it was. URLs of webhooks are never exported',
      ),
    teams: roomFields.teams,
    severities: roomFields.severities,
  })
  .describe('A chat room that follows incidents');
type RoomConfig = z.output<typeof roomConfig>;

const ruleConfig = z
  .strictObject({
    channel: kindSchema.describe('The kind of channel: slack, mattermost'),
    teams: z.array(slugSchema).max(200).default([]).describe('Empty: incidents of every team'),
    severities: z.array(severity).min(1).max(4),
    archive: z.enum(ARCHIVE).default('reviewed').describe('When Tocsin archives it'),
  })
  .describe(
    'For which incidents a channel is opened in a chat. By its channel and its teams a rule is known here',
  );
type RuleConfig = z.output<typeof ruleConfig>;

const roomId = ({ channel, name }: Pick<Room, 'channel' | 'name'>): string => `${channel} ${name}`;
const ruleId = ({ channel, teams }: Pick<ChannelRule, 'channel' | 'teams'>): string =>
  [channel, ...[...teams].sort()].join(' ');

type Lined = { readonly channel: string; readonly teams: readonly string[] };

const faultsOf = <C extends Lined>(
  section: readonly C[],
  refs: ConfigRefs,
  idOf: (one: C) => string,
  unable: (kind: string) => string | null,
): ConfigFault[] =>
  section.flatMap((one, index) => {
    const wrong = unable(one.channel);
    return [
      ...(wrong === null ? [] : [{ path: [index, 'channel'], message: wrong }]),
      ...(section.findIndex((other) => idOf(other) === idOf(one)) < index
        ? [{ path: [index], message: `Duplicate: ${idOf(one)}` }]
        : []),
      ...one.teams.flatMap((team, at) =>
        refs.has('teams', team) ? [] : [{ path: [index, 'teams', at], message: `Team "${team}" not found` }],
      ),
    ];
  });

/** `rooms` of org.yaml. */
export function roomsSection(rooms: Rooms): ConfigSection<RoomConfig[]> {
  return {
    name: ROOMS,
    schema: z.array(roomConfig).max(500).describe('Chat rooms that follow incidents'),
    check: (section, refs) => faultsOf(section, refs, roomId, (kind) => rooms.unable(kind, 'rooms')),
    apply: (tx, section, context) => applyRooms(rooms, tx, section, context),
    async render(reader) {
      const stored = await rooms.listIn(reader);
      const all = await Promise.all(
        stored.map(async (room) =>
          toConfig(room, rooms.isSecret(room.channel) ? undefined : await rooms.addressOf(room)),
        ),
      );
      return all.length === 0 ? undefined : all;
    },
  };
}

async function applyRooms(rooms: Rooms, tx: Tx, section: readonly RoomConfig[], context: ConfigContext) {
  const { actor } = context.principal;
  const stored = await rooms.listIn(tx);
  const items: PlanItem[] = [];
  const faults: ConfigFault[] = [];
  for (const [index, { address, ...config }] of section.entries()) {
    const before = stored.find((room) => roomId(room) === roomId(config));
    const old = before && (await rooms.addressOf(before));
    const wanted = await canonical(rooms, config.channel, address);
    const message =
      'fault' in wanted
        ? wanted.fault
        : wanted.value === undefined && before === undefined
          ? 'A new room needs its address.'
          : undefined;
    if (message !== undefined || 'fault' in wanted) {
      faults.push({ path: [index, 'address'], message: message ?? '' });
      continue;
    }
    const moved = wanted.value !== undefined && wanted.value !== old ? wanted.value : undefined;
    const shown = (value: string | undefined) => (rooms.isSecret(config.channel) ? HIDDEN : value);
    const item = planItem(
      ROOMS,
      roomId(config),
      before && toConfig(before, shown(old)),
      toConfig(
        config,
        moved === undefined || !rooms.isSecret(config.channel)
          ? shown(wanted.value ?? old)
          : `another: ${HIDDEN}`,
      ),
    );
    items.push(item);
    if (item.action === 'create') await rooms.addIn(tx, config, wanted.value ?? '', actor);
    if (item.action === 'update' && before !== undefined)
      await rooms.changeIn(tx, before, config, moved, actor);
  }
  for (const room of stored) {
    if (!context.prune || section.some((one) => roomId(one) === roomId(room))) continue;
    await rooms.removeIn(tx, room, actor);
    items.push(planItem(ROOMS, roomId(room), toConfig(room, undefined), undefined));
  }
  return { items, faults };
}

/** An address as it is kept, or what is wrong with it. */
async function canonical(
  rooms: Rooms,
  kind: string,
  address: string | undefined,
): Promise<{ readonly value: string | undefined } | { readonly fault: string }> {
  if (address === undefined) return { value: undefined };
  try {
    return { value: await rooms.checkAddress(kind, address) };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.message };
    throw error;
  }
}

const toConfig = (
  room: Pick<Room, 'name' | 'channel' | 'teams' | 'severities'>,
  address: string | undefined,
): JsonObject => ({
  name: room.name,
  channel: room.channel,
  ...(address === undefined ? {} : { address }),
  teams: [...room.teams],
  severities: [...room.severities],
});

/** `incident_channels` of org.yaml. */
export function incidentChannelsSection(rooms: Rooms): ConfigSection<RuleConfig[]> {
  const rules = async (reader: Reader) => rooms.own.rulesIn(reader);
  return {
    name: RULES,
    schema: z.array(ruleConfig).max(200).describe('For which incidents a channel is opened in a chat'),
    check: (section, refs) => faultsOf(section, refs, ruleId, (kind) => rooms.unable(kind, 'maker')),
    async apply(tx, section, context) {
      const { actor } = context.principal;
      const stored = await rules(tx);
      const items: PlanItem[] = [];
      for (const config of section) {
        const before = stored.find((rule) => ruleId(rule) === ruleId(config));
        const item = planItem(RULES, ruleId(config), before && toRule(before), toRule(config));
        items.push(item);
        if (item.action === 'unchanged') continue;
        const rule = { ...config, id: before?.id ?? newId({ now: () => context.now }) };
        await rooms.own.putRuleIn(tx, rule, before === undefined ? 'added' : 'changed', actor);
      }
      for (const rule of stored) {
        if (!context.prune || section.some((one) => ruleId(one) === ruleId(rule))) continue;
        await rooms.own.removeRuleIn(tx, rule.id, actor);
        items.push(planItem(RULES, ruleId(rule), toRule(rule), undefined));
      }
      return { items };
    },
    async render(reader) {
      const stored = await rules(reader);
      return stored.length === 0 ? undefined : stored.map(toRule);
    },
  };
}

const toRule = (rule: Omit<ChannelRule, 'id'>): JsonObject => ({
  channel: rule.channel,
  teams: [...rule.teams],
  severities: [...rule.severities],
  archive: rule.archive,
});
