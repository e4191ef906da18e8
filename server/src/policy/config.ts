import { type LintReport, lintPolicy, meaningOf, parsePolicySource } from '@tocsin/policy';
import { stringify } from 'yaml';
import { z } from 'zod';
import { type ConfigFault, Fault, type Json, type PlanItem, planItem } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import type { Policies } from './service.ts';

const SECTION = 'policy';

/** The policy inline, or its whole text (what the command line makes of a file's name). */
const policyConfig = z
  .union([z.string().max(1_048_576), z.record(z.string(), z.unknown())])
  .describe('The response policy: inline, or the text of a policy file');
type PolicyConfig = z.output<typeof policyConfig>;

const textOf = (section: PolicyConfig): string =>
  typeof section === 'string' ? section : stringify(section);

/** `matrix.P1.0.by` as a path into the section; a text has no places of its own, so they go into the message. */
function faultsOf({ problems }: LintReport, section: PolicyConfig): ConfigFault[] {
  return problems
    .filter(({ level }) => level === 'error')
    .map(({ path, message, line, column }) =>
      typeof section === 'string'
        ? { path: [], message: `Line ${line}, column ${column} of the policy: ${message}` }
        : {
            path: path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
            message,
          },
    );
}

const dataOf = (yaml: string): Json | undefined => {
  const parsed = parsePolicySource(yaml);
  return parsed.ok ? (parsed.value.source.data as Json) : undefined;
};

/** Lists as places, so that a plan names the step that changes (`matrix.P1.2.by`) and not the list it is in. */
function byPlace(data: Json | undefined): Json | undefined {
  if (data === undefined || data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, byPlace(value) ?? null]));
}

async function apply(policies: Policies, tx: Tx, section: PolicyConfig, context: ConfigContext) {
  const { version } = await policies.current(tx);
  const before = (await policies.textOf(tx, version)).yaml;
  const wanted = textOf(section);
  if (meaningOf(before) === meaningOf(wanted)) {
    const item: PlanItem = { section: SECTION, id: SECTION, action: 'unchanged', changes: [] };
    return { items: [item] };
  }
  // Once more, with the directory that this very file makes: a country's holidays can leave a calendar no working day.
  const faults = faultsOf(await policies.lint(wanted, tx), section);
  if (faults.length > 0) return { items: [], faults };
  const basis = { origin: 'file', base: context.policyBase ?? null } as const;
  try {
    await policies.publish(
      tx,
      wanted,
      context.principal.actor,
      context.reason ?? 'Applied from org.yaml',
      basis,
    );
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'policy_moved_on')) throw error;
    return { items: [], faults: [{ path: [], message: `${error.message} ${TAKE_IN}` }] };
  }
  return { items: [planItem(SECTION, SECTION, byPlace(dataOf(before)), byPlace(dataOf(wanted)))] };
}

const TAKE_IN =
  'Copy its changes into the file (tocsin policy show), then pass the version with --policy-base.';

/** `policy` of org.yaml. Without it the policy in force stays, whoever published it. */
export function policySection(policies: Policies): ConfigSection<PolicyConfig> {
  return {
    name: SECTION,
    schema: policyConfig,
    check: (section) => faultsOf(lintPolicy(textOf(section), null), section),
    apply: (tx, section, context) => apply(policies, tx, section, context),
    render: async (reader: Reader) => {
      const { version } = await policies.current(reader);
      // The shipped policy is everybody's; only what somebody changed belongs in the file.
      return version === 1 ? undefined : (await policies.textOf(reader, version)).yaml;
    },
  };
}
