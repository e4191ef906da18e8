import { randomBytes } from 'node:crypto';
import { open, readFile, readlink, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 2_000;
/** Three beats: a holder that has missed so many is gone, or as good as. */
const PATIENCE_MS = 6_000;
const LOOK_MS = 250;
/** Two who find the same abandoned lease both write theirs; after this the one whose word was overwritten sees it. */
const SETTLE_MS = 500;
const COUNT_DIGITS = 12;

/** A lease as it is read: whose it is, from where, and the whole text, which moves while its holder lives. */
interface Lease {
  readonly id: string;
  readonly where: string;
  readonly text: string;
}

export interface HeldLease {
  /** Told once, should another Tocsin take the folder although this one lives. */
  onLost: (() => void) | undefined;
  release(): Promise<void>;
}

/**
 * The lock for Tocsins that do not see each other's sockets and processes: two containers, or two machines, on one data
 * folder. Its holder rewrites the file `lease` every 2 s; whoever finds one that is not its own watches whether it moves.
 * Only movement is looked at, no clock and no process id, since neither means the same on both sides. A file lock
 * (flock) was the other choice; Node has none.
 * @returns undefined when somebody else holds the folder
 */
export async function takeLease(dataDir: string): Promise<HeldLease | undefined> {
  const file = join(dataDir, 'lease');
  const here = await whereWeAre();
  const id = randomBytes(16).toString('hex');
  if (await write(file, 'wx', id, here, 0)) return keep(file, id, here);
  const found = await read(file);
  // A holder from here would still have the socket, which we hold by now: it is dead, and nobody needs to wait.
  const ownRoom = found?.where === here;
  if (!ownRoom && found !== undefined && (await moves(file, found))) return undefined;
  if (!(await write(file, 'r+', id, here, 0)) && !(await write(file, 'wx', id, here, 0))) return undefined;
  if (!ownRoom) await pause(SETTLE_MS);
  return (await read(file))?.id === id ? keep(file, id, here) : undefined;
}

function keep(file: string, id: string, here: string): HeldLease {
  let beats = 0;
  let beating: Promise<void> = Promise.resolve();
  const held: HeldLease = {
    onLost: undefined,
    async release() {
      clearInterval(timer);
      await beating;
      if ((await read(file))?.id === id) await rm(file, { force: true });
    },
  };
  async function beat(): Promise<void> {
    const found = await read(file);
    if (found === undefined || found.id === id) {
      beats += 1;
      await write(file, found === undefined ? 'wx' : 'r+', id, here, beats);
      return;
    }
    clearInterval(timer);
    held.onLost?.();
    held.onLost = undefined;
  }
  let isBeating = false;
  const timer = setInterval(() => {
    // A disk that does not answer must not gather beats.
    if (isBeating) return;
    isBeating = true;
    // One that fails is tried again at the next.
    beating = beat()
      .catch(() => undefined)
      .finally(() => {
        isBeating = false;
      });
  }, BEAT_MS);
  timer.unref();
  return held;
}

/** Whether a lease's holder lives: watches until it moves or has been still for too long. */
async function moves(file: string, first: Lease): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    await pause(LOOK_MS);
    const now = await read(file);
    // Gone: its holder has let go in order.
    if (now === undefined) return false;
    if (now.text !== first.text) return true;
  }
  return false;
}

/** A file that is there and empty is somebody's who is just writing it. */
async function read(file: string): Promise<Lease | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    const [id = '', where = ''] = text.split('\n');
    return { id, where, text };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Writes the lease, a new one (`wx`) or over one (`r+`): in place, so that a full disk does not end it.
 * @returns false when a new one is there already, or the one to be written over is not
 */
async function write(file: string, how: 'wx' | 'r+', id: string, where: string, beats: number) {
  const text = `${id}\n${where}\n${String(beats).padStart(COUNT_DIGITS, '0')}\n`;
  try {
    const handle = await open(file, how, 0o600);
    try {
      // Root may start what an ordinary user then goes on with.
      if (how === 'wx' && process.getuid?.() === 0) {
        const { uid, gid } = await stat(dirname(file));
        await handle.chown(uid, gid);
      }
      await handle.write(text, 0);
      await handle.truncate(Buffer.byteLength(text));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * The room in which the socket lock works: on Linux a network namespace of this boot. It outlives none of its processes,
 * so that the same number later means that those before are gone.
 */
async function whereWeAre(): Promise<string> {
  if (process.platform !== 'linux') return hostname();
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();
  const room = await readlink('/proc/self/ns/net').catch(() => '');
  return boot === '' || room === '' ? `${hostname()} ${randomBytes(8).toString('hex')}` : `${boot} ${room}`;
}
