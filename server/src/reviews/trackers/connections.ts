import type { Audit } from '../../directory/index.ts';
import { wakeAt } from '../../jobs/index.ts';
import { type Actor, type Clock, Fault, type Instant, isBefore, notFound } from '../../kernel/index.ts';
import { createSeal } from '../../platform/auth/index.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import { vendorOf } from './client.ts';
import {
  ISSUE_TASK,
  type IssueName,
  type Reachable,
  type Tracker,
  type Vendor,
  VendorTrouble,
} from './model.ts';
import type { TrackerBody } from './model-api.ts';
import * as store from './store.ts';

export interface TrackerPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly audit: Audit;
  readonly secret: string;
  /** Whether a URL in a private network may be asked. */
  readonly allowed: (url: URL) => boolean;
  readonly publicUrl: string;
}

const LOCKED = 'The stored token cannot be decrypted: TOCSIN_SECRET has changed. Enter it again.';

/** The connections to issue trackers (REV-4): set up by administrators, tested when saved, with secrets that are never shown again. */
export class Trackers {
  readonly #ports: TrackerPorts;
  readonly #seal: ReturnType<typeof createSeal>;

  constructor(ports: TrackerPorts) {
    this.#ports = ports;
    this.#seal = createSeal(ports.secret, 'secrets of issue trackers');
  }

  list(reader: Reader = this.#ports.database.db): Promise<readonly Tracker[]> {
    return store.trackersIn(reader);
  }

  /** @throws Fault `not_found` */
  async get(id: string, reader: Reader = this.#ports.database.db): Promise<Tracker> {
    return here(id, await store.trackerBy(reader, id));
  }

  /** As it stays until the transaction ends. @throws Fault `not_found` */
  async hold(tx: Tx, id: string): Promise<Tracker> {
    return here(id, await store.trackerBy(tx, id, 'share'));
  }

  countIssues(id: string): ReturnType<typeof store.countLinks> {
    return store.countLinks(this.#ports.database.db, id);
  }

  webhookUrl = ({ id }: Pick<Tracker, 'id'>): string => `${this.#ports.publicUrl}/callbacks/trackers/${id}`;

  /**
   * What had a problem is tried again at once.
   * @throws Fault `invalid_tracker`, `tracker_failed` with what the tracker said, `tracker_exists`, `tracker_in_use`
   */
  async save(id: string, body: TrackerBody, actor: Actor): Promise<Tracker> {
    const { database } = this.#ports;
    const before = await store.trackerBy(database.db, id);
    if (body.isNew && before !== null) throw taken(before);
    const secret = this.#secretOf(before, body);
    const wanted = wantedOf(body);
    await keepsPlace(database.db, before, wanted);
    try {
      await vendorOf({ ...wanted, secret }, this.#ports.allowed).probe();
    } catch (error) {
      if (!(error instanceof VendorTrouble)) throw error;
      const path = error.kind === 'denied' ? 'secret' : error.kind === 'later' ? 'url' : 'project';
      throw new Fault('invalid', 'tracker_failed', error.message, [{ path, message: error.message }]);
    }
    await database.transaction((tx) => this.saveIn(tx, id, { ...body, secret }, actor));
    return this.get(id);
  }

  /** The same for org.yaml, which is applied in one transaction and waits for nobody: without the test. @throws Fault as `save` */
  async saveIn(tx: Tx, id: string, body: TrackerBody, actor: Actor): Promise<void> {
    const { clock, audit } = this.#ports;
    // Looked at with the row held: it may have got its first issue while the tracker was tested.
    const before = await store.trackerBy(tx, id, 'update');
    if (body.isNew && before !== null) throw taken(before);
    const wanted = wantedOf(body);
    await keepsPlace(tx, before, wanted);
    const sealedSecret = this.#seal.close(this.#secretOf(before, body));
    const hook = body.webhookSecret;
    const kept = before?.sealedWebhookSecret ?? null;
    const sealedWebhookSecret = hook === undefined ? kept : hook === '' ? null : this.#seal.close(hook);
    const now = clock.now();
    await store.saveTracker(tx, { id, ...wanted, sealedSecret, sealedWebhookSecret }, now);
    for (const key of await store.wakeLinks(tx, id, now))
      await wakeAt(tx, { task: ISSUE_TASK, key, runAt: now });
    await audit(tx, {
      ...{ actor, action: before === null ? 'tracker.created' : 'tracker.changed' },
      ...{ subjectKind: 'tracker', subjectId: id },
      details: {
        kind: body.kind,
        url: body.url,
        secretChanged: this.isOther(before?.sealedSecret, body.secret),
      },
    });
  }

  /** Of org.yaml: whose issues are followed is not removed by a file. @throws Fault `tracker_in_use` */
  async removeIn(tx: Tx, id: string, actor: Actor): Promise<void> {
    const { name } = here(id, await store.trackerBy(tx, id, 'update'));
    const { issues } = await store.countLinks(tx, id);
    if (issues > 0) {
      const message = `${name} has ${issues} issues that actions follow. Remove it under Settings, Issue trackers, which unlinks them.`;
      throw new Fault('conflict', 'tracker_in_use', message);
    }
    await this.remove(tx, id, actor);
  }

  /** Whether a secret is another than the one that is stored. @param given undefined: the stored one is kept */
  isOther(sealed: string | null | undefined, given: string | undefined): boolean {
    if (given === undefined) return false;
    return sealed === null || sealed === undefined ? given !== '' : this.#open(sealed) !== given;
  }

  /** Until when it is left alone because it has had enough; null: it is asked as ever. */
  quietUntil = ({ quietUntil }: Tracker): Instant | null =>
    quietUntil !== null && isBefore(this.#ports.clock.now(), quietUntil) ? quietUntil : null;

  /** With its links parted already. */
  async remove(tx: Tx, id: string, actor: Actor): Promise<void> {
    await store.deleteTracker(tx, id);
    const what = { action: 'tracker.removed', subjectKind: 'tracker', subjectId: id, details: {} };
    await this.#ports.audit(tx, { actor, ...what });
  }

  /** What went wrong; null when it works. */
  async test(id: string): Promise<string | null> {
    try {
      await this.reach(await this.get(id)).probe();
      return null;
    } catch (error) {
      if (error instanceof VendorTrouble) return error.message;
      throw error;
    }
  }

  /** @throws VendorTrouble `denied` when its secret cannot be read any more */
  reach(tracker: Tracker): Vendor {
    const secret = this.#open(tracker.sealedSecret);
    if (secret === null) throw new VendorTrouble('denied', LOCKED);
    const reachable: Reachable = { ...tracker, secret };
    return vendorOf(reachable, this.#ports.allowed);
  }

  /** The issue that a link leads to; null: it leads elsewhere. */
  nameIn(tracker: Tracker, link: URL): IssueName | null {
    if (link.origin !== new URL(tracker.url).origin) return null;
    const key = this.reach(tracker).keyOf(link);
    return key === null ? null : { key, url: `${link.origin}${link.pathname}` };
  }

  webhookSecret({ sealedWebhookSecret }: Tracker): string | null {
    return sealedWebhookSecret === null ? null : this.#open(sealedWebhookSecret);
  }

  #open(sealed: string): string | null {
    try {
      return this.#seal.open(sealed);
    } catch {
      return null;
    }
  }

  /** A kept token goes only where it was entered for: with another address, whoever may edit could send it to themselves. */
  #secretOf(before: Tracker | null, { secret, url }: TrackerBody): string {
    if (secret !== undefined) return secret;
    if (before === null) throw faulty('secret', 'Enter the API token.');
    if (new URL(before.url).origin !== new URL(url).origin)
      throw faulty('secret', 'Enter the token again: it is kept only for the address it was entered for.');
    const kept = this.#open(before.sealedSecret);
    if (kept === null) throw faulty('secret', LOCKED);
    return kept;
  }
}

function here(id: string, found: Tracker | null): Tracker {
  if (found === null) throw notFound(`tracker "${id}"`);
  return found;
}

/** @throws Fault `invalid_tracker` */
function wantedOf(body: TrackerBody) {
  const { kind, name, url, project, automatic } = body;
  const username = body.username || null;
  if (kind === 'jira_cloud' && username === null)
    throw faulty('username', 'Enter the e-mail address of the account.');
  if (kind === 'github' && !/^[^/\s]+\/[^/\s]+$/.test(project))
    throw faulty('project', 'Enter owner/repository.');
  return { kind, name, url, project, automatic, username, issueType: body.issueType || null };
}

type Place = Pick<Tracker, 'kind' | 'url' | 'project'>;
const placeOf = ({ kind, url, project }: Place): string =>
  JSON.stringify([kind, url.replace(/\/+$/, ''), project]);

/** Issue 7 of another project is another issue: where there are issues, the tracker stays where it is. @throws Fault `tracker_in_use` */
async function keepsPlace(reader: Reader, before: Tracker | null, wanted: Place): Promise<void> {
  if (before === null || placeOf(before) === placeOf(wanted)) return;
  const { issues } = await store.countLinks(reader, before.id);
  if (issues === 0) return;
  const message = `${before.name} has issues of ${before.project}. Unlink them first, or add another tracker.`;
  const path = before.kind !== wanted.kind ? 'kind' : before.project !== wanted.project ? 'project' : 'url';
  throw new Fault('conflict', 'tracker_in_use', message, [{ path, message }]);
}

/** Names make IDs: one that is taken would change the tracker that has it. */
function taken({ name }: Tracker): Fault {
  const message = `There is a tracker "${name}" already. Choose another name.`;
  return new Fault('conflict', 'tracker_exists', message, [{ path: 'name', message }]);
}

const faulty = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_tracker', message, [{ path, message }]);
