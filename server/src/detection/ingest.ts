import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Clock, Fault, plusSeconds } from '../kernel/index.ts';
import { again, codeOf, isConnectionLost, whyUnavailable } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { alertKey, type BatchItem, intoWaves, outcomesOf } from './decide-batch.ts';
import { wordsOf } from './decide-words.ts';
import { inParts } from './ingest-parts.ts';
import { LIMITS, type RawPayload, type Signal, type SignalOutcome } from './model.ts';
import { acceptWave, type BatchPayload, isOneStatement } from './store-ingest.ts';
import { WaitingRoom } from './waiting-room.ts';

/** One request: the signals in it and what it looked like. */
interface Request {
  readonly items: readonly BatchItem[];
  readonly payload: BatchPayload;
  readonly resolve: (outcomes: readonly SignalOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface IngestOptions {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly limits?: Partial<IngestLimits>;
  /** See detection/service.ts. */
  readonly wakeApartMs?: number | undefined;
}

export interface IngestLimits {
  /** Signals in one commit; beyond it a commit gets slower without getting cheaper per signal. */
  readonly perCommit: number;
  /** Signals waiting for a commit, and bytes of their bodies, beyond which the next request is turned away. */
  readonly waitingSignals: number;
  readonly waitingBytes: number;
  /** The part of both that one integration may take, so that a monitor gone wild leaves room for the others (ADR 21). */
  readonly shareOfOne: number;
}

const LIMITS_BY_DEFAULT: IngestLimits = {
  perCommit: 2_000,
  waitingSignals: 20_000,
  waitingBytes: 64 * 1024 * 1024,
  shareOfOne: 0.5,
};

/**
 * Commits under way at a time: while one waits for the disk, the next is prepared and executed. They are never about the
 * same alert, so what an alert says in turn stays in turn.
 */
const LANES = 2;
/** A second commit beside one under way is worth its flush only for this many signals; fewer wait for the first to end. */
const WORTH_A_LANE = 8;

interface Lane {
  readonly wakeKey: string;
  running: Promise<void> | undefined;
}

/** Tries of a commit that met a deadlock. */
const ATTEMPTS = 3;

/**
 * Group commit (design §5): requests that arrive while a commit is under way join the next one, so that a disk flush is
 * shared by all that wait for it. Nobody is answered before the commit that holds their alert.
 */
export class Ingest {
  readonly #pool: pg.Pool;
  readonly #clock: Clock;
  readonly #limits: IngestLimits;
  /** A wake-up per process and lane: on a shared key, two commits would wait for each other's job row. */
  readonly #lanes: Lane[] = Array.from({ length: LANES }, () => ({ wakeKey: newId(), running: undefined }));
  /** Alerts that a commit under way is about. */
  readonly #inFlight = new Set<string>();
  readonly #wakeApartMs: number;
  /** When processing was last asked for without delay, by the process's own clock. */
  #wokeAt = Number.NEGATIVE_INFINITY;
  #waiting: Request[] = [];
  readonly #room = new WaitingRoom();

  constructor(options: IngestOptions) {
    this.#pool = options.pool;
    this.#clock = options.clock;
    this.#wakeApartMs = options.wakeApartMs ?? 0;
    this.#limits = { ...LIMITS_BY_DEFAULT, ...options.limits };
  }

  /**
   * Stores the signals durably, in order; resolves after the commit. More than one commit takes go in several, one after the
   * other: what was stored before one that fails stays, and coming again changes nothing of it.
   * @returns per signal what became of it
   * @throws Fault `rate_limited`/`ingest_overloaded` when too much is waiting, `unavailable`/`ingest_unavailable` when the
   *   database cannot be reached; then nothing of the request was stored, or the sender may safely send it again
   */
  accept(
    integrationId: string,
    signals: readonly Signal[],
    raw: RawPayload,
  ): Promise<readonly SignalOutcome[]> {
    if (signals.length === 0) return Promise.resolve([]);
    const receivedAt = this.#clock.now();
    const payload: BatchPayload = { id: newId(this.#clock), integrationId, receivedAt, ...raw };
    const { perCommit } = this.#limits;
    return signals.length <= perCommit
      ? this.#join(signals, payload)
      : inParts(this.#pool, signals, payload, { perCommit, join: (part, rest) => this.#join(part, rest) });
  }

  /** Joins the next commit. */
  #join(signals: readonly Signal[], payload: BatchPayload): Promise<readonly SignalOutcome[]> {
    const { integrationId, receivedAt } = payload;
    const size = { signals: signals.length, bytes: payload.body.length };
    if (!this.#room.hasRoom(integrationId, size, this.#limits))
      return Promise.reject(
        new Fault('rate_limited', 'ingest_overloaded', 'Too many alerts at once. Retry shortly.'),
      );
    const items = signals.map((signal) => ({
      integrationId,
      payloadId: payload.id,
      receivedAt,
      signal: { ...signal, dedupKey: indexable(signal.dedupKey) },
      words: signal.action === 'trigger' && signal.members === undefined ? wordsOf(signal.title) : undefined,
    }));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, payload, resolve, reject });
      this.#room.add(integrationId, size, 1);
      this.#start();
    });
  }

  /** Resolves once everything accepted so far has been answered. */
  async drain(): Promise<void> {
    while (this.#lanes.some(({ running }) => running !== undefined))
      await Promise.all(this.#lanes.map(({ running }) => running));
  }

  /** Starts as many commits as there are free lanes and work for them. */
  #start(): void {
    for (const lane of this.#lanes) {
      if (lane.running !== undefined) continue;
      const others = this.#lanes.some(({ running }) => running !== undefined);
      if (this.#room.signals < (others ? WORTH_A_LANE : 1)) return;
      const { requests, keys } = this.#take();
      if (requests.length === 0) return;
      for (const key of keys) this.#inFlight.add(key);
      lane.running = this.#commit(requests, lane).finally(() => {
        for (const key of keys) this.#inFlight.delete(key);
        lane.running = undefined;
        this.#start();
      });
    }
  }

  /** The requests of the next commit: the first ones, up to one that is about an alert of a commit under way. */
  #take(): { readonly requests: readonly Request[]; readonly keys: readonly string[] } {
    const keys: string[] = [];
    let signals = 0;
    let end = 0;
    for (const { items } of this.#waiting) {
      if (end > 0 && signals + items.length > this.#limits.perCommit) break;
      const own = items.map((item) => alertKey(item.integrationId, item.signal.dedupKey));
      if (own.some((key) => this.#inFlight.has(key))) break;
      keys.push(...own);
      signals += items.length;
      end++;
    }
    const requests = this.#waiting.splice(0, end);
    for (const { items, payload } of requests)
      this.#room.add(payload.integrationId, { signals: items.length, bytes: payload.body.length }, -1);
    return { requests, keys };
  }

  async #commit(requests: readonly Request[], lane: Lane): Promise<void> {
    try {
      const outcomes = await this.#store(requests, lane);
      let from = 0;
      for (const request of requests) {
        request.resolve(outcomes.slice(from, from + request.items.length));
        from += request.items.length;
      }
    } catch (error) {
      await this.#fail(requests, lane, error);
    }
  }

  /**
   * One request that PostgreSQL cannot take, for whatever reason, must not cost the others theirs: each is then tried by
   * itself. Not when the database is away: then each would only wait for that once more.
   */
  async #fail(requests: readonly Request[], lane: Lane, error: unknown): Promise<void> {
    const away = isConnectionLost(error);
    if (!away && requests.length > 1) {
      for (const request of requests) await this.#commit([request], lane);
      return;
    }
    const aboutData = /^2[23]/.test(codeOf(error) ?? '');
    const words = away ? whyUnavailable(error) : 'Failed to store the alerts.';
    const reason = aboutData
      ? error
      : new Fault('unavailable', 'ingest_unavailable', `${words} Retry shortly.`);
    if (reason instanceof Error && reason !== error) reason.cause = error;
    for (const { reject } of requests) reject(reason);
  }

  #store(requests: readonly Request[], lane: Lane): Promise<SignalOutcome[]> {
    return again(() => this.#tryStore(requests, lane), { tries: ATTEMPTS });
  }

  async #tryStore(requests: readonly Request[], lane: Lane): Promise<SignalOutcome[]> {
    const items = requests.flatMap((request) => request.items);
    const waves = intoWaves(items);
    const outcomes = items.map((): SignalOutcome => 'dropped');
    const now = this.#clock.now();
    const wakeAt = plusSeconds(now, this.#wakeIn() / 1_000);
    const runWave = async (client: pg.Pool | pg.ClientBase, wave: (typeof waves)[number]) => {
      const used = new Set(wave.map((row) => row.item.payloadId));
      const payloads = requests.map((request) => request.payload).filter((payload) => used.has(payload.id));
      const newIds = wave.map(() => newId(this.#clock));
      const became = await acceptWave(client, wave, payloads, { newIds, wakeKey: lane.wakeKey, now, wakeAt });
      for (const row of wave) {
        const { integrationId, signal } = row.item;
        const otherwise = signal.action === 'trigger' ? 'repeated' : 'dropped';
        const outcome = became.get(alertKey(integrationId, signal.dedupKey)) ?? otherwise;
        outcomesOf(row, outcome).forEach((each, index) => {
          outcomes[row.positions[index] ?? 0] = each;
        });
      }
    };
    const [only, ...more] = waves;
    if (only !== undefined && more.length === 0 && isOneStatement(only)) await runWave(this.#pool, only);
    else await this.#inTransaction((client) => inOrder(waves, (wave) => runWave(client, wave)));
    return outcomes;
  }

  /** Milliseconds until processing is to look: at once when it was not asked for just now, else with those before. */
  #wakeIn(): number {
    const left = this.#wokeAt + this.#wakeApartMs - performance.now();
    if (left > 0) return Math.ceil(left);
    this.#wokeAt = performance.now();
    return 0;
  }

  async #inTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const client = await this.#pool.connect();
    let broken = true;
    try {
      await client.query('begin');
      await work(client);
      await client.query('commit');
      broken = false;
    } finally {
      // A connection in an unknown state is thrown away, which rolls back.
      client.release(broken);
    }
  }
}

async function inOrder<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await work(item);
}

/** A B-tree entry holds about 2,700 bytes: a longer key is replaced by its hash, which tells keys apart as well. */
export const indexable = (key: string): string =>
  key.length <= LIMITS.dedupKey ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
