import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import pg from 'pg';
import { z } from 'zod';
import {
  CONNECTIONS,
  connection,
  endSilentConnections,
  isConnectionLost,
  SHORT_SILENCE_MS,
} from '../db/index.ts';
import type { Log } from '../log/index.ts';

export interface AuthOptions {
  readonly databaseUrl: string;
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
    ...connection(options.databaseUrl, 'tocsin-auth'),
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
