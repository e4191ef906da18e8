import { scheduler } from 'node:timers/promises';
import { startProcess, type TocsinProcess } from '../harness/child.ts';
import { type Reply, replyOf } from '../harness/reply.ts';

/** Several whole Tocsin processes over one database, any of which may be killed at any moment. */
export class Fleet {
  readonly #env: Readonly<Record<string, string>>;
  readonly #token: string;
  #living: TocsinProcess[] = [];
  readonly #all: TocsinProcess[] = [];
  readonly #coming = new Set<Promise<void>>();
  #turn = 0;
  kills = 0;

  private constructor(env: Readonly<Record<string, string>>, token: string) {
    this.#env = env;
    this.#token = token;
  }

  static async start(size: number, env: Readonly<Record<string, string>>, token: string): Promise<Fleet> {
    const fleet = new Fleet(env, token);
    await Promise.all(Array.from({ length: size }, () => fleet.add()));
    return fleet;
  }

  /** Starts one more and resolves when it is ready. */
  async add(): Promise<void> {
    const process = await startProcess({ ...this.#env, TOCSIN_BOOTSTRAP_TOKEN: this.#token });
    this.#all.push(process);
    if (process.child.exitCode !== null) throw new Error(`A process did not start:\n${process.output()}`);
    this.#living.push(process);
  }

  /**
   * SIGKILL, no warning: the process at this place (counted round and round) is gone, and another is on its way. Waits
   * only until there is somebody to kill who is not the last.
   */
  async killAndReplace(place: number): Promise<void> {
    while (this.#living.length < 2) await Promise.race(this.#coming);
    const victim = this.#living[place % this.#living.length];
    if (victim === undefined) throw new Error('There is nobody left to kill.');
    this.#living = this.#living.filter((process) => process !== victim);
    victim.child.kill('SIGKILL');
    this.kills += 1;
    await victim.ended;
    const coming = this.add().finally(() => this.#coming.delete(coming));
    this.#coming.add(coming);
  }

  /** How many run, of those that nobody has killed. */
  size(): number {
    return this.#living.filter(({ child }) => child.exitCode === null && child.signalCode === null).length;
  }

  /** Whoever has ended by itself is replaced, as a supervisor does. Resolves with how many that were. */
  async replaceEnded(): Promise<number> {
    const ended = this.#living.filter(({ child }) => child.exitCode !== null || child.signalCode !== null);
    this.#living = this.#living.filter((process) => !ended.includes(process));
    for (const _ of ended) await this.add();
    return ended.length;
  }

  /** Resolves when one of those that run has ended. */
  async someEnds(): Promise<void> {
    await Promise.race(this.#living.map(({ ended }) => ended));
  }

  /** What those say that cannot do their work; nothing when all can. */
  async notReady(): Promise<string[]> {
    const asked = this.#living.map(async (process) => {
      const answer = await ask(process, this.#token, { method: 'GET', path: '/readyz' });
      return answer?.status === 200 ? [] : [JSON.stringify(answer?.body ?? 'no answer')];
    });
    return (await Promise.all(asked)).flat();
  }

  /** Every replacement is there. */
  async whole(): Promise<void> {
    await Promise.all(this.#coming);
  }

  /** Asks one process after the other, until one that lives answers with less than 500. */
  async http(
    method: string,
    path: string,
    body?: unknown,
    options: { readonly as?: null; readonly redirect?: 'manual' } = {},
  ): Promise<Reply> {
    for (;;) {
      const process = this.#living[this.#turn++ % Math.max(1, this.#living.length)];
      const answered = process && (await ask(process, this.#token, { method, path, body, ...options }));
      if (answered !== undefined && answered.status < 500) return answered;
      // Let the others go on; the next in turn may be alive, or a new one come up, or the database come back.
      await scheduler.wait(20);
    }
  }

  /** What the processes have logged at error level. */
  errors(): string[] {
    return this.#all.flatMap((process) =>
      process
        .output()
        .split('\n')
        .filter((line) => line.includes('"level":50') || line.includes('"level":60')),
    );
  }

  async close(): Promise<void> {
    // One that is still starting would outlive the test, and write into folders that are being removed.
    await Promise.allSettled(this.#coming);
    for (const process of this.#all) await process.dispose();
  }
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly as?: null;
  readonly redirect?: 'manual';
}

/** undefined when the process was killed before it answered. */
async function ask(process: TocsinProcess, token: string, question: Question): Promise<Reply | undefined> {
  const { method, path, body, as, redirect } = question;
  try {
    const response = await fetch(`${process.url}${path}`, {
      method,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(redirect === undefined ? {} : { redirect }),
      signal: AbortSignal.timeout(10_000),
    });
    return replyOf(response.status, Object.fromEntries(response.headers), await response.text());
  } catch {
    return undefined;
  }
}
