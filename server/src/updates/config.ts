import { z } from 'zod';
import {
  type DirectoryFacts,
  emailSchema,
  nameSchema,
  roleNameSchema,
  slugSchema,
} from '../directory/index.ts';
import {
  type ConfigFault,
  type ConfigRefs,
  type JsonObject,
  type PlanItem,
  planItem,
} from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { READERS } from '../policy/index.ts';
import type { Audiences } from './audiences.ts';
import type { Audience } from './model.ts';

const SECTION = 'audiences';

const audienceConfig = z
  .strictObject({
    id: slugSchema,
    name: nameSchema,
    readers: z
      .enum(READERS)
      .default('responders')
      .describe(
        'In whose wording it reads: responders, executives or customers. Addresses read as customers',
      ),
    roles: z.array(roleNameSchema).max(50).default([]).describe('Holders of these roles'),
    teams: z.array(slugSchema).max(200).default([]).describe('Members of these teams'),
    people: z.array(emailSchema).max(1000).default([]).describe('E-mail addresses of people'),
    addresses: z
      .array(emailSchema)
      .max(1000)
      .default([])
      .describe('Mailing lists and addresses outside the organisation'),
  })
  .describe('Who can be told about incidents, besides the escalation matrix');
type AudienceConfig = z.output<typeof audienceConfig>;

/** `audiences` of org.yaml: people by e-mail address. */
export function audiencesSection(audiences: Audiences): ConfigSection<AudienceConfig[]> {
  return {
    name: SECTION,
    schema: z.array(audienceConfig).max(200).describe('Who updates can be sent to'),
    check,
    apply: (tx, section, context) => apply(audiences, tx, section, context),
    render: async (reader) => {
      const [stored, facts] = [await audiences.list(reader), await audiences.facts(reader)];
      return stored.length === 0 ? undefined : stored.map((audience) => toConfig(audience, facts));
    },
  };
}

function check(section: readonly AudienceConfig[], refs: ConfigRefs): ConfigFault[] {
  return section.flatMap(({ id, people, teams }, index) => [
    ...(section.findIndex((other) => other.id === id) < index
      ? [{ path: [index, 'id'], message: `Duplicate audience "${id}"` }]
      : []),
    ...people.flatMap((email, at) =>
      refs.has('people', email)
        ? []
        : [{ path: [index, 'people', at], message: `Person "${email}" not found` }],
    ),
    ...teams.flatMap((team, at) =>
      refs.has('teams', team) ? [] : [{ path: [index, 'teams', at], message: `Team "${team}" not found` }],
    ),
  ]);
}

async function apply(
  audiences: Audiences,
  tx: Tx,
  section: readonly AudienceConfig[],
  context: ConfigContext,
) {
  const { actor } = context.principal;
  const stored = await audiences.list(tx);
  const facts = await audiences.facts(tx);
  const items: PlanItem[] = [];
  for (const config of section) {
    const before = stored.find(({ id }) => id === config.id);
    const item = planItem(SECTION, config.id, before && toConfig(before, facts), { ...config });
    items.push(item);
    if (item.action !== 'unchanged') await audiences.putIn(tx, toAudience(config, facts), actor);
  }
  for (const audience of stored) {
    if (!context.prune || section.some(({ id }) => id === audience.id)) continue;
    await audiences.removeIn(tx, audience.id, actor);
    items.push(planItem(SECTION, audience.id, toConfig(audience, facts), undefined));
  }
  return { items };
}

function toAudience(config: AudienceConfig, { people }: DirectoryFacts): Audience {
  const ids = new Map([...people].map(([id, { email }]) => [email, id]));
  return { ...config, people: config.people.map((email) => ids.get(email) ?? email) };
}

const toConfig = (audience: Audience, { people }: DirectoryFacts): JsonObject => ({
  id: audience.id,
  name: audience.name,
  readers: audience.readers,
  roles: [...audience.roles],
  teams: [...audience.teams],
  people: audience.people.map((id) => people.get(id)?.email ?? id),
  addresses: [...audience.addresses],
});
