import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CaughtMail, MailCatcher } from './catcher.ts';

export interface MailboxPage {
  readonly url: string;
  close(): Promise<void>;
}

const asset = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
const assets: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/': ['text/html', asset('index.html')],
  '/mailbox.css': ['text/css', asset('mailbox.css')],
  '/mailbox.js': ['text/javascript', asset('mailbox.js')],
};

/** Our own page runs our own script and frames only ourselves. */
const pagePolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/**
 * A mail's HTML may carry whatever an alert carried: no script, no network, an origin of its own. Its links open in a new
 * tab, since the acknowledge link is what a person wants to try.
 */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The page that shows the caught mails, on `port`, or on a free one when that is taken. */
export async function startMailboxPage(catcher: MailCatcher, port: number): Promise<MailboxPage> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (request.method !== 'GET') return answer(response, 405, 'text/plain', 'Only for reading.');
    const found = assets[path];
    if (found) return answer(response, 200, found[0], found[1]);
    if (path === '/mails')
      return answer(response, 200, 'application/json', JSON.stringify(catcher.mails.map(summary)));
    const [, id, html] = /^\/mails\/(\d+)(\/html)?$/.exec(path) ?? [];
    const mail = catcher.mails.find((one) => String(one.id) === id);
    if (!mail) return answer(response, 404, 'text/plain', 'There is no such mail.');
    if (html) return answer(response, 200, 'text/html', `<base target="_blank">${mail.html}`, mailPolicy);
    return answer(response, 200, 'application/json', JSON.stringify({ ...mail, html: mail.html !== '' }));
  });
  await listen(server, port).catch(() => listen(server, 0));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const summary = ({ id, at, from, to, subject, text }: CaughtMail) => ({
  id,
  at,
  from,
  to,
  subject,
  snippet: text.replace(/\s+/g, ' ').trim().slice(0, 120),
});

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  policy = pagePolicy,
): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(body);
}
