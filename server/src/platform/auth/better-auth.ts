import type { IncomingHttpHeaders } from 'node:http';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { fromNodeHeaders } from 'better-auth/node';
import pg from 'pg';
import { z } from 'zod';
import {
  CONNECTIONS,
  connection,
  endSilentConnections,
  isConnectionLost,
  SHORT_SILENCE_MS,
  type Source,
} from '../db/index.ts';
import type { Log } from '../log/index.ts';

export interface AuthOptions {
  readonly database: Source;
  readonly publicUrl: string;
  readonly secret: string;
  readonly log: Log;
  /** Redeems a one-time sign-in link; the person's id, or undefined when it is not valid (any more). */
  readonly redeemSignInLink: (token: string) => Promise<string | undefined>;
}

export type Auth = ReturnType<typeof createAuth>['auth'];

/**
 * better-auth with our table names. It gets a small pool of its own with the driver's default types: it expects `Date`,
 * where everything of ours expects Temporal. Signing up is closed: accounts are made by set-up and invitation only.
 */
export function createAuth(options: AuthOptions) {
  const pool = new pg.Pool({
    ...connection(options.database, 'tocsin-auth'),
    max: CONNECTIONS.accounts,
  });
  endSilentConnections(pool, SHORT_SILENCE_MS);
  let closed = false;
  pool.on('error', (err) => options.log.warn({ err }, 'a database connection broke'));
  const secure = options.publicUrl.startsWith('https:');
  const auth = betterAuth({
    appName: 'Tocsin',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: pool,
    telemetry: { enabled: false },
    // A person at 03:00 may come by another address than the public one (a tunnel, an IP); the same host is enough.
    trustedOrigins: (request) => {
      const host = request?.headers.get('host');
      return host ? [options.publicUrl, `http://${host}`, `https://${host}`] : [options.publicUrl];
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: {
      modelName: 'account_session',
      expiresIn: 60 * 60 * 24 * 30,
      updateAge: 60 * 60 * 24,
      fields: names('userId', 'expiresAt', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt'),
    },
    user: { modelName: 'account_user', fields: names('emailVerified', 'createdAt', 'updatedAt') },
    account: {
      modelName: 'account_credential',
      fields: names(
        'accountId',
        'providerId',
        'userId',
        'accessToken',
        'refreshToken',
        'idToken',
        'accessTokenExpiresAt',
        'refreshTokenExpiresAt',
        'createdAt',
        'updatedAt',
      ),
    },
    verification: { modelName: 'account_verification', fields: names('expiresAt', 'createdAt', 'updatedAt') },
    // Ours counts failures only, per account and address (guesses.ts); this one would shut out an office behind one address.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'tocsin',
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'lax' },
    },
    logger: {
      level: 'warn',
      log: (level, message, ...details) => {
        // Without the error, which is thrown on to whoever asked and told there.
        if (message.startsWith('Failed to query fallback join'))
          return options.log.debug({ source: 'auth' }, message);
        const err = details.find((detail) => detail instanceof Error);
        // Neither is a fault of ours: a database that is away, which is told where it is noticed, and a request cut off by the end.
        const isOurs = level === 'error' && !closed && !isConnectionLost(err);
        options.log[isOurs ? 'error' : 'warn']({ source: 'auth', ...(err && { err }) }, message);
      },
    },
    plugins: [signInLink(options.redeemSignInLink)],
  });
  const close = () => {
    closed = true;
    return pool.end();
  };
  return { auth, close };
}

/**
 * The session that a request's cookie names, and whose it is; null when it names none.
 * @throws when the database is away, the driver's error: the library wraps it in a "500" of its own
 */
export const sessionOf = (auth: Auth, headers: IncomingHttpHeaders) =>
  auth.api.getSession({ headers: fromNodeHeaders(headers) }).catch((error: unknown) => {
    throw error instanceof Error && isConnectionLost(error.cause) ? error.cause : error;
  });

/** `fooBar` → `foo_bar`, for each name: better-auth's fields in the case of our schema. */
function names<const N extends string>(...fields: readonly N[]): { [K in N]: string } {
  return Object.fromEntries(
    fields.map((field) => [field, field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  ) as { [K in N]: string };
}

/** POST /api/auth/sign-in/link: a one-time token becomes a session. POST only, so that link scanners change nothing. */
const signInLink = (redeem: AuthOptions['redeemSignInLink']) =>
  ({
    id: 'sign-in-link',
    endpoints: {
      signInLink: createAuthEndpoint(
        '/sign-in/link',
        { method: 'POST', body: z.object({ token: z.string() }) },
        async (ctx) => {
          const userId = await redeem(ctx.body.token);
          const user = userId === undefined ? null : await ctx.context.internalAdapter.findUserById(userId);
          if (user === null)
            throw new APIError('UNAUTHORIZED', {
              code: 'LINK_NOT_VALID',
              message: 'This link is no longer valid.',
            });
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ ok: true });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
