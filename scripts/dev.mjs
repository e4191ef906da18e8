// `npm run dev`: the server, restarted when a source file changes, and the pages with hot reload (on port 7081,
// which passes the API on to 7080), in one terminal. Ctrl-C ends both.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const env = { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'debug' };

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/src/app/main.ts'], {
  cwd: root,
  env,
  stdio: ['inherit', 'pipe', 'inherit'],
});
const pretty = spawn(process.execPath, [join(modules, 'pino-pretty', 'bin.js'), '--ignore', 'pid,hostname'], {
  stdio: ['pipe', 'inherit', 'inherit'],
});
server.stdout.pipe(pretty.stdin);
const pages = spawn(process.execPath, [join(modules, 'vite', 'bin', 'vite.js')], {
  cwd: join(root, 'web'),
  stdio: 'inherit',
});

// A terminal's Ctrl-C reaches all three by itself; what is left to do is not to leave before the server has drained.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {
  server.kill('SIGTERM');
  pages.kill('SIGTERM');
});
server.once('exit', () => pages.kill('SIGTERM'));
pages.once('exit', () => server.kill('SIGTERM'));
