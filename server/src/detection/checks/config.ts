import { z } from 'zod';
import { type JsonObject, type PlanItem, planItem } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../../platform/org-config/index.ts';
import { formatDuration, parseDuration } from '../../policy/index.ts';
import { type Check, type CheckSettings, LEAST_SECONDS } from './model.ts';
import { checkFields, checkId } from './routes.ts';
import type { Checks } from './service.ts';
import { findCheck, listChecks } from './store-checks.ts';

const SECTION = 'checks';
const MOST_SECONDS = 86_400;

const checkConfig = z
  .strictObject({
    id: checkId,
    name: checkFields.name.optional().describe('Default: the id'),
    system: z.string().min(1).max(100).describe('The alert belongs to this system'),
    probe: checkFields.probe.describe('What is checked'),
    every: z
      .string()
      .refine((text) => {
        const seconds = parseDuration(text);
        return seconds !== null && seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS;
      }, 'Expected a time from 15s to 24h, such as 60s')
      .optional()
      .describe('Default: 1m'),
    failures: checkFields.failures.optional().describe('Failures in a row before an alert; default: 3'),
    severity: checkFields.severity.optional().describe('Default: P2'),
    enabled: z.boolean().optional(),
  })
  .describe('A check that Tocsin runs itself');
const sectionSchema = z.array(checkConfig).max(500).describe('Checks of URLs, ports, DNS names and metrics');
type CheckConfig = z.output<typeof checkConfig>;

/** `checks` of org.yaml. With prune, what is not in the file is removed. */
export function checksSection(checks: Checks): ConfigSection<CheckConfig[]> {
  return {
    name: SECTION,
    schema: sectionSchema,
    check: (section, refs) =>
      section.flatMap(({ id, system, probe }, index) => [
        ...(section.findIndex((other) => other.id === id) < index
          ? [{ path: [index, 'id'], message: `Duplicate check "${id}"` }]
          : []),
        ...(refs.has('systems', system)
          ? []
          : [{ path: [index, 'system'], message: `System "${system}" not found` }]),
        ...(probe.kind !== 'prometheus' || refs.has('connectors', probe.connector)
          ? []
          : [{ path: [index, 'probe', 'connector'], message: `Connector "${probe.connector}" not found` }]),
      ]),
    apply: (tx, section, context) => apply(checks, tx, section, context),
    render: async (reader) => {
      const stored = await listChecks(reader);
      return stored.length === 0 ? undefined : stored.map((check) => wordsOf(check.id, check));
    },
  };
}

const wordsOf = (id: string, settings: CheckSettings): JsonObject => ({
  ...{
    id,
    name: settings.name,
    system: settings.systemId,
    probe: JSON.parse(JSON.stringify(settings.probe)),
  },
  ...{
    every: formatDuration(settings.everySeconds),
    failures: settings.failures,
    severity: settings.severity,
  },
  enabled: settings.enabled,
});

const merged = (config: CheckConfig, before: Check | undefined): CheckSettings => ({
  name: config.name ?? before?.name ?? config.id,
  systemId: config.system,
  probe: config.probe,
  everySeconds:
    config.every === undefined ? (before?.everySeconds ?? 60) : (parseDuration(config.every) ?? 60),
  failures: config.failures ?? before?.failures ?? 3,
  severity: config.severity ?? before?.severity ?? 'P2',
  enabled: config.enabled ?? before?.enabled ?? true,
});

async function apply(
  checks: Checks,
  tx: Tx,
  section: readonly CheckConfig[],
  { principal, prune }: ConfigContext,
) {
  const items: PlanItem[] = [];
  for (const config of section) {
    const before = await findCheck(tx, config.id);
    const settings = merged(config, before);
    const item = planItem(
      SECTION,
      config.id,
      before && wordsOf(before.id, before),
      wordsOf(config.id, settings),
    );
    items.push(item);
    if (item.action !== 'unchanged') await checks.saveIn(tx, config.id, settings, principal.actor);
  }
  const named = new Set(section.map(({ id }) => id));
  for (const stored of prune ? await listChecks(tx) : []) {
    if (named.has(stored.id)) continue;
    items.push(planItem(SECTION, stored.id, wordsOf(stored.id, stored), undefined));
    await checks.removeIn(tx, stored.id, principal.actor);
  }
  return { items };
}
