import { Temporal } from '../../src/kernel/index.ts';
import type { Harness } from '../harness/index.ts';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/*
 * Random lives of incidents, many at once in one organisation: alerts fire, join, clear, return, become worse and say something
 * else; people,
 * tokens and monitors acknowledge; incidents are merged, resolved and reopened; people leave, go away and cannot be reached.
 * Every piece of bad news has a number in its alert's title, by which the mails that name it are found.
 */

/** Somebody hears within this time, whatever else happens: the longest a page rests, with room for retries. */
const BOUND_MINUTES = 15;
const WORDS = ['info', 'warning', 'error', 'critical'] as const;
/** Severities that the shipped policy pages for: all but `info`, which is a P4. */
const PAGES_FROM = 1;
/** People who come and go, and are not on call. */
const FLEETING = ['zoe', 'yan'] as const;

/** What is told to somebody who answers for the incident, or asks for an answer; not a notice of the matrix to a manager. */
const COUNTS = /Please acknowledge|You are receiving this because/;

interface News {
  readonly number: number;
  readonly history: number;
  readonly at: number;
}

interface Life {
  readonly id: number;
  /** Alerts that their monitor has not ended. */
  readonly firing: Set<number>;
  readonly story: string[];
}

export interface Verdict {
  /** Bad news that was to be heard. */
  readonly news: number;
  /** What nobody heard in time, with the story of its incident. */
  readonly unheard: readonly string[];
  readonly slowestSeconds: number;
}

/** A generator of numbers in [0, 1) that a seed repeats (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number as a word of its own: a title with another number says the same. */
const inLetters = (number: number): string =>
  String(number).replace(/\d/g, (digit) => String.fromCharCode(107 + Number(digit)));

export class Histories {
  readonly #shop: Response;
  readonly #key: string;
  readonly #next: () => number;
  readonly #people = new Map<string, { id: string; token: string }>();
  /** When each of the fleeting was not with us, as [from, until) in milliseconds. */
  readonly #absent: { name: string; from: number; until: number }[] = [];
  readonly #news: News[] = [];
  readonly #lives: Life[] = [];

  private constructor(shop: Response, key: string, seed: number) {
    this.#shop = shop;
    this.#key = key;
    this.#next = random(seed);
  }

  static async begin(seed: number): Promise<Histories> {
    const shop = await Response.begin('2031-03-03T09:00:00Z');
    shop.harness.othersMayWrite();
    // Somebody who cannot be reached is the point.
    shop.harness.expectErrors(/Mailbox busy|no such mailbox/i);
    const made = await shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'pagerduty', name: 'Monitor', systemId: 'checkout' },
    });
    const histories = new Histories(shop, made.body.key, seed);
    for (const name of ['ana', 'ben', 'mia'] as const) {
      const id = shop.idOf(name);
      histories.#people.set(name, { id, token: await tokenOf(shop.harness, id, 'responder') });
    }
    for (const name of FLEETING)
      histories.#people.set(name, await someone(shop.harness, `${name}@example.com`));
    return histories;
  }

  close(): Promise<void> {
    return this.#shop.close();
  }

  /** Lives so many histories side by side, each of so many acts, and lets everything come to rest. */
  async live(count: number, acts: number): Promise<Verdict> {
    for (let n = 0; n < count; n += 1)
      this.#lives.push({ id: this.#lives.length, firing: new Set(), story: [] });
    const lives = this.#lives.slice(-count);
    for (let act = 0; act < acts; act += 1) {
      await this.#somebodyComesOrGoes();
      for (const life of lives) await this.#act(life, act);
      await this.#harness.settle();
      await this.#harness.advance(this.#pick(['PT1S', 'PT15S', 'PT1M', 'PT4M', 'PT11M']));
    }
    await this.#harness.advance(`PT${BOUND_MINUTES + 1}M`);
    const verdict = this.#verdict(new Set(lives.map(({ id }) => id)));
    const records = await Promise.all(verdict.unheard.map(({ life }) => this.#record(life)));
    return {
      ...verdict,
      unheard: verdict.unheard.map(({ words }, index) => `${words}\nThe record:\n  ${records[index]}`),
    };
  }

  /** What the logs of the incidents say in which the alerts of a life are, and of those that were merged into them. */
  async #record(life: Life): Promise<string> {
    const { rows } = await this.#harness.database.pool.query<{ number: number }>(
      `with recursive been as (
         select a.incident_id as id from alert a where a.dedup_key like $1
         union select i.id from been join incident i on i.merged_into_id = been.id)
       select i.number from incident i where i.id in (select id from been) order by i.number`,
      [`h${life.id}-%`],
    );
    const records = await Promise.all(rows.map(({ number }) => this.#recordOf(`INC-${number}`)));
    return records.join('\n  ');
  }

  async #recordOf(ref: string): Promise<string> {
    const { body } = await this.#harness.http('GET', `/api/v1/incidents/${ref}/timeline?limit=200`);
    const lines = body.items.map(
      ({ at, sentence }: { at: string; sentence: string }) => `${at.slice(11, 19)} ${sentence}`,
    );
    return [ref, ...lines.reverse()].join('\n  ');
  }

  get #harness(): Harness {
    return this.#shop.harness;
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#next() * from.length)] as T;
  }

  async #somebodyComesOrGoes(): Promise<void> {
    const chance = this.#next();
    if (chance > 0.4) return;
    const name = this.#pick(FLEETING);
    const id = this.#people.get(name)?.id ?? '';
    const at = this.#harness.clock.now();
    if (chance > 0.3) {
      const absence = { from: at.toString(), until: at.add({ minutes: 30 }).toString() };
      await this.#harness.http('POST', `/api/v1/people/${id}/absences`, absence);
      const from = at.epochMilliseconds;
      this.#absent.push({ name, from, until: from + 30 * 60_000 });
      return;
    }
    const now = at.epochMilliseconds;
    const gone = this.#absent.find((each) => each.name === name && each.until === Number.POSITIVE_INFINITY);
    const reply = await this.#harness.http('PATCH', `/api/v1/people/${id}`, { active: gone !== undefined });
    // Whoever has command of something cannot leave.
    if (reply.status !== 200) return;
    if (gone === undefined) this.#absent.push({ name, from: now, until: Number.POSITIVE_INFINITY });
    else gone.until = now;
  }

  async #act(life: Life, act: number): Promise<void> {
    const chance = this.#next();
    if (act === 0 || chance < 0.4) return this.#trigger(life);
    if (chance < 0.55) return this.#clear(life);
    const ref = await this.#incidentOf(life);
    if (ref === undefined) return;
    const command = (path: string, body: object | undefined, who: string | null) =>
      this.#command(life, ref, path, body, who);
    const who = this.#pick(['ana', 'ben', 'mia', ...FLEETING, null]);
    if (chance < 0.7) return command('acknowledge', undefined, who);
    if (chance < 0.74) return this.#acknowledgeAtSource(life);
    if (chance < 0.78) return command('command', { personId: this.#people.get('zoe')?.id }, 'mia');
    if (chance < 0.82) return command('confirm', {}, who);
    if (chance < 0.86)
      return command(
        'severity',
        { severity: this.#pick(['P1', 'P2', 'P3', 'P4']), reason: 'As I see it' },
        who,
      );
    if (chance < 0.9) return command('resolve', { resolution: 'Restarted it.', ending: 'recovered' }, who);
    if (chance < 0.93) return command('reopen', { reason: 'Not over', acknowledge: this.#next() < 0.5 }, who);
    if (chance < 0.97) {
      const other = await this.#incidentOf(this.#pick(this.#lives.slice(-8)));
      return other === undefined ? undefined : command('merge', { into: other }, who);
    }
    if (chance < 0.985) return this.#callOff(life, ref);
    const name = this.#pick(FLEETING);
    life.story.push(`mail to ${name} is refused`);
    this.#harness.mail.refuse('recipient', 450, 'Mailbox busy', new RegExp(name));
  }

  async #trigger(life: Life): Promise<void> {
    const alert = Math.floor(this.#next() * 3);
    const word = Math.floor(this.#next() * WORDS.length);
    const known = await this.#worstKnown(life, alert);
    life.firing.add(alert);
    const number = this.#news.length;
    const saysElse = this.#next() < 0.3;
    const isNews = word >= PAGES_FROM && (word > known || saysElse);
    this.#news.push({
      ...{ number, history: life.id },
      at: isNews ? this.#harness.clock.now().epochMilliseconds : Number.NaN,
    });
    life.story.push(
      `${this.#time()} alert ${alert} ${WORDS[word]} [n${number}]${saysElse ? ' in new words' : ''}${isNews ? '' : ' (no news)'}`,
    );
    const says = saysElse ? ` says ${inLetters(number)}` : '';
    await this.#send(life, alert, 'trigger', `Alert ${alert} of ${life.id}${says} [n${number}]`, WORDS[word]);
  }

  /** How bad an alert that fires in an open incident is known to be, as an index into the words; -1 for any other. */
  async #worstKnown(life: Life, alert: number): Promise<number> {
    const { rows } = await this.#harness.database.pool.query<{ word: (typeof WORDS)[number] }>(
      // Of an incident merged a moment before, its alerts have not been moved yet.
      `with recursive home as (
         select a.severity_word as word, a.incident_id as id from alert a where a.dedup_key = $1 and a.status = 'firing'
         union all select home.word, i.merged_into_id from home join incident i on i.id = home.id
           where i.merged_into_id is not null)
       select word from home join incident i on i.id = home.id where i.status in ('investigating', 'mitigating')`,
      [`h${life.id}-${alert}`],
    );
    const [known] = rows;
    return known === undefined ? -1 : WORDS.indexOf(known.word);
  }

  async #clear(life: Life): Promise<void> {
    const [alert] = life.firing;
    if (alert === undefined) return;
    life.firing.delete(alert);
    life.story.push(`${this.#time()} alert ${alert} clear`);
    await this.#send(life, alert, 'resolve');
  }

  async #acknowledgeAtSource(life: Life): Promise<void> {
    const [alert] = life.firing;
    if (alert === undefined) return;
    life.story.push(`${this.#time()} alert ${alert} acknowledged in the monitor`);
    await this.#send(life, alert, 'acknowledge');
  }

  async #send(life: Life, alert: number, action: string, summary = 'over', severity = 'info'): Promise<void> {
    const reply = await this.#harness.http(
      'POST',
      '/v2/enqueue',
      {
        ...{ routing_key: this.#key, event_action: action, dedup_key: `h${life.id}-${alert}` },
        payload: { summary, source: 'web', severity, custom_details: { alertname: `h${life.id}` } },
      },
      { as: null },
    );
    if (reply.status !== 202) throw new Error(`The front door answers ${reply.status}: ${reply.text}`);
  }

  async #command(
    life: Life,
    ref: string,
    path: string,
    body: object | undefined,
    who: string | null,
  ): Promise<void> {
    const token = who === null ? undefined : this.#people.get(who)?.token;
    const options = token === undefined ? {} : { as: token };
    const reply = await this.#harness.http('POST', `/api/v1/incidents/${ref}/${path}`, body, options);
    if (reply.status >= 500) throw new Error(`${path} answers ${reply.status}: ${reply.text}`);
    const what = body === undefined ? '' : ` ${JSON.stringify(body)}`;
    life.story.push(`${this.#time()} ${who ?? 'a token'}: ${ref} ${path}${what} → ${reply.status}`);
  }

  /** Somebody calls off the pages of an incident without answering. */
  async #callOff(life: Life, ref: string): Promise<void> {
    const { body } = await this.#harness.http('GET', `/api/v1/incidents/${ref}/escalation`);
    for (const page of body.pages)
      if (page.status === 'open') await this.#command(life, ref, `pages/${page.id}/stop`, undefined, 'mia');
  }

  async #incidentOf(life: Life): Promise<string | undefined> {
    const { rows } = await this.#harness.database.pool.query<{ number: number }>(
      `select i.number from alert a join incident i on i.id = a.incident_id
       where a.dedup_key like $1 order by a.id desc limit 1`,
      [`h${life.id}-%`],
    );
    return rows[0] === undefined ? undefined : `INC-${rows[0].number}`;
  }

  #time(): string {
    return this.#harness.clock.now().toString().slice(11, 19);
  }

  #verdict(ids: ReadonlySet<number>) {
    const named = new Map<number, { to: string; at: number }[]>();
    for (const mail of this.#harness.mail.mails.filter(({ text }) => COUNTS.test(text)))
      for (const [, number] of `${mail.subject} ${mail.text}`.matchAll(/\[n(\d+)\]/g)) {
        const list = named.get(Number(number)) ?? [];
        list.push({ to: mail.to, at: mail.at.epochMilliseconds });
        named.set(Number(number), list);
      }
    const due = this.#news.filter(({ history, at }) => ids.has(history) && !Number.isNaN(at));
    let slowest = 0;
    const unheard = due.flatMap((news) => {
      const heard = (named.get(news.number) ?? [])
        .filter(({ to, at }) => at >= news.at && !this.#wasGone(to, at))
        .map(({ at }) => at - news.at);
      const first = Math.min(...heard);
      if (first <= BOUND_MINUTES * 60_000) {
        slowest = Math.max(slowest, first);
        return [];
      }
      const late = heard.length === 0 ? 'by nobody' : `after ${first / 60_000} min`;
      const life = this.#lives[news.history];
      if (life === undefined) return [];
      const when = Temporal.Instant.fromEpochMilliseconds(news.at).toString();
      return [
        { life, words: `[n${news.number}] of ${when} was heard ${late}:\n  ${life.story.join('\n  ')}` },
      ];
    });
    return { news: due.length, unheard, slowestSeconds: slowest / 1000 };
  }

  #wasGone(address: string, at: number): boolean {
    return this.#absent.some(
      ({ name, from, until }) => address.startsWith(`${name}@`) && from <= at && at < until,
    );
  }
}
