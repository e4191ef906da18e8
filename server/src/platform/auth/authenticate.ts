import type { FastifyRequest } from 'fastify';
import { type Clock, Fault } from '../../kernel/index.ts';
import type { Database } from '../db/index.ts';
import { type Authenticate, LIMITED, type Permission, type Principal, permissionsOf } from '../http/index.ts';
import { sha256 } from '../ids.ts';
import { type Auth, sessionOf } from './better-auth.ts';
import { deactivated } from './faults.ts';
import type { LimitedSessions } from './limited-session.ts';
import { refuseForeignOrigin } from './origin.ts';
import type { People } from './people.ts';
import { findToken, touchToken } from './store.ts';

/** `last_used_at` is for people to see which tokens live; to the minute is enough and spares a write per request. */
const TOUCH_EVERY_MS = 60_000;

/** Answers "who is asking?": a bearer token first, then the session cookie. */
export function createAuthenticate(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly auth: Auth;
  readonly people: People;
  readonly limited: LimitedSessions;
  readonly publicUrl: string;
}): Authenticate {
  const { database, clock, auth, people } = options;

  async function byToken(token: string): Promise<Principal> {
    const now = clock.now();
    const row = await findToken(database.db, sha256(token), now);
    const person = row?.personId ? await people.byId(database.db, row.personId) : undefined;
    if (row === undefined || (row.personId !== null && person?.active !== true))
      throw new Fault('unauthenticated', 'bad_token', 'Invalid API token: unknown, expired or revoked.');
    if (row.lastUsedAt === null || now.epochMilliseconds - row.lastUsedAt.epochMilliseconds > TOUCH_EVERY_MS)
      await touchToken(database.db, row.id, now);
    const role = person?.role ?? 'administrator';
    const granted = permissionsOf(role);
    return {
      actor:
        person === undefined
          ? { kind: 'token', tokenId: row.id, name: row.name }
          : { kind: 'person', personId: person.id, via: 'api' },
      personId: person?.id,
      role,
      permissions: new Set((row.scopes as Permission[]).filter((scope) => granted.has(scope))),
    };
  }

  async function bySession(request: FastifyRequest): Promise<Principal | undefined> {
    if (request.headers.cookie === undefined) return undefined;
    const session = await sessionOf(auth, request.headers);
    if (session === null) return byLimitedSession(request);
    refuseForeignOrigin(request, options.publicUrl);
    const person = await people.byId(database.db, session.user.id);
    if (person === undefined) return undefined;
    if (!person.active) throw deactivated();
    return {
      actor: { kind: 'person', personId: person.id, via: 'web' },
      personId: person.id,
      role: person.role,
      permissions: permissionsOf(person.role),
    };
  }

  async function byLimitedSession(request: FastifyRequest): Promise<Principal | undefined> {
    const within = await options.limited.read(request.headers.cookie);
    if (within === undefined) return undefined;
    refuseForeignOrigin(request, options.publicUrl);
    const person = await people.byId(database.db, within.personId);
    if (person?.active !== true) return undefined;
    const granted = permissionsOf(person.role);
    return {
      actor: { kind: 'person', personId: person.id, via: 'link' },
      personId: person.id,
      role: person.role,
      permissions: new Set(LIMITED.filter((permission) => granted.has(permission))),
      within,
    };
  }

  return (request) => {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return token === undefined ? bySession(request) : byToken(token);
  };
}
