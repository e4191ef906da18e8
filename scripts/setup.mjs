// Makes the tree ready to run: installs when the lockfile asks for something else than what is installed, with `--web`
// builds web/dist when its sources changed, with `--browser` gets the browser that the tests drive. Run by npm's
// pre-scripts, so that every command of this project works as the first one typed after a clone. Plain JavaScript for
// Node 20 without dependencies, because nothing is installed yet when it runs first.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareBrowser } from './browser.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = 20;

/** Ends with a message a person can act on. */
function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

/**
 * What npm says is installed (its own record, written last) against what the lockfile asks for. A stamp file of our own
 * was the other choice; npm's record also notices an install by hand and an install that was interrupted.
 */
function installed() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(join(root, 'node_modules', '.bin', 'node'))) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(record, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/')) continue;
    const found = have[path];
    // Packages for other platforms are listed in the lockfile and rightly absent here.
    if (!found && entry.optional) continue;
    if (!found || found.version !== entry.version || found.integrity !== entry.integrity) return false;
  }
  return Object.keys(have).every((path) => !path.includes('node_modules/') || path in wanted);
}

/**
 * Runs npm with the Node that started it. Our own node_modules/.bin is taken off the PATH, because it holds the pinned
 * Node, which `npm ci` is about to delete and put back.
 */
function npm(args, cwd) {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.endsWith(join('node_modules', '.bin')));
  const env = { ...process.env, PATH: path.join(delimiter) };
  const script = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  const usable = script && node && existsSync(node) && !node.startsWith(join(root, 'node_modules'));
  const done = usable
    ? spawnSync(node, [script, ...args], { cwd, env, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd, env, stdio: 'inherit' });
  return done.status === 0;
}

function install() {
  process.stdout.write(
    'Installing dependencies (only when they changed; the first time takes a minute or so) ...\n',
  );
  if (!npm(['ci', '--loglevel=error'], root))
    fail('npm ci failed; its message is above. Nothing was started.');
}

/** Every file under `folder`, sorted, without dot files and node_modules. */
function filesUnder(folder) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesUnder(path));
    else found.push(path);
  }
  return found.sort();
}

function buildWeb() {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  const hash = createHash('sha256');
  for (const file of [
    ...filesUnder(join(root, 'web')),
    ...filesUnder(join(root, 'client')),
    join(root, 'package-lock.json'),
  ]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  const digest = hash.digest('hex');
  const stamp = join(root, 'web', 'dist', '.built-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  process.stdout.write('Building the web pages (only when they changed) ...\n');
  const node = join(root, 'node_modules', '.bin', 'node');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    stdio: 'inherit',
  });
  if (built.status !== 0)
    fail('The web pages could not be built; the message is above. Nothing was started.');
  writeFileSync(stamp, digest);
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(
    `Tocsin needs Node ${oldestNode} or newer to start (it brings its own newer one); this is ${process.version}.`,
  );
}
if (!installed()) install();
if (process.argv.includes('--web')) buildWeb();
if (process.argv.includes('--browser') && !prepareBrowser(root, npm)) {
  fail('No browser for the tests: install Chromium and say where it is with CHROMIUM_PATH.');
}
