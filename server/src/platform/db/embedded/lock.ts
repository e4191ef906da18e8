import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLease } from './lease.ts';

/** Another living Tocsin holds the data folder. */
export class DataFolderInUse extends Error {
  readonly pid: number;
  /** @param pid 0 when the other one is out of sight */
  constructor(dataDir: string, pid: number) {
    const who = pid === 0 ? 'in another container or on another machine' : `process ${pid}`;
    super(
      `The data folder ${dataDir} is in use by another Tocsin (${who}). ` +
        'Stop that one first, or give this one a folder of its own with TOCSIN_DATA.',
    );
    this.name = 'DataFolderInUse';
    this.pid = pid;
  }
}

/** A data folder that is ours. */
export interface HeldFolder {
  /** Calls back, once, should another Tocsin take the folder although this one lives. */
  whenLost(callback: () => void): void;
  letGo(): Promise<void>;
}

/**
 * Holds `dataDir` for this process until it lets go or ends, however it ends. First by a listening socket, which the
 * kernel closes with its owner: who was killed leaves nothing behind, and nobody waits. A file with a process id was the
 * other choice; after a kill -9 and a restart of the machine or container the same id may belong to somebody else. A
 * socket is not seen from other containers, hence the lease as well (lease.ts).
 * @throws DataFolderInUse naming the holder
 */
export async function holdDataFolder(dataDir: string): Promise<HeldFolder> {
  const closeSocket = await holdSocket(dataDir);
  try {
    const lease = await takeLease(dataDir);
    if (lease === undefined) throw new DataFolderInUse(dataDir, 0);
    return {
      whenLost: (callback) => {
        lease.onLost = callback;
      },
      letGo: async () => {
        await lease.release();
        await closeSocket();
      },
    };
  } catch (error) {
    await closeSocket();
    throw error;
  }
}

async function holdSocket(dataDir: string): Promise<() => Promise<void>> {
  const address = await socketAddress(dataDir);
  for (let attempt = 0; ; attempt++) {
    const server = await listen(address);
    if (server) return () => new Promise((resolve) => server.close(() => resolve()));
    const pid = await askHolder(address);
    if (pid !== undefined || attempt > 2) throw new DataFolderInUse(dataDir, pid ?? 0);
    // A socket file that nobody listens to: its owner was killed.
    await rm(address, { force: true });
  }
}

/** Linux: an abstract name, which leaves no file behind. Windows: a pipe. Elsewhere: a short path, paths are limited. */
async function socketAddress(dataDir: string): Promise<string> {
  const name = `tocsin-${createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(String(process.pid)));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server.unref()));
  });
}

function askHolder(address: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.once('error', () => resolve(undefined));
    // A holder too busy to answer is a holder all the same.
    socket.setTimeout(2000, () => socket.destroy());
    socket.once('close', () => resolve(Number(answer) || 0));
  });
}
