import { z } from 'zod';
import { isEmailAddress, isZone, notFound } from '../../kernel/index.ts';
import { PERMISSIONS, principalOf, type Routes } from '../http/index.ts';
import { listAudit } from './audit.ts';
import type { AuthRoutesOptions } from './options-routes.ts';
import { Address, signInRoutes } from './routes-sign-in.ts';
import { markSessionsEnded } from './store.ts';

const Timezone = z.string().refine(isZone, 'must be an IANA time zone such as Europe/Berlin');
/** As the directory takes them: whoever is in it can set up an account. */
const Email = Address.refine(isEmailAddress, 'must be an e-mail address such as ana@example.com');
const Password = z.string().min(10, 'must have at least 10 characters').max(200);

export const authRoutes =
  (options: AuthRoutesOptions): Routes =>
  (server) => {
    signInRoutes(options)(server);
    setupRoutes(options)(server);
    accountRoutes(options)(server);
    auditRoutes(options)(server);
  };

const setupRoutes =
  ({ accounts }: AuthRoutesOptions): Routes =>
  (server) => {
    server.get(
      '/api/v1/setup',
      {
        config: { permission: 'public' },
        schema: {
          operationId: 'getSetup',
          summary: 'Check whether set-up is complete',
          tags: ['accounts'],
          response: { 200: z.object({ needed: z.boolean() }) },
        },
      },
      async () => ({ needed: await accounts.setupNeeded() }),
    );
    server.post(
      '/api/v1/setup',
      {
        config: { permission: 'public' },
        schema: {
          operationId: 'setUp',
          summary: 'Create the first administrator, with the link printed at the first start',
          tags: ['accounts'],
          body: z.object({
            token: z.string(),
            name: z.string().trim().min(1).max(200),
            email: Email,
            password: Password,
            timezone: Timezone,
          }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        await accounts.setUp(request.body);
        return reply.code(204).send(null);
      },
    );
    server.post(
      '/api/v1/password/recover',
      {
        config: { permission: 'public', rateLimit: { max: 5, timeWindow: '1 minute' } },
        schema: {
          operationId: 'recoverPassword',
          summary: 'Send a password reset link, if the address belongs to an account',
          tags: ['accounts'],
          body: z.object({ email: Email }),
          response: { 202: z.object({ linkHours: z.int().describe('How long the link is valid') }) },
        },
      },
      async (request, reply) => reply.code(202).send(await accounts.recover(request.body.email)),
    );
    server.post(
      '/api/v1/password',
      {
        config: { permission: 'public', rateLimit: { max: 10, timeWindow: '1 minute' } },
        schema: {
          operationId: 'choosePassword',
          summary: 'Set a password with an invitation or reset link',
          tags: ['accounts'],
          body: z.object({ token: z.string(), password: Password }),
          response: { 200: z.object({ email: z.string() }) },
        },
      },
      async (request) => accounts.choosePassword(request.body.token, request.body.password),
    );
  };

const Me = z.object({
  id: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  timezone: z.string(),
  role: z.enum(['administrator', 'manager', 'responder', 'stakeholder']),
  permissions: z.array(z.enum(PERMISSIONS)),
  within: z
    .object({ reference: z.string(), until: z.iso.datetime() })
    .nullable()
    .describe('For a session that a page opened: the one incident it shows, and when it ends'),
});

const accountRoutes =
  ({ accounts, credentials, people, database, clock, audit, limited }: AuthRoutesOptions): Routes =>
  (server) => {
    server.get(
      '/api/v1/me',
      {
        config: { permission: 'signed-in', limited: true },
        schema: {
          operationId: 'getMe',
          summary: 'Get the current user and their permissions',
          tags: ['accounts'],
          response: { 200: Me },
        },
      },
      async (request) => {
        const principal = principalOf(request);
        const person = principal.personId ? await people.byId(database.db, principal.personId) : undefined;
        return {
          id: person?.id ?? null,
          name: person?.name ?? (principal.actor.kind === 'token' ? principal.actor.name : ''),
          email: person?.email ?? null,
          timezone: person?.timezone ?? 'UTC',
          role: principal.role,
          permissions: [...principal.permissions],
          within: principal.within
            ? { reference: principal.within.reference, until: principal.within.until.toString() }
            : null,
        };
      },
    );
    server.post(
      '/api/v1/sessions/revoke-all',
      {
        config: { permission: 'self:write' },
        schema: {
          operationId: 'revokeAllSessions',
          summary: 'Sign out everywhere',
          tags: ['accounts'],
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const { personId, actor } = principalOf(request);
        if (personId !== undefined) {
          await database.transaction(async (tx) => {
            await audit(tx, { actor, action: 'sessions.ended', subjectKind: 'person', subjectId: personId });
            await markSessionsEnded(tx, personId, clock.now());
          });
          await credentials.endSessions(personId);
        }
        return reply.code(204).header('set-cookie', limited.end).send(null);
      },
    );
    server.post(
      '/api/v1/people/:id/invitation',
      {
        config: { permission: 'accounts:write' },
        schema: {
          operationId: 'invitePerson',
          summary: 'Send an invitation to set a password',
          tags: ['accounts'],
          params: z.object({ id: z.uuid() }),
          response: { 202: z.null() },
        },
      },
      async (request, reply) => {
        const person = await people.byId(database.db, request.params.id);
        if (person === undefined) throw notFound('person');
        await accounts.invite(person, principalOf(request));
        return reply.code(202).send(null);
      },
    );
  };

const AUDIT_PAGE = 100;

const auditRoutes =
  ({ database }: AuthRoutesOptions): Routes =>
  (server) => {
    server.get(
      '/api/v1/audit',
      {
        config: { permission: 'audit:read' },
        schema: {
          operationId: 'listAudit',
          summary: 'List audit log entries, newest first',
          tags: ['accounts'],
          querystring: z.object({ cursor: z.uuid().optional() }),
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  id: z.string(),
                  at: z.string(),
                  actor: z.unknown(),
                  action: z.string(),
                  subjectKind: z.string(),
                  subjectId: z.string().nullable(),
                  details: z.unknown(),
                }),
              ),
              nextCursor: z.string().nullable(),
            }),
          },
        },
      },
      async (request) => {
        const rows = await listAudit(database.db, request.query.cursor, AUDIT_PAGE);
        return {
          items: rows.map((row) => ({ ...row, at: row.at.toString() })),
          nextCursor: rows.length === AUDIT_PAGE ? (rows.at(-1)?.id ?? null) : null,
        };
      },
    );
  };
