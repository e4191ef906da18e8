import { expect, test } from 'vitest';
import { decideRole } from './decide-role.ts';

const columns = [
  'role',
  'super',
  'roles',
  'monitor',
  'signals',
  'programs',
  'creates',
  'writable',
  'example',
];
const role = (...row: readonly string[]) => decideRole('postgresql', { columns, rows: [row], more: false });
const grants = (...lines: readonly string[]) =>
  decideRole('mysql', { columns: ['Grants'], rows: lines.map((line) => [line]), more: false });

test('a role of PostgreSQL: what it may do beyond reading, and what it cannot see', () => {
  expect(role('tocsin', 'f', 'f', 't', 'f', 'f', 'f', '0', '')).toBeNull();
  expect(role('app', 'f', 'f', 'f', 't', 'f', 't', '12', 'public.orders')).toBe(
    'The user may write to 12 tables (public.orders), create tables and end the sessions of others. Tocsin only reads; a user that may read and nothing else is safer. It sees the sessions of others only in part: grant pg_monitor to app.',
  );
  expect(role('postgres', 't', 't', 't', 't', 't', 't', '9', 'x')).toContain('it is a superuser');
});

test('a user of MySQL or MariaDB, by its grants', () => {
  const reads = 'GRANT SELECT, PROCESS, REPLICATION CLIENT ON *.* TO `tocsin`@`%`';
  expect(grants(reads)).toBeNull();
  const some = 'GRANT SELECT (`id`, `name`), PROCESS, REPLICATION CLIENT ON `shop`.`t` TO `tocsin`@`%`';
  expect(grants(some)).toBe(
    'On MySQL it cannot see who waits for whom: grant it SELECT on performance_schema.',
  );
  expect(grants(some, 'GRANT SELECT ON `performance_schema`.* TO `tocsin`@`%`')).toBeNull();
  expect(grants('GRANT PROCESS, BINLOG MONITOR, SLAVE MONITOR ON *.* TO `tocsin`@`%`')).toBeNull();
  expect(grants('GRANT SELECT, PROCESS ON *.* TO `tocsin`@`%`')).toBe(
    'It cannot see whom the server follows: grant it REPLICATION CLIENT.',
  );
  expect(grants(reads, 'GRANT INSERT, DELETE ON `shop`.* TO `tocsin`@`%`')).toContain(
    'use INSERT and DELETE',
  );
  expect(grants('GRANT ALL PRIVILEGES ON `shop`.* TO `app`@`%`')).toContain('do everything');
  expect(grants('GRANT USAGE ON *.* TO `tocsin`@`%`')).toContain(
    'It sees only its own sessions: grant it PROCESS.',
  );
});
