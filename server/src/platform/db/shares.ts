/** Connections of a process that do not depend on how many it may have. */
export const CONNECTIONS = {
  /** The lock that says this process lives, and the one that listens for live events. */
  held: 2,
  accounts: 3,
  /** The queue's, one of which listens for all groups of workers. */
  queue: 10,
} as const;

/** Fewer than this, and requests and jobs would wait for each other. */
const LEAST_MAIN = 5;
/** What the setting TOCSIN_DB_CONNECTIONS must allow at least. */
export const LEAST_CONNECTIONS = CONNECTIONS.held + CONNECTIONS.accounts + CONNECTIONS.queue + LEAST_MAIN;

/**
 * How many connections are left for requests and the work of jobs, of all that a process may have. Nothing of a process
 * opens a connection that is not counted here.
 * @param total at least LEAST_CONNECTIONS
 */
export const mainConnections = (total: number, takesJobs: boolean): number =>
  total - CONNECTIONS.held - CONNECTIONS.accounts - (takesJobs ? CONNECTIONS.queue : 0);
