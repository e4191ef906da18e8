import { parsePolicy } from '../../server/src/policy/index.ts';
import { shippedPolicyYaml } from '../../server/src/policy/shipped.ts';
import { coverage } from '../../server/src/readiness/decide-coverage.ts';
import {
  holds,
  mailOnly,
  organisation,
  person,
  schedule,
  utc,
  weekly,
} from '../../server/src/readiness/fixtures/organisation.ts';
import { median } from '../numbers.ts';

const TEAMS = 50;
const ROUNDS = 5;
const DAYS = 365;

/**
 * The proof of a year for fifty teams with daily hand-overs (aim: within seconds), beside what sampling every minute would
 * take at the same price for each look.
 */
export async function run(): Promise<void> {
  const policy = parsePolicy(shippedPolicyYaml());
  if (!policy.ok) throw new Error('The shipped policy does not parse.');
  const teams = Array.from({ length: TEAMS }, (_team, index) => `team-${index}`);
  const staff = ['ana', 'bo', 'cleo', 'dev', 'eve', 'finn', 'gus'].map((id) => person(id));
  const directory = organisation(teams, staff, [
    holds('cto', null, ['gus']),
    holds('ceo', null, ['gus']),
    ...teams.flatMap((id) => [
      holds('engineering_manager', id, ['eve']),
      holds('product_owner', id, ['finn']),
    ]),
  ]);
  const daily = { kind: 'daily', handoverDay: null } as const;
  const facts = {
    policy: policy.value,
    directory,
    schedules: teams.map((id) => schedule(id, [weekly(1, ['ana', 'bo'], daily), weekly(2, ['cleo', 'dev'])])),
    reach: mailOnly,
    from: utc('2031-03-03T00:00'),
    until: utc('2032-03-02T00:00'),
  };
  const times: number[] = [];
  let situations = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    ({ situations } = coverage(facts));
    times.push(performance.now() - begun);
  }
  const took = median(times);
  const sampled = (took / situations) * TEAMS * DAYS * 24 * 60;
  console.log(
    `${TEAMS} teams, ${DAYS} days: ${situations} situations in ${took.toFixed(0)} ms (median of ${ROUNDS})`,
  );
  console.log(
    `looking every minute instead would take ${(sampled / took).toFixed(0)}× as long, and could miss a gap`,
  );
}
