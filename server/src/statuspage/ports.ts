import type { Channel, Communication } from '../communication/index.ts';
import type { Audit, DirectoryFacts } from '../directory/index.ts';
import type { Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Bucket } from './model.ts';

/** What the status page is made of; put together by app/wire.ts. */
export interface StatusPagePorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly incidents: Pick<Incidents, 'lock' | 'get' | 'getMany' | 'idOf' | 'append'>;
  /** Base URL of the application. */
  readonly publicUrl: string;
  readonly secret: string;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Made after this. */
  readonly communication: () => Pick<Communication, 'enqueue' | 'subscribersWaiting' | 'tellAdministrators'>;
  /** Where the page is kept as files; undefined: nowhere. */
  readonly folder: string | undefined;
  readonly bucket: Bucket | undefined;
}
