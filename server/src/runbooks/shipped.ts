import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../policy/runbooks/', import.meta.url);

/** The runbooks that ship: one for each of the runbook's four types. */
export const shippedRunbooks = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));
