import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Harness } from '../harness/index.ts';

/** What `npm test` found or fetched (scripts/browser.mjs). */
const NOTE = fileURLToPath(new URL('../../../node_modules/.cache/browser.json', import.meta.url));
const DIST = fileURLToPath(new URL('../../../web/dist/index.html', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** When the scenarios in the browser happen; to be run at 23:57, on a change of summer time and on 29 February, too. */
export const BROWSER_TIME = process.env.TEST_AT ?? '2031-03-03T09:00:00Z';

/** The test's own clock stands still, this one does not. */
const REAL_NOW = () => Math.round(performance.timeOrigin + performance.now());

/**
 * Runs in the page: its clock is the server's, or what is due at 23:57 would be tomorrow for one of them only. Playwright's
 * clock replaces the timers and `performance` as well, which these tests look at.
 */
function keepTime(offsetMs: number): void {
  const Real = Date;
  let passedMs = 0;
  const now = () => Real.now() + offsetMs + passedMs;
  Object.assign(globalThis, {
    passTime: (ms: number) => {
      passedMs += ms;
    },
  });
  globalThis.Date = new Proxy(Real, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

/**
 * A sheet that closes takes its entry out of the browser's history, and the browser does so a little later
 * (web/src/ui/back.ts). An address that is opened, or loaded anew, meanwhile is aborted by that step, as a person at their speed never sees:
 * so the next address waits until the page stands at its own entry.
 */
function goWhenSettled(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = (...given) => whenSettled(page, () => goto(...given));
  page.reload = (...given) => whenSettled(page, () => reload(...given));
}

async function whenSettled<T>(page: Page, go: () => Promise<T>): Promise<T> {
  await until(page, SETTLED);
  try {
    return await go();
  } catch (error) {
    // A sheet that was still open began to close.
    if (!String(error).includes('ERR_ABORTED')) throw error;
    await until(page, WITHOUT_SHEETS);
    return go();
  }
}

/** Asked from outside: Playwright's own waiting evaluates within the page, which our content policy refuses from the second look on. */
export const until = (page: Page, condition: string): Promise<unknown> =>
  vi.waitUntil(() => page.evaluate<boolean>(condition).catch(() => false), { timeout: 30_000, interval: 20 });

const WITHOUT_SHEETS = '!(history.state?.sheets > 0)';
const SETTLED = `${WITHOUT_SHEETS} || document.querySelector('dialog[open]') !== null`;

/** One browser for all files of a worker; it ends with the worker. */
let launched: Promise<Browser> | undefined;

function launch(): Promise<Browser> {
  const note = existsSync(NOTE) ? JSON.parse(readFileSync(NOTE, 'utf8')) : {};
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? note.executablePath ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
    ...(note.libraries ? { env: { ...process.env, LD_LIBRARY_PATH: note.libraries } } : {}),
  });
}

export interface Viewer {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: a script that failed, a policy that was broken. */
  readonly complaints: string[];
}

/** A real browser in front of the real server. */
export class BrowserInTest {
  readonly base: string;
  readonly #harness: Harness;
  readonly #browser: Browser;
  readonly #contexts = new Set<BrowserContext>();

  private constructor(harness: Harness, browser: Browser, base: string) {
    this.#harness = harness;
    this.#browser = browser;
    this.base = base;
  }

  static async start(harness: Harness): Promise<BrowserInTest> {
    if (!existsSync(DIST))
      throw new Error('web/dist is missing: `npm test` builds it, or node scripts/setup.mjs --web');
    launched ??= launch();
    // Node takes the header's time from a Date of its own, which the test's clock does not move.
    harness.app.server.server.prependListener('request', (_request, response) =>
      response.setHeader('Date', new Date().toUTCString()),
    );
    const base = await harness.app.server.listen({ port: 0, host: '127.0.0.1' });
    return new BrowserInTest(harness, await launched, base);
  }

  /** A window of somebody who is not signed in. */
  async open(
    options: {
      viewport?: typeof DESKTOP;
      colorScheme?: 'light' | 'dark';
      /** A finger and no mouse: what is for the keyboard only is not fetched. */
      touch?: boolean;
    } = {},
  ): Promise<Viewer> {
    const context = await this.#browser.newContext({
      baseURL: this.base,
      viewport: options.viewport ?? DESKTOP,
      colorScheme: options.colorScheme ?? 'light',
      timezoneId: 'Europe/Lisbon',
      reducedMotion: 'reduce',
      hasTouch: options.touch ?? false,
      isMobile: options.touch ?? false,
    });
    await context.addInitScript(keepTime, this.#harness.clock.now().epochMilliseconds - REAL_NOW());
    context.setDefaultTimeout(30_000);
    this.#contexts.add(context);
    context.on('close', () => this.#contexts.delete(context));
    const page = await context.newPage();
    goWhenSettled(page);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    return { page, context, complaints };
  }

  /** Moves the clock of a page ahead of the server's, as if nothing had been heard for so long. */
  async passTime({ page }: Viewer, seconds: number): Promise<void> {
    await page.evaluate(`passTime(${seconds * 1000})`);
  }

  /** Signs a person in by a one-time link, as the demo does. */
  async signIn(viewer: Viewer, personId: string): Promise<void> {
    const link = new URL(await this.#harness.app.accounts.signInLink(personId));
    await viewer.page.goto(`${link.pathname}${link.search}`);
    await viewer.page.getByRole('button', { name: 'Sign in' }).click();
    await viewer.page.waitForURL(/\/incidents/);
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
  }
}

/**
 * What axe finds wrong on the page by WCAG 2.2 AA, one line per element.
 * @param only the one rule to look at: colours are all that a dark page has of its own
 */
export async function accessibilityFaults(page: Page, only?: 'color-contrast'): Promise<string[]> {
  // Once per page: to read it costs more than most of its looks.
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(AXE);
  return page.evaluate(async (rule) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
        }>;
      };
    };
    const result = await axe.run({
      // What passes is not asked for, and none of the rules needs the stylesheets' text, which it would fetch each time.
      resultTypes: ['violations'],
      preload: false,
      runOnly: rule ? [rule] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return result.violations.flatMap((violation) =>
      violation.nodes.map(
        (node) =>
          `${violation.id}: ${violation.help} at ${node.target.join(' ')} (${node.failureSummary ?? ''})`,
      ),
    );
  }, only);
}
