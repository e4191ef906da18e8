import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Connector } from './model.ts';

/** A connector with its secret, sealed. */
export interface StoredConnector extends Connector {
  readonly sealedSecret: string | null;
}

const columns = sql`id, kind, name, url, auth, username, sealed_secret as "sealedSecret",
  sealed_secret is not null as "hasSecret", options, system_ids as "systemIds", warning`;

export async function listConnectors(reader: Reader): Promise<readonly StoredConnector[]> {
  const { rows } = await sql<StoredConnector>`select ${columns} from connector order by name, id`.execute(
    reader,
  );
  return rows;
}

export async function findConnector(reader: Reader, id: string): Promise<StoredConnector | undefined> {
  const { rows } = await sql<StoredConnector>`select ${columns} from connector where id = ${id}`.execute(
    reader,
  );
  return rows[0];
}

export async function saveConnector(
  tx: Tx,
  connector: Omit<StoredConnector, 'hasSecret'>,
  now: Instant,
): Promise<void> {
  const { id, kind, name, url, auth, username, sealedSecret, options, systemIds, warning } = connector;
  await sql`insert into connector (id, kind, name, url, auth, username, sealed_secret, options, system_ids, warning,
      created_at, updated_at)
    values (${id}, ${kind}, ${name}, ${url}, ${auth}, ${username}, ${sealedSecret}, ${JSON.stringify(options)}::jsonb,
      ${[...systemIds]}, ${warning}, ${now}, ${now})
    on conflict (id) do update set kind = excluded.kind, name = excluded.name, url = excluded.url, auth = excluded.auth,
      username = excluded.username, sealed_secret = excluded.sealed_secret, options = excluded.options,
      system_ids = excluded.system_ids, warning = excluded.warning,
      updated_at = excluded.updated_at`.execute(tx);
}

export async function setWarning(reader: Reader, id: string, warning: string | null): Promise<void> {
  await sql`update connector set warning = ${warning} where id = ${id} and warning is distinct from ${warning}`.execute(
    reader,
  );
}

export async function deleteConnector(tx: Tx, id: string): Promise<void> {
  await sql`delete from connector where id = ${id}`.execute(tx);
}
