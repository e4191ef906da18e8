import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../processes.ts';

/** As Debian and Prometheus call it. */
const NAMES = ['prometheus-alertmanager', 'alertmanager'];
/** Takes alerts and tells nobody: what is measured is how it takes them. */
const CONFIG = `route: {receiver: nobody, group_by: [alertname], group_wait: 1h, group_interval: 1h}\nreceivers: [{name: nobody}]\n`;

export interface Alertmanager {
  readonly port: number;
  stop(): Promise<void>;
}

/** A real Alertmanager on loopback; undefined where none is installed (`apt install prometheus-alertmanager`). */
export async function startAlertmanager(): Promise<Alertmanager | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-alertmanager-'));
  await writeFile(join(folder, 'config.yml'), CONFIG);
  const port = await freePort();
  for (const name of process.env.ALERTMANAGER === undefined ? NAMES : [process.env.ALERTMANAGER]) {
    const child = spawn(
      name,
      [
        `--config.file=${join(folder, 'config.yml')}`,
        `--storage.path=${folder}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
        '--log.level=error',
      ],
      { stdio: 'ignore' },
    );
    const [started] = await Promise.race([
      once(child, 'spawn').then(() => [true]),
      once(child, 'error').then(() => [false]),
    ]);
    if (!started) continue;
    const stop = async () => {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    };
    for (let tries = 0; tries < 100; tries++) {
      const ready = await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined);
      if (ready?.ok) return { port, stop };
      await wait(100);
    }
    await stop();
  }
  await rm(folder, { recursive: true, force: true });
  return undefined;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
