import { z } from 'zod';
import { type Clock, composed, type Instant } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import type { Directory } from './directory.ts';
import type { DirectoryFacts, Person } from './model.ts';
import type { Invitation } from './present.ts';

export interface DirectoryRouteParts {
  readonly directory: Directory;
  readonly database: Database;
  readonly clock: Clock;
  /** The policy in force: which roles there are and who stands in for a role nobody holds. */
  readonly policy: (reader: Reader) => Promise<Policy>;
  /** The people on call for a team. */
  readonly onCall: (reader: Reader, teamId: string, at: Instant) => Promise<readonly string[]>;
  /** How somebody's last invitation stands; null when there is none to be waited for. */
  readonly invitation: (reader: Reader, person: Person) => Promise<Invitation | null>;
}

export const tags = ['directory'];
export const read = { permission: 'directory:read' } as const;
export const write = { permission: 'directory:write' } as const;
/** One's own details or, checked by the service, anybody's with directory:write. */
export const self = { permission: 'self:write' } as const;

export const about = (operationId: string, summary: string) => ({ operationId, summary, tags });

export const listQuery = z.object({
  q: z.string().max(200).optional().describe('Only those whose name or ID contains this'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Whether any of the texts contains the words looked for, whatever their case. */
export const found = (q: string | undefined, ...texts: readonly string[]): boolean =>
  q === undefined || texts.some((text) => searched(text).includes(searched(q.trim())));

const searched = (text: string): string => composed(text.toLowerCase());

/**
 * One page of what is in memory anyway, sorted by name. The cursor is the last item's sort key, so that items
 * that come or go between two pages move nobody to another page.
 */
export function pageOf<T extends { readonly id: string; readonly name: string }>(
  items: Iterable<T>,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): { items: T[]; nextCursor: string | null } {
  const key = (item: T) => `${item.name.toLowerCase()}\u0000${item.id}`;
  const after = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString();
  const rest = [...items]
    .map((item) => ({ item, key: key(item) }))
    .filter((entry) => entry.key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const last = rest.length > limit ? rest[limit - 1] : undefined;
  return {
    items: rest.slice(0, limit).map((entry) => entry.item),
    nextCursor: last === undefined ? null : Buffer.from(last.key).toString('base64url'),
  };
}

/** Does something and answers with how things are then. */
export function changing({ database, directory }: Pick<DirectoryRouteParts, 'database' | 'directory'>) {
  return <T>(work: (tx: Tx) => Promise<unknown>, present: (facts: DirectoryFacts) => T): Promise<T> =>
    database.transaction(async (tx) => {
      await work(tx);
      return present(await directory.facts(tx));
    });
}
