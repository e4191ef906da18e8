import { expect, test } from 'vitest';
import { Histories } from './histories.ts';

/** `npm run chaos` lives ten thousand; a test run enough to notice that the promise is broken. */
const HISTORIES = Number(process.env.CHAOS_HISTORIES ?? 40);
const AT_ONCE = 40;
const ACTS = 9;

test('[IMM-1] [DET-1] over random histories every piece of bad news is named to an active person in time', async () => {
  const first = Number(process.env.CHAOS_SEED ?? 1);
  const sum = { histories: 0, news: 0, slowest: 0 };
  for (let seed = first; sum.histories < HISTORIES; seed += 1) {
    const histories = await Histories.begin(seed);
    try {
      const { news, unheard, slowestSeconds } = await histories.live(AT_ONCE, ACTS);
      expect(unheard, `seed ${seed}\n${unheard.join('\n')}`).toEqual([]);
      sum.histories += AT_ONCE;
      sum.news += news;
      sum.slowest = Math.max(sum.slowest, slowestSeconds);
    } finally {
      await histories.close();
    }
  }
  process.stdout.write(
    `${sum.histories} histories, ${sum.news} pieces of bad news, the slowest heard after ${sum.slowest} s\n`,
  );
}, 3_600_000);
