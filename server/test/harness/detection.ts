import { readFileSync } from 'node:fs';
import type { DirectoryFacts, System } from '../../src/directory/index.ts';
import { parsePolicy } from '../../src/policy/index.ts';
import { kindsInTest } from './kinds.ts';

const parsed = parsePolicy(readFileSync(new URL('../../../policy/default.yaml', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error('The shipped policy does not parse.');
/** The shipped policy. */
export const policy = parsed.value;

const system = (id: string): System => ({
  id,
  name: id,
  description: '',
  teamId: 'payments',
  customerFacing: false,
  dependsOn: [],
  links: [],
  queries: [],
  matchers: [[{ label: 'service', equals: id }]],
  archived: false,
});
/** An organisation with two systems of one team, and another team for whatever nobody knows. */
export const facts: DirectoryFacts = {
  kinds: kindsInTest,
  revision: '1',
  organisation: {
    name: 'Org',
    timezone: 'UTC',
    calendarCountry: null,
    calendarRegion: null,
    defaultTeam: 'platform',
  },
  people: new Map(),
  teams: new Map(
    ['payments', 'platform'].map((id) => [
      id,
      { id, name: id, description: '', contact: '', members: [], archived: false },
    ]),
  ),
  systems: new Map(['checkout', 'search'].map((id) => [id, system(id)])),
  roles: [],
};
