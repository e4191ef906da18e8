// `npm run demo`: everything, with an example organisation and a real alert through the real front door.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { CannotStart } from '../src/app/cannot-start.ts';
import { startTocsin } from '../src/app/start.ts';
import { channelSettings } from '../src/channels/index.ts';
import { readConfig } from '../src/platform/config/index.ts';
import { DataFolderInUse, EmbeddedTrouble } from '../src/platform/db/index.ts';
import { createLog } from '../src/platform/log/index.ts';
import { giveAccount } from './account.ts';
import { createDemoApi } from './api.ts';
import { freshFolder } from './folder.ts';
import { type CaughtMail, startMailCatcher } from './mailbox/catcher.ts';
import { startMailboxPage } from './mailbox/page.ts';
import { applyOrganisation, breakCheckout } from './scene.ts';

const firstPort = 7080;
const portsTried = 20;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** What is to be stopped at the end, in the order it was started. */
const stops: (() => Promise<unknown>)[] = [];
const ending = new AbortController();

async function stopAll(): Promise<void> {
  ending.abort();
  for (const stop of stops.splice(0).reverse()) await stop();
}

async function demo(): Promise<void> {
  // Not TOCSIN_DATA: the demo begins with an empty folder each time, and that one may hold somebody's real data.
  const dataDir = await freshFolder(process.env.DEMO_DATA || 'data/demo');
  const port = await freePort(Number(process.env.PORT) || firstPort);
  const url = `http://127.0.0.1:${port}`;
  say('Starting Tocsin with an example organisation ...');

  const catcher = await startMailCatcher();
  stops.push(() => catcher.close());
  const token = randomBytes(24).toString('hex');
  const config = readConfig(channelSettings, {
    TOCSIN_DATA: dataDir,
    PORT: String(port),
    TOCSIN_URL: url,
    SMTP_URL: catcher.url,
    MAIL_FROM: 'Tocsin <tocsin@harbourbooks.example>',
    TOCSIN_BOOTSTRAP_TOKEN: token,
    LOG_LEVEL: process.env.LOG_LEVEL || 'error',
  });
  const tocsin = await startTocsin({ config, log: createLog(config.logLevel) });
  stops.push(() => tocsin.stop());
  const mailbox = await startMailboxPage(catcher, port + 1);
  stops.push(() => mailbox.close());

  const api = createDemoApi(url, token);
  await applyOrganisation(api);
  const { items } = await api.get<{ items: { id: string; name: string; role: string }[] }>(
    '/api/v1/people?limit=200',
  );
  const administrator = items.find(({ role }) => role === 'administrator');
  if (!administrator) throw new Error('The example organisation has no administrator.');
  const link = await tocsin.app.accounts.signInLink(administrator.id);

  const { title, incident } = await breakCheckout(api, new Date());
  say(`Alertmanager reported: "${title}". Tocsin opened ${incident.reference} (${incident.severity}).`);
  say('');
  say(`  Open     ${link}&next=/incidents/${incident.reference}`);
  say(`           signs you in once, as ${administrator.name}`);
  say(`  Mailbox  ${mailbox.url}`);
  say('           every mail of this demo; nothing leaves this machine');
  say(`  Public   ${url}/status`);
  say('           what customers see; publish from the incident, once its severity is confirmed');
  say('  Ctrl-C   stops everything; the next demo begins afresh');
  say('');
  say(`Acknowledge it in the web or by the link in the page's mail, and watch this account change.`);
  say('');
  let fresh: CaughtMail[] = [...catcher.mails];
  catcher.onMail((mail) => void fresh.push(mail));
  const takeMails = () => {
    const taken = fresh;
    fresh = [];
    return taken;
  };
  await giveAccount(api, incident, takeMails, say, ending.signal);
}

/** The first port from `from` on that nobody listens on. */
async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + portsTried; port++) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) {
      if (port !== from) say(`Port ${from} is taken; using ${port}.`);
      return port;
    }
  }
  throw new Error(`Ports ${from} to ${from + portsTried - 1} are all taken. Set PORT to a free one.`);
}

function onSignal(): void {
  if (ending.signal.aborted) process.exit(130);
  say('\nStopping ... (Ctrl-C again ends at once)');
  void stopAll().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

demo().catch(async (error: unknown) => {
  if (ending.signal.aborted) return;
  const inUse = error instanceof DataFolderInUse;
  const text = inUse
    ? `The demo is running already (process ${error.pid}); stop it with Ctrl-C in its terminal first.`
    : error instanceof CannotStart || error instanceof EmbeddedTrouble
      ? error.message
      : error instanceof Error
        ? error.stack
        : String(error);
  await stopAll();
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
