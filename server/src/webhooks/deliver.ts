import { wakeAt } from '../jobs/index.ts';
import { anybody, cleanText, type Instant, isBefore, later, plusSeconds } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import {
  HostNotAllowed,
  inPrivateNetwork,
  post,
  signedWith,
  signingSecretFor,
} from '../platform/outbound/index.ts';
import { stoppedContent } from './decide-message.ts';
import { decideTry, type Outcome } from './decide-try.ts';
import { DELIVER, wakeWebhooks } from './fan-out.ts';
import { type Attempt, type Delivery, PING, type Webhook } from './model.ts';
import type { WebhookPorts } from './ports.ts';
import * as deliveries from './store-deliveries.ts';
import * as store from './store-webhooks.ts';

/** For one request. A receiver is to take it and answer; what it does with it is its own time. */
const PATIENCE_MS = 10_000;
/** A worker that says nothing for so long is dead. */
const CLAIM_SECONDS = 60;
/** So many are sent before other webhooks have their turn, and after this many failures in a row none. */
const SLICE = 20;
const FAILURES_IN_SLICE = 2;
/** How much of an answer is kept. */
const ANSWER_MAX = 1_000;

/** The secrets that sign now, the newest first. */
export function keysOf(secret: string, webhook: Webhook, now: Instant): string[] {
  const { generation, previousUntil } = webhook;
  const isOverlap = previousUntil !== null && isBefore(now, previousUntil);
  const generations = isOverlap && generation > 1 ? [generation, generation - 1] : [generation];
  return generations.map((one) => secretOf(secret, webhook, one));
}

const secretOf = (secret: string, { key }: Pick<Webhook, 'key'>, generation: number): string =>
  signingSecretFor(secret, `subscription:${generation}:${key}`);

/**
 * Sends to one webhook what is due, one after the other and oldest first. One worker at a time has a webhook, so that one that
 * is slow holds up itself alone.
 */
export async function deliverTo(ports: WebhookPorts, id: string): Promise<void> {
  const { database, clock } = ports;
  const webhook = await database.transaction(async (tx) => {
    const claimed = await store.claim(tx, id, clock.now(), CLAIM_SECONDS);
    const until = claimed === undefined ? await store.claimedUntil(tx, id) : null;
    // Whoever has it looks again at its end; should it die, somebody else does.
    if (until !== null) await wakeAt(tx, { task: DELIVER, key: id, runAt: until });
    return claimed;
  });
  if (webhook === undefined) return;
  const isResting = webhook.restingUntil !== null && isBefore(clock.now(), webhook.restingUntil);
  let failures = 0;
  for (let sent = 0; !isResting && sent < SLICE && failures < FAILURES_IN_SLICE; sent += 1) {
    // Its secret, its address and whether it is on may have been changed since the last one.
    const current = await store.findWebhook(database.db, id);
    if (current === undefined) break;
    const next = await deliveries.nextDue(database.db, id, clock.now(), current.state !== 'on');
    if (next === undefined) break;
    const went = await deliverOne(ports, current, next);
    if (went === 'stopped') break;
    failures = went === 'failed' ? failures + 1 : 0;
  }
  await database.transaction(async (tx) => {
    const after = await store.release(tx, id);
    if (after === undefined) return;
    const due = await deliveries.dueNext(tx, id, after.state !== 'on');
    if (due === null) return;
    const from = after.restingUntil === null ? due : later(due, after.restingUntil);
    await wakeWebhooks(tx, [id], later(from, clock.now()));
  });
}

type Went = 'delivered' | 'failed' | 'withheld' | 'stopped';

async function deliverOne(ports: WebhookPorts, webhook: Webhook, next: Delivery): Promise<Went> {
  const { database, clock } = ports;
  if (next.body === null || !(await mayLeave(ports, next))) {
    await database.transaction((tx) => deliveries.withhold(tx, next.id, clock.now()));
    return 'withheld';
  }
  const { attempt, outcome } = await request(ports, webhook, next, next.body);
  return database.transaction(async (tx) => {
    const now = clock.now();
    const current = await store.lockWebhook(tx, webhook.id);
    // Removed while it was being sent to.
    if (current === undefined) return 'stopped';
    const verdict = decideTry(next, current, outcome, now);
    await deliveries.insertAttempt(tx, next.id, attempt);
    // Switched off while it was being sent: like all that waited then, it is kept.
    const isKept = current.state !== 'on' && next.type !== PING && verdict.delivery.state === 'waiting';
    const kept = { ...verdict.delivery, state: 'held', dueAt: null } as const;
    await deliveries.saveTry(tx, next.id, isKept ? kept : verdict.delivery);
    await store.setHealth(tx, webhook.id, verdict.health);
    await store.extendClaim(tx, webhook.id, plusSeconds(now, CLAIM_SECONDS));
    if (verdict.recovered) await deliveries.hasten(tx, webhook.id, now);
    await publishLive(tx, { topic: 'integration' });
    if (verdict.stop === null || current.state !== 'on') return outcomeWord(verdict.delivery.state);
    await stop(ports, tx, current, verdict.stop, now);
    return 'stopped';
  });
}

const outcomeWord = (state: string): Went => (state === 'delivered' ? 'delivered' : 'failed');

/** Asked again at each send: an incident may have become restricted, or a note have been struck through, since. */
async function mayLeave(
  { database, incidents }: WebhookPorts,
  { incidentId, seq }: Delivery,
): Promise<boolean> {
  if (incidentId === null || seq === null) return true;
  const [incident] = await incidents.getMany(database.db, [incidentId], anybody);
  if (incident === undefined) return false;
  const page = { after: seq - 1, limit: 1 };
  const [line] = await incidents.recordAfter(database.db, incident, anybody, page);
  return line !== undefined && !line.struck && !line.hidden;
}

async function request(
  { clock, secret, allowed }: WebhookPorts,
  webhook: Webhook,
  { eventId: id }: Delivery,
  body: string,
): Promise<{ readonly attempt: Attempt; readonly outcome: Outcome }> {
  const at = clock.now();
  const began = performance.now();
  const keys = keysOf(secret, webhook, at);
  const url = new URL(webhook.url);
  const hidden = [...keys, ...secretParts(url)];
  const past = () => Math.round(performance.now() - began);
  try {
    const headers = signedWith(keys, { id, sentAt: new Date(at.epochMilliseconds), body });
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { status, retryAfter, text } = await post(url, body, headers, { allowed: allowed(url), signal });
    return {
      attempt: { at, milliseconds: past(), status, trouble: null, answer: bounded(text, hidden) },
      outcome: { status, retryAfterSeconds: secondsOf(retryAfter, at) },
    };
  } catch (error) {
    const trouble = bounded(troubleOf(error, url), hidden);
    return {
      attempt: { at, milliseconds: past(), status: null, trouble, answer: null },
      outcome: { status: null },
    };
  }
}

/** What of a URL may be a secret, as it stands there and as it is meant; the longest first, so that none is left in pieces. */
const secretParts = (url: URL): string[] =>
  [...url.pathname.split('/'), ...url.searchParams.values(), url.username, url.password]
    .flatMap((part) => [part, decoded(part)])
    .filter((part) => part.length > 7 || (part.length > 3 && /\d/.test(part)))
    .sort((a, b) => b.length - a.length);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const bounded = (text: string, hidden: readonly string[]): string =>
  cleanText(hidden.reduce((said, part) => said.replaceAll(part, '…'), text).slice(0, ANSWER_MAX));

/** RFC 9110 §10.2.3: seconds or a date. */
function secondsOf(header: string | undefined, now: Instant): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.ceil((date - now.epochMilliseconds) / 1000);
}

function troubleOf(error: unknown, url: URL): string {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (error instanceof HostNotAllowed) return inPrivateNetwork(url);
  if (name === 'TimeoutError' || name === 'AbortError')
    return `${url.host} did not answer within ${PATIENCE_MS / 1000} seconds.`;
  if (code === 'ECONNREFUSED') return `${url.host} refused the connection.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The name ${url.hostname} could not be resolved.`;
  return `${url.host} could not be reached: ${message ?? String(error)}`;
}

/** Switched off until somebody has looked, and the administrators are told. What waits is kept. */
async function stop(
  { communication, publicUrl, audit }: WebhookPorts,
  tx: Tx,
  webhook: Webhook,
  because: string,
  now: Instant,
): Promise<void> {
  await store.setState(tx, webhook.id, 'stopped', { at: now, because });
  await deliveries.hold(tx, webhook.id);
  const since = webhook.failingSince ?? now;
  const content = stoppedContent({ ...webhook, since, because, now }, publicUrl);
  await communication.tellAdministrators(tx, `webhook:${webhook.id}:${now}`, content);
  await audit(tx, {
    ...{
      actor: { kind: 'system' },
      action: 'webhook.stopped',
      subjectKind: 'webhook',
      subjectId: webhook.id,
    },
    details: { because },
  });
}
