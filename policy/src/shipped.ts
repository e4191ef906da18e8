import { readFileSync } from 'node:fs';

/** The policy that ships: the runbook. Version 1 of every installation until somebody publishes another. */
export const shippedPolicyYaml = (): string =>
  readFileSync(new URL('../default.yaml', import.meta.url), 'utf8');
