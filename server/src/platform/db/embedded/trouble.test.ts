import { expect, test } from 'vitest';
import { troubleOf } from './trouble.ts';

/** What PostgreSQL 18 writes, each line as it is. */
const AT = '2031-03-03 09:00:00.000 UTC [17] ';
test.each([
  {
    says: 'The disk of /data/pg is full',
    log: `${AT}FATAL:  could not write lock file "postmaster.pid": No space left on device`,
  },
  {
    says: 'The disk of /data/pg is full',
    log: 'initdb: error: could not write to file "/data/pg.new/base/1/2662": No space left on device\ninitdb: removing contents of data directory',
  },
  {
    says: 'needs more shared memory',
    log: `${AT}FATAL:  could not resize shared memory segment "/PostgreSQL.1" to 1048576 bytes: No space left on device`,
  },
  {
    says: 'Processes of a PostgreSQL that was killed still work on /data/pg',
    log: `${AT}FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use\n${AT}HINT:  Terminate any old server processes associated with data directory "/data/pg".`,
  },
  {
    says: '/data/pg belongs to another user',
    log: `${AT}FATAL:  data directory "/data/pg" has wrong ownership\n${AT}HINT:  The server must be started by the user that owns the data directory.`,
  },
  {
    says: 'chmod 700 /data/pg',
    log: `${AT}FATAL:  data directory "/data/pg" has invalid permissions\n${AT}DETAIL:  Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).`,
  },
  {
    says: 'made on another kind of machine',
    log: `${AT}FATAL:  database files are incompatible with server\n${AT}DETAIL:  The database cluster was initialized with PG_CONTROL_VERSION 1, but the server was compiled with PG_CONTROL_VERSION 2.`,
  },
  {
    says: 'Give it to an ordinary user: chown -R 65534:65534 /data/pg',
    log: '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent',
  },
  {
    says: 'is damaged. Restore a backup',
    log: 'postgres: could not access the server configuration file "/data/pg/postgresql.conf": No such file or directory',
  },
  {
    says: 'no entry in /etc/passwd',
    log: 'initdb: error: could not look up effective user ID 4711: user does not exist',
  },
  {
    says: 'is damaged. Restore a backup',
    log: `${AT}PANIC:  could not locate a valid checkpoint record at 0/1`,
  },
  {
    says: 'read-only',
    log: `${AT}FATAL:  could not create lock file "postmaster.pid": Read-only file system`,
  },
  { says: 'Give it to the user', log: `${AT}FATAL:  could not open file "PG_VERSION": Permission denied` },
  {
    says: 'The embedded PostgreSQL stopped at its start (exit 1): out of ideas. LOG_LEVEL=debug',
    log: `${AT}LOG:  starting\n${AT}FATAL:  out of ideas\n${AT}LOG:  database system is shut down`,
  },
])('$log: $says', ({ log, says }) => {
  const { message } = troubleOf('The embedded PostgreSQL stopped at its start (exit 1)', '/data/pg', log);
  expect(message).toContain(says);
  expect(message).not.toContain('\n');
  expect(message).not.toContain('[17]');
});
