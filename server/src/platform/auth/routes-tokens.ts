import { z } from 'zod';
import { Fault, notFound, Temporal } from '../../kernel/index.ts';
import { PERMISSIONS, type Principal, principalOf, type Routes } from '../http/index.ts';
import { newId, randomToken, sha256 } from '../ids.ts';
import type { AuthRoutesOptions } from './routes.ts';
import { insertToken, listTokens, revokeToken } from './store.ts';

const Token = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});

const NewToken = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(PERMISSIONS)).min(1),
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
});

/** Makes a token of the caller's own. @throws Fault `no_person`, `scope_not_yours` */
async function create(
  { database, clock, audit }: AuthRoutesOptions,
  { actor, personId, permissions }: Principal,
  wanted: z.infer<typeof NewToken>,
): Promise<{ id: string; token: string }> {
  if (personId === undefined) throw new Fault('forbidden', 'no_person', 'Only a person can make tokens.');
  const { name, scopes } = wanted;
  const tooMuch = scopes.filter((scope) => !permissions.has(scope));
  if (tooMuch.length > 0)
    throw new Fault(
      'forbidden',
      'scope_not_yours',
      `You may not hand out what you do not have: ${tooMuch.join(', ')}.`,
    );
  const token = `tocsin_${randomToken()}`;
  const id = newId(clock);
  const expiresAt = wanted.expiresAt === null ? null : Temporal.Instant.from(wanted.expiresAt);
  const createdAt = clock.now();
  await database.transaction(async (tx) => {
    await insertToken(tx, {
      id,
      name,
      prefix: token.slice(0, 12),
      tokenHash: sha256(token),
      personId,
      scopes,
      createdAt,
      expiresAt,
    });
    await audit(tx, {
      actor,
      action: 'token.created',
      subjectKind: 'token',
      subjectId: id,
      details: { name, scopes },
    });
  });
  return { id, token };
}

export const tokenRoutes =
  (options: AuthRoutesOptions): Routes =>
  (server) => {
    const { database, clock, audit } = options;
    server.get(
      '/api/v1/tokens',
      {
        config: { permission: 'self:write' },
        schema: {
          operationId: 'listTokens',
          tags: ['accounts'],
          response: { 200: z.object({ items: z.array(Token) }) },
        },
      },
      async (request) => {
        const { personId } = principalOf(request);
        const rows = personId === undefined ? [] : await listTokens(database.db, personId);
        return {
          items: rows.map((row) => ({
            id: row.id,
            name: row.name,
            prefix: row.prefix,
            scopes: [...row.scopes],
            createdAt: row.createdAt.toString(),
            expiresAt: row.expiresAt?.toString() ?? null,
            lastUsedAt: row.lastUsedAt?.toString() ?? null,
          })),
        };
      },
    );
    server.post(
      '/api/v1/tokens',
      {
        config: { permission: 'self:write' },
        schema: {
          operationId: 'createToken',
          tags: ['accounts'],
          body: NewToken,
          response: { 201: z.object({ id: z.string(), token: z.string() }) },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await create(options, principalOf(request), request.body)),
    );
    server.delete(
      '/api/v1/tokens/:id',
      {
        config: { permission: 'self:write' },
        schema: {
          operationId: 'revokeToken',
          tags: ['accounts'],
          params: z.object({ id: z.uuid() }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const { actor, personId } = principalOf(request);
        await database.transaction(async (tx) => {
          const { id } = request.params;
          if (personId === undefined || !(await revokeToken(tx, id, personId, clock.now())))
            throw notFound('such token of yours');
          await audit(tx, { actor, action: 'token.revoked', subjectKind: 'token', subjectId: id });
        });
        return reply.code(204).send(null);
      },
    );
  };
