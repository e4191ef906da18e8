import type { Viewer } from '../kernel/index.ts';
import type { createCommands } from './service.ts';
import type { createAccess } from './service-access.ts';
import type { createDeclare } from './service-declare.ts';
import type { createReads } from './service-read.ts';
import type { VerifyReport } from './service-verify.ts';
import type { createViewing } from './service-viewing.ts';

/** What the routes call. */
export type IncidentApi = ReturnType<typeof createCommands> &
  ReturnType<typeof createReads> &
  ReturnType<typeof createViewing> &
  ReturnType<typeof createAccess> & {
    readonly declare: ReturnType<typeof createDeclare>;
    verifyOne(ref: string, viewer: Viewer): Promise<VerifyReport>;
    verifyAfter(after: number, limit: number, viewer: Viewer): Promise<VerifyReport>;
  };
