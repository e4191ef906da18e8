import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invisibleIn } from '../../kernel/index.ts';
import type { Routes } from '../http/index.ts';
import { sessionOf } from './better-auth.ts';
import { deactivated } from './faults.ts';
import { createGuesses } from './guesses.ts';
import type { AuthRoutesOptions } from './options-routes.ts';
import { refuseForeignOrigin } from './origin.ts';
import { signInName } from './sign-in-name.ts';
import { keptSignInName, markSessionsEnded } from './store.ts';

/** An address as people type it, in the form in which the directory keeps it. */
export const Address = z
  .string()
  .trim()
  .toLowerCase()
  .normalize('NFC')
  .refine((text) => invisibleIn(text) === undefined, {
    error: ({ input }) => invisibleIn(String(input)),
    abort: true,
  });

/** What better-auth would read besides (addresses to return to) is left out: no page of ours uses it. */
const SignIn = z.object({ email: Address, password: z.string(), rememberMe: z.boolean().default(true) });
const ChangePassword = z.object({
  currentPassword: z.string(),
  newPassword: z.string(),
  revokeOtherSessions: z.boolean().default(true),
});

/**
 * better-auth's own endpoints that people use, bridged from Node to fetch. No others: some of them change the account
 * behind the directory's back or hand session tokens to scripts.
 */
export const signInRoutes =
  (options: AuthRoutesOptions): Routes =>
  (server) => {
    const { auth, people, database, clock, credentials, audit, throttle, publicUrl } = options;
    const guesses = createGuesses(throttle);

    async function ask(request: FastifyRequest, body: object = request.body ?? {}): Promise<Response> {
      refuseForeignOrigin(request, publicUrl);
      const headers = fromNodeHeaders(request.headers);
      // The address we found with the named proxies: what the caller claims would be written beside their session.
      headers.set('x-forwarded-for', request.ip);
      const url = new URL(request.url, `${request.protocol}://${request.host}`);
      return auth.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
    }

    const post = <S extends z.ZodType>(
      path: string,
      body: S,
      handle: (request: FastifyRequest & { body: z.infer<S> }) => Promise<Response>,
    ) =>
      server.post(
        `/api/auth/${path}`,
        { config: { permission: 'public' }, schema: { hide: true, body } },
        async (request, reply) =>
          answer(reply, await handle(request as unknown as FastifyRequest & { body: z.infer<S> })),
      );

    /** The same, where a wrong answer may be somebody guessing a password. */
    const guarded = async (request: FastifyRequest, account: string, body?: object): Promise<Response> => {
      const guess = await guesses.begin(request.ip, account);
      const response = await ask(request, body);
      if (response.status !== 401 && response.status !== 400) await guess.right();
      return response;
    };

    // Also the session that a page opened in this browser, which would take its place.
    post('sign-out', z.object({}).optional(), async (request) => {
      const response = await ask(request);
      response.headers.append('set-cookie', options.limited.end);
      return response;
    });
    post('sign-in/link', z.object({ token: z.string() }), (request) => ask(request));
    post('sign-in/email', SignIn, async (request) => {
      const { email } = request.body;
      // Asked for every address, known or not, so that the time it takes tells nobody which are.
      const known = await people.byEmail(database.db, email);
      const name = (await keptSignInName(database.db, known?.id ?? null)) ?? signInName(email);
      const response = await guarded(request, email, { ...request.body, email: name });
      const person = response.ok ? await people.byEmail(database.db, email) : undefined;
      if (!response.ok || person?.active === true) return response;
      if (person !== undefined) await credentials.endSessions(person.id);
      throw deactivated();
    });
    post('change-password', ChangePassword, async (request) => {
      const session = await sessionOf(auth, request.headers);
      const personId = session?.user.id;
      const response = await guarded(request, personId ?? '');
      if (response.ok && personId !== undefined)
        await database.transaction(async (tx) => {
          await audit(tx, {
            actor: { kind: 'person', personId, via: 'web' },
            action: 'password.changed',
            subjectKind: 'person',
            subjectId: personId,
          });
          if (request.body.revokeOtherSessions) await markSessionsEnded(tx, personId, clock.now());
        });
      return response;
    });
  };

/** Passes on status, cookies and what went wrong; not the rest, which has the session's token in it. */
async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status).type('application/json');
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply.send(response.ok ? '{"ok":true}' : await response.text());
}
