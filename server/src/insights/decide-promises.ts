import type { Step } from '../escalation/index.ts';
import { type Instant, isAtOrBefore, isBefore, plusSeconds, Temporal } from '../kernel/index.ts';
import type { KeptPromise, PromiseCount } from './model.ts';

/** "Immediately" is kept by what has left within a minute. */
const IMMEDIATELY_SECONDS = 60;

export interface PromiseFacts {
  /** The items of the first minutes that the record ticks by itself (IMM-1 to IMM-4). */
  readonly firstResponse: readonly {
    readonly id: string;
    readonly text: string;
    readonly dueAt: Instant;
    readonly doneAt: Instant | null;
    readonly notNeeded: boolean;
  }[];
  readonly steps: readonly Step[];
  readonly updates: readonly {
    readonly id: string;
    readonly dueAt: Instant;
    readonly madeAt: Instant;
    readonly status: 'open' | 'kept' | 'missed' | 'moved' | 'ended';
    readonly settledAt: Instant | null;
  }[];
  readonly clocks: readonly {
    readonly round: number;
    readonly kind: 'schedule' | 'conduct' | 'publish';
    readonly dueAt: Instant;
    readonly doneAt: Instant | null;
    readonly missedAt: Instant | null;
    readonly stoppedAt: Instant | null;
  }[];
  readonly actions: readonly {
    readonly reference: string;
    readonly title: string;
    readonly kind: string;
    readonly state: 'open' | 'in_progress' | 'done' | 'dropped';
    /** The first deadline: until the end of this day. */
    readonly promisedOn: string;
    readonly doneAt: Instant | null;
  }[];
  readonly roleTitle: (role: string) => string;
  /** The first time; null: nobody has. */
  readonly acknowledgedAt: Instant | null;
  /** When the incident was resolved; null while it goes on. */
  readonly resolvedAt: Instant | null;
  /** The organisation's zone: days end there. */
  readonly zone: string;
}

/** Every promise that was made about an incident (REP-4). One that nobody owes any more is none. */
export const promisesOf = (facts: PromiseFacts): readonly KeptPromise[] => [
  ...firstResponse(facts),
  ...matrix(facts),
  ...updates(facts),
  ...reviews(facts),
  ...actions(facts),
];

/** When the next promise is due that nobody has kept yet; null when none is. */
export const nextDue = (promises: readonly KeptPromise[], now: Instant): Instant | null =>
  promises
    .filter(({ state, dueAt }) => state === 'open' && isBefore(now, dueAt))
    .map(({ dueAt }) => dueAt)
    .toSorted(Temporal.Instant.compare)[0] ?? null;

const settled = (
  dueAt: Instant,
  doneAt: Instant | null,
): Pick<KeptPromise, 'dueAt' | 'doneAt' | 'state'> => ({
  ...{ dueAt, doneAt },
  state: doneAt === null ? 'open' : isAtOrBefore(doneAt, dueAt) ? 'kept' : 'missed',
});

function firstResponse({ firstResponse: items, resolvedAt }: PromiseFacts): KeptPromise[] {
  return items
    .filter(({ notNeeded, doneAt, dueAt }) => {
      // Over before it was due: there was nothing left to do.
      const overInTime = resolvedAt !== null && isAtOrBefore(resolvedAt, dueAt);
      return !notNeeded && !(doneAt === null && overInTime);
    })
    .map(({ id, text, dueAt, doneAt }) => ({
      ...{ kind: 'first_response' as const, key: id, what: text, category: null },
      ...settled(dueAt, doneAt),
      ...(doneAt === null && resolvedAt !== null ? { state: 'missed' as const, untilAt: resolvedAt } : {}),
    }));
}

/** What was planned after its own deadline (a raise, a system added later) was never promised for it. */
function matrix({ steps, roleTitle, acknowledgedAt }: PromiseFacts): KeptPromise[] {
  return steps.flatMap((step): KeptPromise[] => {
    if (step.lateBecause !== null || (step.status !== 'sent' && step.status !== 'planned')) return [];
    const dueAt =
      step.due === 'immediately' ? plusSeconds(step.deadline, IMMEDIATELY_SECONDS) : step.deadline;
    // Acknowledged before it left: nobody was to be paged any more.
    const needless = acknowledgedAt !== null && isAtOrBefore(acknowledgedAt, dueAt);
    if (step.mode === 'page' && step.status === 'sent' && step.handedAt === null && needless) return [];
    return [
      {
        ...{ kind: 'matrix' as const, key: step.id, category: null },
        what: `Notify the ${roleTitle(step.role)}`,
        ...settled(dueAt, step.status === 'sent' ? step.handedAt : null),
      },
    ];
  });
}

function updates({ updates: promises, resolvedAt }: PromiseFacts): KeptPromise[] {
  return promises.flatMap((promise): KeptPromise[] => {
    const { id, dueAt, status } = promise;
    if (status === 'moved' || status === 'ended') return [];
    const base = { kind: 'update' as const, key: id, what: 'Update stakeholders', category: null, dueAt };
    if (status === 'kept') return [{ ...base, doneAt: promise.settledAt, state: 'kept' }];
    // A missed one ended when they heard again, or when it was over.
    const next = promises.find(({ madeAt }) => Temporal.Instant.compare(madeAt, dueAt) > 0)?.madeAt;
    const over =
      status === 'missed' && next === undefined && resolvedAt !== null ? { untilAt: resolvedAt } : {};
    return [{ ...base, doneAt: status === 'open' ? null : (next ?? null), ...over, state: status }];
  });
}

const CLOCK_WORDS = {
  schedule: 'Schedule the review',
  conduct: 'Hold the review',
  publish: 'Publish the report',
} as const;

function reviews({ clocks }: PromiseFacts): KeptPromise[] {
  return clocks.flatMap((clock): KeptPromise[] => {
    const { round, kind, dueAt, doneAt, missedAt, stoppedAt } = clock;
    if (stoppedAt !== null && missedAt === null) return [];
    const base = {
      kind: 'review' as const,
      key: `${round}:${kind}`,
      what: CLOCK_WORDS[kind],
      category: null,
    };
    if (missedAt !== null) return [{ ...base, dueAt, doneAt, state: 'missed' }];
    return [{ ...base, ...settled(dueAt, doneAt) }];
  });
}

/** Done by the end of the day first promised (MET-5). One that was dropped is not done; a later deadline does not move the promise. */
function actions({ actions: all, zone }: PromiseFacts): KeptPromise[] {
  return all.map(({ reference, title, kind, state, promisedOn, doneAt }) => {
    const dueAt = Temporal.PlainDate.from(promisedOn)
      .add({ days: 1 })
      .toZonedDateTime(zone)
      .toInstant()
      .subtract({ milliseconds: 1 });
    return {
      ...{ kind: 'action' as const, key: reference, what: `${reference} ${title}`, category: kind },
      ...settled(dueAt, state === 'done' ? doneAt : null),
    };
  });
}

interface Sums {
  readonly kept: number;
  readonly missed: number;
  readonly open: number;
}

export const sumOf = (counts: readonly PromiseCount[]): Sums => ({
  kept: counts.reduce((sum, { kept }) => sum + kept, 0),
  missed: counts.reduce((sum, { missed }) => sum + missed, 0),
  open: counts.reduce((sum, { open }) => sum + open, 0),
});

export const sumsBy = (
  counts: readonly PromiseCount[],
  by: 'team' | 'category',
): readonly (readonly [string | null, Sums])[] =>
  [...Map.groupBy(counts, (count) => count[by])].map(([key, group]) => [key, sumOf(group)]);
