import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBefore, millisBetween, plusSeconds, Temporal } from '../kernel/index.ts';
import {
  askAgain,
  type PageFacts,
  type PageMove,
  restartPage,
  startPage,
  type Try,
  takeOver,
  wakePage,
} from './decide-page.ts';
import type { AttemptOutcome, Page } from './model.ts';

const t0 = Temporal.Instant.from('2031-03-03T09:00:00Z');
const after = (seconds: number) => plusSeconds(t0, seconds);

const blank: Page = {
  id: 'p1',
  incidentId: 'i1',
  stepId: null,
  because: 'matrix',
  target: { kind: 'team', teamId: 'payments' },
  status: 'open',
  reason: null,
  phase: 'resting',
  phaseSince: t0,
  level: null,
  round: 0,
  generation: 0,
  chain: [],
  startedAt: t0,
  exhaustedAt: null,
  nextAt: null,
  endedAt: null,
  endedBy: null,
  attempts: [],
};

type Rules = Readonly<Record<string, readonly (readonly [method: string, afterSeconds: number])[]>>;

/** A page in a small world: who is on call, their rules, and which methods fail. */
class World {
  page: Page = blank;
  sent: { at: number; who: string; how: string; level: number | null; round: number }[] = [];
  exhausted: number[] = [];
  levels: PageFacts['levels'];
  rules: Rules;
  failing = new Set<string>();
  elsewhere = new Set<string>();
  now = t0;

  constructor(levels: readonly (readonly string[])[], rules: Rules) {
    this.levels = levels.map((people, index) => ({ level: index + 1, people }));
    this.rules = rules;
  }

  facts(): PageFacts {
    return {
      now: this.now,
      levelTimeoutSeconds: 300,
      repeatEverySeconds: 300,
      levels: this.levels,
      rulesOf: (personId) =>
        (this.rules[personId] ?? []).map(([contactMethodId, afterSeconds]) => ({
          contactMethodId,
          afterSeconds,
        })),
      pagedElsewhere: this.elsewhere,
    };
  }

  start(): this {
    this.take(startPage(this.page, this.facts()));
    return this;
  }

  again(): this {
    this.take(restartPage(this.page, this.facts()));
    return this;
  }

  /** Lets time pass, waking the page when it asked for it. */
  until(seconds: number): this {
    const end = after(seconds);
    while (this.page.nextAt !== null && !isBefore(end, this.page.nextAt)) {
      expect(isBefore(this.now, this.page.nextAt)).toBe(true);
      this.now = this.page.nextAt;
      this.wake();
    }
    this.now = end;
    return this;
  }

  wake(): void {
    const move = wakePage(this.page, this.facts());
    if (move !== null) this.take(move);
  }

  take(move: PageMove): void {
    this.page = move.page;
    if (move.exhausted === 'first') this.exhausted.push(this.seconds());
    const failures = move.tries.filter((one) => this.record(one));
    if (failures.length > 0) this.wake();
  }

  /** Sends; true when the channel refuses. */
  record(one: Try): boolean {
    const fails = this.failing.has(one.contactMethodId);
    const outcome: AttemptOutcome = one.notSent ? 'not_sent' : fails ? 'failed' : 'handed';
    const { personId, contactMethodId, generation, position, level, round } = one;
    expect(
      this.page.attempts.some((made) => made.generation === generation && made.position === position),
    ).toBe(false);
    this.page = {
      ...this.page,
      attempts: [
        ...this.page.attempts,
        {
          personId,
          contactMethodId,
          generation,
          position,
          level,
          round,
          outcome,
          at: this.now,
          messageId: null,
          channel: null,
          reason: one.notSent,
          settledAt: null,
          newsSeq: 0,
        },
      ],
    };
    if (one.notSent === null)
      this.sent.push({ at: this.seconds(), who: personId, how: contactMethodId, level, round });
    return one.notSent === null && fails;
  }

  seconds(): number {
    return millisBetween(t0, this.now) / 1000;
  }

  story(): string[] {
    return this.sent.map(({ at, who, how }) => `${at}s ${who} ${how}`);
  }
}

describe('a page nobody answers', () => {
  test('walks contact rules, then the next level, tells others, and goes round for ever', () => {
    const world = new World([['ana'], ['ben']], {
      ana: [
        ['mail', 0],
        ['phone', 120],
      ],
      ben: [['mail', 0]],
    }).start();
    world.until(2000);
    expect(world.story()).toEqual([
      '0s ana mail',
      '120s ana phone',
      '300s ben mail',
      // 600 s: Ben did not answer either; the manager is told; after the policy's interval all over again.
      '900s ana mail',
      '1020s ana phone',
      '1200s ben mail',
      '1800s ana mail',
      '1920s ana phone',
    ]);
    expect(world.exhausted).toEqual([600]);
  });

  test('"repeat" repeats: after two days it has rung as often as the policy says', () => {
    const world = new World([['ana']], { ana: [['mail', 0]] }).start();
    world.until(2 * 86_400 - 1);
    expect(world.sent).toHaveLength((2 * 86_400) / 600);
    expect(world.page.status).toBe('open');
  });

  test('one level with the default rules is never silent for longer than the interval', () => {
    const world = new World([['ana']], {
      ana: [
        ['mail', 0],
        ['mail', 300],
      ],
    }).start();
    world.until(1500);
    expect(world.sent.map(({ at }) => at)).toEqual([0, 300, 600, 900, 1200, 1500]);
  });

  test('rules that wait longer than the level lasts come at its end; nobody is waited for at its beginning', () => {
    const world = new World([['ana'], ['ben']], {
      ana: [
        ['mail', 60],
        ['phone', 1200],
      ],
      ben: [['mail', 0]],
    }).start();
    world.until(300);
    expect(world.story()).toEqual(['0s ana mail', '300s ana phone', '300s ben mail']);
  });
});

describe('a channel that fails', () => {
  test('makes the next contact method come at once', () => {
    const world = new World([['ana'], ['ben']], {
      ana: [
        ['mail', 0],
        ['mail', 60],
        ['phone', 240],
      ],
      ben: [['mail', 0]],
    });
    world.failing.add('mail');
    world.start();
    expect(world.story()).toEqual(['0s ana mail', '0s ana phone']);
    world.until(299);
    // The phone took it: no hurry to the next level; the mail is tried again at its own time.
    expect(world.story().slice(2)).toEqual(['60s ana mail']);
  });

  test('in every way makes the next level come at once, and rests when there is none left', () => {
    const world = new World([['ana'], ['ben']], {
      ana: [['mail', 0]],
      ben: [
        ['mail', 0],
        ['phone', 60],
      ],
    });
    world.failing.add('mail');
    world.start();
    expect(world.story()).toEqual(['0s ana mail', '0s ben mail', '0s ben phone']);
    world.failing.add('phone');
    world.until(1300);
    expect(world.exhausted).toEqual([300]);
    expect(world.sent.filter(({ at }) => at > 0).map(({ at }) => at)).toEqual([
      600, 600, 600, 900, 900, 900, 1200, 1200, 1200,
    ]);
  });
});

describe('who is asked', () => {
  test('levels without anybody to reach are passed over', () => {
    const world = new World([[], ['nomail'], ['cleo']], { cleo: [['mail', 0]] }).start();
    expect(world.story()).toEqual(['0s cleo mail']);
  });

  test('with nobody to reach at all others are told at once, and whoever comes on call is paged at the next round', () => {
    const world = new World([['ana']], {}).start();
    expect(world.exhausted).toEqual([0]);
    world.until(299);
    world.rules = { ana: [['mail', 0]] };
    world.until(300);
    expect(world.story()).toEqual(['300s ana mail']);
  });

  test('is whoever is on call when the level is reached, not when the page began', () => {
    const world = new World([['ana'], ['ben']], {
      ana: [['mail', 0]],
      ben: [['mail', 0]],
      dan: [['mail', 0]],
    });
    world.start().until(200);
    world.levels = [
      { level: 1, people: ['ana'] },
      { level: 2, people: ['dan'] },
    ];
    world.until(300);
    expect(world.story()).toEqual(['0s ana mail', '300s dan mail']);
  });

  test('somebody whom another page of the incident is asking gets one chain; the levels after them still come', () => {
    const world = new World([['ana'], ['ben']], { ana: [['mail', 0]], ben: [['mail', 0]] });
    world.elsewhere.add('ana');
    world.start().until(300);
    expect(world.story()).toEqual(['300s ben mail']);
  });

  test('when that other page ends, they are asked at once and in full, unless it ended by their answer', () => {
    const world = new World([['ana'], ['ben']], { ana: [['mail', 0]], ben: [['mail', 0]] });
    world.elsewhere.add('ana');
    world.start().until(100);
    expect(takeOver(world.page, null, world.facts())).toBeNull();
    world.elsewhere.clear();
    expect(takeOver(world.page, 'ana', world.facts())).toBeNull();
    world.take(takeOver(world.page, null, world.facts()) as PageMove);
    world.until(400);
    expect(world.story()).toEqual(['100s ana mail', '400s ben mail']);
    expect(takeOver(world.page, null, world.facts())).toBeNull();
  });

  test('one person of a level who is asked again is asked alone, and the page goes on as before', () => {
    const world = new World([['ana'], ['ben', 'cleo']], {
      ana: [['mail', 0]],
      ben: [['mail', 0]],
      cleo: [
        ['mail', 0],
        ['phone', 120],
      ],
    });
    world.start().until(350);
    world.take(askAgain(world.page, 'ben', world.facts()));
    world.until(600);
    expect(world.story()).toEqual([
      '0s ana mail',
      '300s ben mail',
      '300s cleo mail',
      '350s ben mail',
      '420s cleo phone',
    ]);
    expect(world.exhausted).toEqual([600]);
  });

  test('"page again" begins anew at once', () => {
    const world = new World([['ana'], ['ben']], { ana: [['mail', 0]], ben: [['mail', 0]] }).start();
    world.until(400);
    world.again().until(699);
    expect(world.story()).toEqual(['0s ana mail', '300s ben mail', '400s ana mail']);
    expect(world.page.round).toBe(2);
  });
});

describe('wake-ups', () => {
  test('that are stale, doubled, or for a page that has ended decide nothing', () => {
    const world = new World([['ana'], ['ben']], {
      ana: [
        ['mail', 0],
        ['mail', 200],
      ],
      ben: [['mail', 0]],
    }).start();
    world.until(100);
    expect(wakePage(world.page, world.facts())).toBeNull();
    world.until(200);
    expect(wakePage(world.page, world.facts())).toBeNull();
    world.now = after(5000);
    expect(wakePage({ ...world.page, status: 'acknowledged' }, world.facts())).toBeNull();
  });

  test('after an outage one method is tried once, not once for each time it was missed', () => {
    const world = new World([['ana'], ['ben']], {
      ana: [
        ['mail', 0],
        ['mail', 60],
        ['mail', 120],
      ],
      ben: [['mail', 0]],
    });
    world.start();
    world.now = after(3600);
    world.wake();
    expect(world.story()).toEqual(['0s ana mail', '3600s ana mail', '3600s ben mail']);
    expect(world.page.nextAt).toEqual(after(3900));
  });
});

test('for any levels, rules and failures: never silent, never twice at once, always awake', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd');
  const rule = fc.tuple(
    fc.constantFrom('mail', 'phone', 'hook'),
    fc.integer({ min: 0, max: 60 }).map((n) => n * 30),
  );
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(person, { maxLength: 2 }), { maxLength: 4 }),
      fc.dictionary(person, fc.array(rule, { maxLength: 4 })),
      fc.uniqueArray(fc.constantFrom('mail', 'phone', 'hook'), { maxLength: 3 }),
      fc.integer({ min: 0, max: 100 }),
      (levels, rules, failing, outageAt) => {
        const world = new World(levels, rules);
        for (const method of failing) world.failing.add(method);
        world.start().until(outageAt * 60);
        world.now = after(outageAt * 60 + 4000);
        world.wake();
        world.until(outageAt * 60 + 12_000);
        expect(world.page.nextAt && isBefore(world.now, world.page.nextAt)).toBe(true);
        const someone = levels.flat().some((who) => (rules[who] ?? []).length > 0);
        expect(world.sent.length > 0).toBe(someone);
        expect(world.exhausted).toHaveLength(1);
        const moments = new Set(
          world.sent.map(({ at, who, how, level, round }) => `${at} ${who} ${how} ${level} ${round}`),
        );
        expect(moments.size).toBe(world.sent.length);
        const times = world.sent.map(({ at }) => at);
        times.slice(1).forEach((time, index) => {
          const gap = time - (times[index] ?? 0);
          const outage = outageAt * 60 + 4000;
          // The longest silence: the last try at the beginning of a level, its timeout, and the interval.
          if (time !== outage && !(time > outage && (times[index] ?? 0) < outage))
            expect(gap).toBeLessThanOrEqual(600);
        });
      },
    ),
    { numRuns: 300 },
  );
});
