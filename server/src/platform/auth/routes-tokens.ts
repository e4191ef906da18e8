import { z } from 'zod';
import { Fault, notFound, Temporal } from '../../kernel/index.ts';
import { PERMISSIONS, type Principal, principalOf, type Routes } from '../http/index.ts';
import { newId, randomToken, sha256 } from '../ids.ts';
import type { AuthRoutesOptions } from './options-routes.ts';
import { insertToken, listTokens, revokeToken, type TokenOwner } from './store.ts';

const Token = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  /** `installation`: TOCSIN_BOOTSTRAP_TOKEN, which belongs to no person. */
  owner: z.enum(['you', 'installation']),
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
  if (personId === undefined) throw new Fault('forbidden', 'no_person', 'Only a person can create tokens.');
  const { name, scopes } = wanted;
  const tooMuch = scopes.filter((scope) => !permissions.has(scope));
  if (tooMuch.length > 0)
    throw new Fault(
      'forbidden',
      'scope_not_yours',
      `You cannot grant scopes that you do not have: ${tooMuch.join(', ')}.`,
    );
  const token = `tocsin_${randomToken()}`;
  const id = newId(clock);
  const expiresAt = wanted.expiresAt === null ? null : Temporal.Instant.from(wanted.expiresAt);
  const createdAt = clock.now();
  if (expiresAt !== null && Temporal.Instant.compare(expiresAt, createdAt) <= 0)
    throw new Fault('invalid', 'already_expired', 'The expiry must be in the future.', [
      { path: 'expiresAt', message: 'must be in the future' },
    ]);
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

/** One's own; with the right to manage accounts the installation's as well, which nobody else would ever revoke. */
const ownerFor = ({ personId, permissions }: Principal): TokenOwner => ({
  personId,
  installation: permissions.has('accounts:write'),
});

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
          summary: 'List your API tokens; with accounts:write also those of the installation',
          tags: ['accounts'],
          response: { 200: z.object({ items: z.array(Token) }) },
        },
      },
      async (request) => {
        const rows = await listTokens(database.db, ownerFor(principalOf(request)));
        return {
          items: rows.map((row) => ({
            id: row.id,
            name: row.name,
            prefix: row.prefix,
            owner: row.personId === null ? ('installation' as const) : ('you' as const),
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
          summary: 'Create an API token; it is shown once',
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
          summary: 'Revoke an API token',
          tags: ['accounts'],
          params: z.object({ id: z.uuid() }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const principal = principalOf(request);
        const { actor } = principal;
        await database.transaction(async (tx) => {
          const { id } = request.params;
          if (!(await revokeToken(tx, id, ownerFor(principal), clock.now()))) throw notFound('token');
          await audit(tx, { actor, action: 'token.revoked', subjectKind: 'token', subjectId: id });
        });
        return reply.code(204).send(null);
      },
    );
  };
