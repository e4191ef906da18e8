import { newId } from '../../src/platform/ids.ts';
import type { Contents } from './contents.ts';
import { Harness, type Reply } from './index.ts';
import type { PersonInTest } from './mailbox.ts';
import {
  type Organisation,
  type OrganisationPlan,
  organisationOf,
  organise,
  theShop,
} from './organisation.ts';

export interface Rung {
  readonly id: string;
  readonly roles: string[];
  readonly team: { id: string } | null;
  readonly mode: string;
  readonly status: string;
  readonly reason: string | null;
  readonly deadline: string | null;
  readonly sendAt: string;
  readonly settledAt: string | null;
  readonly handedAt: string | null;
  readonly late: string | null;
  readonly early: boolean;
  readonly via: string | null;
  readonly gap: boolean;
  readonly people: { name: string }[];
}
export interface PageSeen {
  readonly id: string;
  readonly target: { kind: string; name: string };
  readonly status: string;
  readonly reason: string | null;
  readonly round: number;
  readonly endedBy: { name: string } | null;
  readonly attempts: { person: { name: string }; at: string; outcome: string; channel: string | null }[];
}

/** Organisations that a scenario of this worker has made, to begin the next one with. */
interface Organised {
  readonly contents: Contents;
  readonly ids: ReadonlyMap<string, string>;
  /** Made after all that it holds. */
  readonly lastId: string;
}
const organised = new Map<string, Organised>();

/** An organisation in the middle of an incident, in the words of those who respond. */
export class Response {
  readonly harness: Harness;
  readonly #organisation: Organisation;

  private constructor(harness: Harness, organisation: Organisation) {
    this.harness = harness;
    this.#organisation = organisation;
  }

  static async begin(
    at = '2031-03-03T09:00:00Z',
    plan: OrganisationPlan = theShop,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const key = `${at} ${JSON.stringify(plan)}`;
    const before = organised.get(key);
    if (before !== undefined) {
      const harness = await Harness.start({ at, env, contents: before.contents });
      // The clock has not moved since: what is made now is to sort after what was made then.
      while (newId(harness.clock) <= before.lastId);
      return new Response(harness, organisationOf(harness, before.ids));
    }
    const harness = await Harness.start({ at, env });
    const organisation = await organise(harness, plan);
    organised.set(key, {
      contents: await harness.contents(),
      ids: organisation.ids,
      lastId: newId(harness.clock),
    });
    return new Response(harness, organisation);
  }

  person(name: string): PersonInTest {
    return this.#organisation.mailbox(name);
  }

  idOf(name: string): string {
    return this.#organisation.idOf(name);
  }

  /** Declares an incident on the checkout, P1 unless said otherwise. */
  async declare(body: object = {}): Promise<Reply> {
    return this.must('POST', '/api/v1/incidents', {
      title: 'Checkout is down',
      severity: 'P1',
      systems: ['checkout'],
      ...body,
    });
  }

  /** A command on the first incident, or another. */
  command(path: string, body?: object, ref = 'INC-1'): Promise<Reply> {
    return this.must('POST', `/api/v1/incidents/${ref}/${path}`, body);
  }

  async must(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Reply> {
    const reply = await this.harness.http(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path} answers ${reply.status}: ${reply.text}`);
    return reply;
  }

  async ladder(ref = 'INC-1'): Promise<Rung[]> {
    return (await this.must('GET', `/api/v1/incidents/${ref}/escalation`)).body.steps;
  }

  async rung(role: string, ref = 'INC-1'): Promise<Rung> {
    const found = (await this.ladder(ref)).find(({ roles }) => roles.includes(role));
    if (found === undefined) throw new Error(`The ladder of ${ref} has no rung for ${role}.`);
    return found;
  }

  async pages(ref = 'INC-1'): Promise<PageSeen[]> {
    return (await this.must('GET', `/api/v1/incidents/${ref}/escalation`)).body.pages;
  }

  /** The time line of an incident, oldest first, as `kind: sentence`. */
  async story(ref = 'INC-1'): Promise<string[]> {
    const { body } = await this.must('GET', `/api/v1/incidents/${ref}/timeline?limit=200`);
    return body.items
      .map(({ kind, sentence }: { kind: string; sentence: string }) => `${kind}: ${sentence}`)
      .reverse();
  }

  /** When each mail of somebody came, as minutes and seconds since the scenario began. */
  timesOf(name: string, since: string): string[] {
    const begin = Date.parse(since);
    return this.person(name)
      .mails()
      .map((mail) => {
        mail.expected = true;
        const seconds = (mail.at.epochMilliseconds - begin) / 1000;
        return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      });
  }

  /** Looks at everything that was mailed, so that `close` does not: for scenarios that count in another way. */
  async close(): Promise<void> {
    await this.harness.close();
  }
}
