/** What keeps the embedded PostgreSQL from running and lies outside of us: the message says what it is and what to do. */
export class EmbeddedTrouble extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedTrouble';
  }
}

const BACKUP = 'Restore a backup, or move the folder away to start with an empty database.';

/** What PostgreSQL says when it gives up, and what a person can do about it; the first that fits. */
const KNOWN: readonly [RegExp, (cluster: string) => string][] = [
  [
    /shared memory segment.*No space left on device/,
    () => 'PostgreSQL needs more shared memory. Give the container more of it (docker run --shm-size=256m).',
  ],
  [
    /No space left on device|Disk quota exceeded/,
    (cluster) => `The disk of ${cluster} is full. Free some space and start Tocsin again.`,
  ],
  [
    /pre-existing shared memory block|is another postmaster .* running|is another postgres .* running/,
    (cluster) =>
      `Processes of a PostgreSQL that was killed still work on ${cluster}. End them (they are called "postgres"), or restart the machine, and start Tocsin again.`,
  ],
  [
    /could not look up effective user ID/,
    () =>
      `PostgreSQL needs to know the name of its user, and user id ${process.getuid?.()} has no entry in /etc/passwd. ` +
      'Add one, start Tocsin as a user that has one, or set DATABASE_URL.',
  ],
  [
    /"root" execution of the PostgreSQL server is not permitted/,
    (cluster) =>
      `${cluster} belongs to root, as whom PostgreSQL does not run; a backup that root restored, for instance. Give it to an ordinary user: chown -R 65534:65534 ${cluster}.`,
  ],
  [
    /wrong ownership|must be owned by the user|user that owns the data directory/,
    (cluster) =>
      `${cluster} belongs to another user. Give it to the one that runs Tocsin (chown -R), or start Tocsin as its owner.`,
  ],
  [
    /invalid permissions|group or world access/,
    (cluster) =>
      `${cluster} is open to other users, which PostgreSQL refuses. Close it: chmod 700 ${cluster}.`,
  ],
  [
    /database files are incompatible with server|byte ordering/,
    (cluster) =>
      `${cluster} was made on another kind of machine or by another build of PostgreSQL, or is damaged. Move the data with pg_dump and pg_restore (docs/production.md), or restore a backup.`,
  ],
  [
    /could not create shared memory segment|could not create semaphores/,
    () =>
      "PostgreSQL gets no shared memory from this system. Raise the kernel's limits (shmmax, shmall, semmni), or set DATABASE_URL.",
  ],
  [
    /Read-only file system/,
    (cluster) =>
      `${cluster} lies on a file system that is read-only. Mount it for writing, or set TOCSIN_DATA.`,
  ],
  [
    /Permission denied/,
    (cluster) =>
      `PostgreSQL may not read or write ${cluster}. Give it to the user that runs Tocsin (chown -R).`,
  ],
  [
    /configuration file ".*" contains errors|syntax error in file|unrecognized configuration parameter|invalid value for parameter/,
    (cluster) =>
      `The configuration in ${cluster} has an error; the data is not affected. Correct postgresql.conf, or take out what was added to it.`,
  ],
  [
    /control file|checkpoint record|is not a valid data directory|could not (?:access the server configuration file|find the database system)|PANIC|invalid page|could not (?:open|read|access) (?:file|directory)|invalid (?:line|data)/,
    (cluster) => `The database in ${cluster} is damaged. ${BACKUP}`,
  ],
];

/** The trouble behind what PostgreSQL or one of its tools wrote before it ended. */
export function troubleOf(what: string, cluster: string, output: string): EmbeddedTrouble {
  const said = lastWords(output);
  const known = KNOWN.find(([pattern]) => pattern.test(output));
  if (known !== undefined) return new EmbeddedTrouble(`${known[1](cluster)} (PostgreSQL says: ${said})`);
  return new EmbeddedTrouble(
    `${what}: ${said}. LOG_LEVEL=debug shows everything it says; DATABASE_URL takes another PostgreSQL.`,
  );
}

/** The line that says why, without what stands before it. */
function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const fatal =
    lines.findLast((line) => /\b(?:FATAL|PANIC|ERROR|error):/.test(line)) ??
    lines.find((line) => /could not/.test(line)) ??
    lines.at(-1) ??
    'nothing';
  return fatal
    .replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, '')
    .trim()
    .replace(/\.$/, '');
}
