import type { Reach, Recipient } from '../communication/index.ts';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import { type Clock, Fault, Temporal } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { Db } from '../platform/db/index.ts';
import { type Policies, type Policy, parsePolicy } from '../policy/index.ts';
import { coverageInSlices } from './decide-coverage.ts';
import type { RehearsalFacts } from './decide-rehearse.ts';
import { inSlices } from './in-slices.ts';
import { presentCoverage } from './present.ts';
import {
  calendarsOf,
  compareEvents,
  type RehearsalQuestion,
  readCase,
  rehearseCase,
} from './service-rehearse.ts';

export interface ReadinessOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly policies: Policies;
  readonly directory: (db: Db) => Promise<DirectoryFacts>;
  readonly onCall: OnCall;
  /** How a person can be reached, as communication sees it. */
  readonly recipient: (person: Person) => Recipient;
  /** Where a contact method of this kind and address leads. */
  readonly reach: (kind: string, address: string) => Reach;
  /** The kinds of the channels that are set up … */
  readonly channels: ReadonlySet<string>;
  /** … and what each of the others lacks, as a sentence. */
  readonly missing: ReadonlyMap<string, string>;
}

export function createReadiness(options: ReadinessOptions) {
  const { db, clock, policies, directory, onCall, reach, recipient, channels, missing } = options;

  /** The policy in force, or the one given. @throws Fault `policy_invalid` */
  async function policyOf(yaml: string | undefined): Promise<Policy> {
    if (yaml === undefined) return (await policies.current(db)).policy;
    // What may not come into force has nothing to rehearse: a zone that does not exist has no "local time".
    const errors = (await policies.lint(yaml)).problems.filter(({ level }) => level === 'error');
    const parsed = parsePolicy(yaml);
    if (parsed.ok && errors.length === 0) return parsed.value;
    throw new Fault('invalid', 'policy_invalid', 'The policy has errors.', errors);
  }

  /** What rehearsing under `policy` looks at. */
  const factsFor = (
    policy: Policy,
    facts: DirectoryFacts,
    schedules: RehearsalFacts['schedules'],
  ): RehearsalFacts => ({
    policy,
    directory: facts,
    schedules,
    calendar: calendarsOf(policy, facts),
    channels,
    reach,
    recipient: (id) => {
      const person = facts.people.get(id);
      return person && recipient(person);
    },
  });

  return {
    /** Every gap of the next `days` days, under the policy in force or under a draft. */
    async coverage(days: number, yaml?: string) {
      const [policy, facts, schedules] = await Promise.all([
        policyOf(yaml),
        directory(db),
        onCall.schedules(db),
      ]);
      const from = clock.now();
      const until = from.add(Temporal.Duration.from({ hours: days * 24 }));
      const proof = coverageInSlices({ policy, directory: facts, schedules, reach, from, until });
      return presentCoverage(await inSlices(proof), facts, policy, missing);
    },

    /** What would happen in a case: under the policy in force, or under a draft and how that differs. */
    async rehearse(question: RehearsalQuestion, yaml?: string) {
      const [current, draft, facts, schedules] = await Promise.all([
        policyOf(undefined),
        policyOf(yaml),
        directory(db),
        onCall.schedules(db),
      ]);
      const theCase = readCase(question, facts, draft);
      const result = await rehearseCase(factsFor(draft, facts, schedules), theCase);
      if (yaml === undefined) return { ...result, comparison: null };
      const before = await rehearseCase(factsFor(current, facts, schedules), theCase);
      return { ...result, comparison: compareEvents(before.events, result.events) };
    },
  };
}

export type Readiness = ReturnType<typeof createReadiness>;
