import { type Channel, reachOf, recipient } from '../communication/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { Db } from '../platform/db/index.ts';
import type { Routes } from '../platform/http/index.ts';
import type { Policies } from '../policy/index.ts';
import { createReadiness, readinessRoutes } from '../readiness/index.ts';

export interface ReadinessParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly policies: Policies;
  readonly directory: Directory;
  readonly onCall: OnCall;
  readonly channels: ReadonlyMap<string, Channel>;
}

/** Looking ahead, wired to the address book and the channels that messages go through. */
export function wireReadiness({ directory, channels, ...parts }: ReadinessParts): Routes {
  const all = [...channels.values()];
  return readinessRoutes(
    createReadiness({
      ...parts,
      directory: directory.facts,
      recipient,
      reach: reachOf(channels),
      channels: new Set(all.filter(({ missing }) => missing === null).map(({ kind }) => kind)),
      missing: new Map(
        all.flatMap(({ kind, missing }) => (missing === null ? [] : [[kind, missing] as const])),
      ),
    }),
  );
}
