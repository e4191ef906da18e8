// Gets the browser that the tests drive: the machine's own Chromium when it has one, otherwise the one from npm, which
// brings the few libraries it needs and so runs where nothing is installed. Plain JavaScript for Node 20: see setup.mjs.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium of this machine that really starts (Ubuntu's is a stub without its snap), or undefined. */
function ownBrowser() {
  const asked = process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = asked ? [asked] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return found.find(
    (path) =>
      existsSync(path) && /Chrom/.test(String(spawnSync(path, ['--version'], { timeout: 20_000 }).stdout)),
  );
}

/**
 * Writes node_modules/.cache/browser.json with `executablePath` and `libraries` (a folder for LD_LIBRARY_PATH, or '').
 * @param npm runs npm with the given arguments in the given folder and tells whether that went well
 */
export function prepareBrowser(root, npm) {
  const note = join(root, 'node_modules', '.cache', 'browser.json');
  if (existsSync(note) && existsSync(JSON.parse(readFileSync(note, 'utf8')).executablePath)) return true;
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  const own = ownBrowser();
  if (own) {
    writeFileSync(note, JSON.stringify({ executablePath: own, libraries: '' }));
    return true;
  }
  process.stdout.write('Fetching a Chromium for the browser tests (67 MB, once) ...\n');
  const folder = join(root, 'node_modules', '.cache', 'browser');
  mkdirSync(join(folder, 'unpacked'), { recursive: true });
  copyFileSync(join(root, '.npmrc'), join(folder, '.npmrc'));
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(root, 'scripts', 'browser', file), join(folder, file));
  }
  if (!npm(['ci', '--loglevel=error'], folder)) return false;
  // The package unpacks into the temporary folder, and brings its libraries only where it takes the place for a Lambda.
  const unpack =
    "const { default: c } = await import('@sparticuz/chromium'); console.log(await c.executablePath());";
  const env = { ...process.env, TMPDIR: join(folder, 'unpacked'), AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  const node = join(root, 'node_modules', '.bin', 'node');
  const done = spawnSync(node, ['--input-type=module', '-e', unpack], { cwd: folder, env, encoding: 'utf8' });
  if (done.status !== 0) {
    process.stderr.write(done.stderr);
    return false;
  }
  const libraries = join(folder, 'unpacked', 'al2023', 'lib');
  writeFileSync(note, JSON.stringify({ executablePath: done.stdout.trim(), libraries }));
  return true;
}
