import { Logger } from 'graphile-worker';
import type { Log } from '../platform/log/index.ts';

/** Graphile Worker's log lines in our log. Its "info" tells of every job, which is our "debug". */
export const graphileLogger = (log: Log): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error({ source: 'jobs' }, message);
    else if (level === 'warning') log.warn({ source: 'jobs' }, message);
    else log.debug({ source: 'jobs' }, message);
  });
