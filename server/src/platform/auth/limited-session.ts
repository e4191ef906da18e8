import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, type Instant, isBefore, plusSeconds, Temporal } from '../../kernel/index.ts';
import type { Database } from '../db/index.ts';
import { sessionsEndedAt } from './store.ts';

/** Whoever proved by a page's link who they are sees this one incident, until then. */
interface LimitedSession {
  readonly personId: string;
  readonly incidentId: string;
  readonly reference: string;
  readonly until: Instant;
}

export interface LimitedSessions {
  /**
   * The `Set-Cookie` header that begins one; undefined when they have ended their sessions since the link was made.
   * @param linkMadeAt to the second
   */
  begin(session: Omit<LimitedSession, 'until'>, linkMadeAt: Instant): Promise<string | undefined>;
  /** The one that a request's `Cookie` header carries; undefined when it carries none that is valid now. */
  read(cookies: string | undefined): Promise<LimitedSession | undefined>;
  /** The `Set-Cookie` header that takes it from this browser. */
  readonly end: string;
}

/** Long enough for an incident's first phase, short enough for a telephone left on a table. */
const VALID_SECONDS = 4 * 3600;
const NAME = 'tocsin.incident';

/**
 * Sessions that need no row: what they allow stands in the cookie, signed with a key of its own. The link that leads here
 * has said as much already. What is looked up with each request is whether the person is active and when they last ended
 * their sessions: a row of the person, and not one written at each page.
 */
export function createLimitedSessions(options: {
  readonly secret: string;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly database: Database;
}): LimitedSessions {
  const { clock, database } = options;
  const key = createHmac('sha256', options.secret).update('limited sessions').digest();
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const secure = options.publicUrl.startsWith('https:') ? '; Secure' : '';
  const cookie = (value: string, seconds: number) =>
    `${NAME}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
  /** Whether somebody has ended their sessions after this. */
  const endedSince = async (personId: string, at: Instant, unit: 'second' | 'millisecond') => {
    const ended = await sessionsEndedAt(database.db, personId);
    // What was made in the same second (millisecond) is taken for newer: somebody may sign in at once.
    return ended !== undefined && isBefore(at, ended.round({ smallestUnit: unit, roundingMode: 'floor' }));
  };
  return {
    end: cookie('', 0),
    async begin({ personId, incidentId, reference }, linkMadeAt) {
      if (await endedSince(personId, linkMadeAt, 'second')) return undefined;
      const until = plusSeconds(clock.now(), VALID_SECONDS).epochMilliseconds;
      const signed = Buffer.from(JSON.stringify([personId, incidentId, reference, until])).toString(
        'base64url',
      );
      return cookie(`${signed}.${mac(signed)}`, VALID_SECONDS);
    },
    async read(cookies) {
      const value = /(?:^|; ?)tocsin\.incident=([\w-]+)\.([\w-]+)/.exec(cookies ?? '');
      const [, signed, given] = value ?? [];
      if (signed === undefined || given === undefined || !isEqual(given, mac(signed))) return undefined;
      // Signed by us, so it is what was written above.
      const [personId, incidentId, reference, until] = JSON.parse(
        Buffer.from(signed, 'base64url').toString(),
      ) as [string, string, string, number];
      const session = {
        ...{ personId, incidentId, reference },
        until: Temporal.Instant.fromEpochMilliseconds(until),
      };
      if (!isBefore(clock.now(), session.until)) return undefined;
      const begun = plusSeconds(session.until, -VALID_SECONDS);
      return (await endedSince(personId, begun, 'millisecond')) ? undefined : session;
    },
  };
}

const isEqual = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
