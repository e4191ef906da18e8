import { shippedPolicyYaml } from '@tocsin/policy';
import { parsePolicy } from '../../server/src/policy/index.ts';
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

const TEAMS = 60;
const PEOPLE = 500;
const SYSTEMS = 400;
const AIM_MS = 3_000;
const ROUNDS = 5;
const DAYS = 365;

/**
 * The proof of a year for 500 people in 60 teams with daily hand-overs and 400 systems (aim: 3 s), beside what sampling every minute would
 * take at the same price for each look.
 */
export async function run(): Promise<void> {
  const policy = parsePolicy(shippedPolicyYaml());
  if (!policy.ok) throw new Error('The shipped policy does not parse.');
  const teams = Array.from({ length: TEAMS }, (_team, index) => `team-${index}`);
  const named = ['ana', 'bo', 'cleo', 'dev', 'eve', 'finn', 'gus'];
  const others = Array.from({ length: PEOPLE - named.length }, (_person, index) => `person-${index}`);
  const onCall = (team: number, place: number) => others[(team * 4 + place) % others.length] ?? 'ana';
  const staff = [...named, ...others].map((id) => person(id));
  const small = organisation(teams, staff, [
    holds('cto', null, ['gus']),
    holds('ceo', null, ['gus']),
    ...teams.flatMap((id) => [
      holds('engineering_manager', id, ['eve']),
      holds('product_owner', id, ['finn']),
    ]),
  ]);
  const system = [...small.systems.values()][0];
  if (system === undefined) throw new Error('There is no system.');
  const systems = Array.from({ length: SYSTEMS }, (_system, index) => {
    const id = `system-${index}`;
    return [id, { ...system, id, name: id, teamId: teams[index % TEAMS] ?? system.teamId }] as const;
  });
  const directory = { ...small, systems: new Map(systems) };
  const daily = { kind: 'daily', handoverDay: null } as const;
  const facts = {
    policy: policy.value,
    directory,
    schedules: teams.map((id, team) =>
      schedule(id, [
        weekly(1, [onCall(team, 0), onCall(team, 1)], daily),
        weekly(2, [onCall(team, 2), onCall(team, 3)]),
      ]),
    ),
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
    `${TEAMS} teams, ${PEOPLE} people, ${SYSTEMS} systems, ${DAYS} days: ${situations} situations in ${took.toFixed(0)} ms (median of ${ROUNDS}; aim: ${AIM_MS.toLocaleString('en')})`,
  );
  console.log(
    `looking every minute instead would take ${(sampled / took).toFixed(0)}× as long, and could miss a gap`,
  );
}
