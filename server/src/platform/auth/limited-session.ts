import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, type Instant, isBefore, plusSeconds, Temporal } from '../../kernel/index.ts';

/** Whoever proved by a page's link who they are sees this one incident, until then. */
interface LimitedSession {
  readonly personId: string;
  readonly incidentId: string;
  readonly reference: string;
  readonly until: Instant;
}

export interface LimitedSessions {
  /** The `Set-Cookie` header that begins one. */
  cookieFor(session: Omit<LimitedSession, 'until'>): string;
  /** The one that a request's `Cookie` header carries; undefined when it carries none that is valid now. */
  read(cookies: string | undefined): LimitedSession | undefined;
}

/** Long enough for an incident's first phase, short enough for a telephone left on a table. */
const VALID_SECONDS = 4 * 3600;
const NAME = 'tocsin.incident';

/**
 * Sessions that need no row: what they allow stands in the cookie, signed with a key of its own. The link that leads here
 * has said as much already. Deactivating the person ends it at once, because that is looked up with each request; a
 * session in the database would let "sign out everywhere" end it as well, for a table that is written at each page.
 */
export function createLimitedSessions(options: {
  readonly secret: string;
  readonly publicUrl: string;
  readonly clock: Clock;
}): LimitedSessions {
  const key = createHmac('sha256', options.secret).update('limited sessions').digest();
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const secure = options.publicUrl.startsWith('https:') ? '; Secure' : '';
  return {
    cookieFor({ personId, incidentId, reference }) {
      const until = plusSeconds(options.clock.now(), VALID_SECONDS).epochMilliseconds;
      const signed = Buffer.from(JSON.stringify([personId, incidentId, reference, until])).toString(
        'base64url',
      );
      return `${NAME}=${signed}.${mac(signed)}; Path=/; Max-Age=${VALID_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
    },
    read(cookies) {
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
      return isBefore(options.clock.now(), session.until) ? session : undefined;
    },
  };
}

const isEqual = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
