import { plusSeconds } from '../kernel/index.ts';
import { sha256 } from '../platform/ids.ts';
import { type AckGrant, type AckLinks, asksToAcknowledge, grantOf, noticeGrantOf } from './ack-link.ts';
import { type AnswerPorts, acknowledge, NOT_ALLOWED, reply } from './answers.ts';
import type {
  Answered,
  AnsweredBy,
  ChannelInbound,
  ChatAccount,
  MailIn,
  MessageRef,
} from './channel-inbound.ts';
import { codeAnswered } from './decide-codes.ts';
import { withoutAckLinks } from './decide-links.ts';
import type { DeliveryDeps } from './deps.ts';
import type { Message } from './model.ts';
import { optIn, optOut } from './opt-out.ts';
import { recordReceipt } from './receipts.ts';
import { findMessage } from './store.ts';
import { messageOfProvider } from './store-attempts.ts';
import { codesOf, forgetCallback, seeCallback } from './store-inbound.ts';

/** What comes in by channels, wired to those who know incidents and people. */
export interface InboundParts extends AnswerPorts {
  readonly deps: DeliveryDeps;
  readonly links: Pick<AckLinks, 'read'>;
  /** Does what somebody typed in a chat. */
  command(kind: string, by: ChatAccount, text: string): Promise<string>;
  /** Where mail goes that a channel reads. */
  readonly mail: MailIn;
}

/** What one channel may do with what comes in by it (see ChannelInbound). */
export function inboundOf(parts: InboundParts, kind: string): ChannelInbound {
  const { deps } = parts;
  const answer = async (
    by: AnsweredBy,
    act: (grant: AckGrant | undefined, asked: boolean) => Promise<Answered>,
  ) => {
    const { grant, allowed, asked = true } = await grantFor(parts, kind, by);
    return allowed ? act(grant, asked) : NOT_ALLOWED;
  };
  return {
    async receipt(receipt) {
      const message = await messageOf(deps, kind, receipt.about);
      if (message === undefined) return 'unknown';
      const named = 'providerId' in receipt.about ? { attempt: receipt.about.providerId } : {};
      return recordReceipt(deps, message.id, { ...named, ...receipt });
    },
    acknowledge: (by) =>
      answer(by, (grant, asked) => acknowledge(parts, asked ? grant : undefined, 'channel')),
    reply: (by, text, mail) =>
      answer(by, (grant) => reply(parts, grant, withoutAckLinks(text, deps.publicUrl), mail)),
    mail: parts.mail,
    command: (by, text) => parts.command(kind, by, text),
    firstTime: (id, rememberSeconds) => {
      const now = deps.clock.now();
      const until = plusSeconds(now, rememberSeconds);
      return deps.database.transaction((tx) => seeCallback(tx, kind, sha256(id), now, until));
    },
    forget: (id) => deps.database.transaction((tx) => forgetCallback(tx, kind, sha256(id))),
    failed: (err, what) => deps.log.error({ err, channel: kind }, what),
    optedOut: (address) => deps.database.transaction((tx) => optOut(deps, tx, kind, address)),
    optedIn: (address) => deps.database.transaction((tx) => optIn(deps, tx, kind, address)),
  };
}

async function messageOf(
  { database }: DeliveryDeps,
  kind: string,
  about: MessageRef,
): Promise<Message | undefined> {
  const id =
    'messageId' in about ? about.messageId : await messageOfProvider(database.db, kind, about.providerId);
  if (id === undefined || !UUID.test(id)) return undefined;
  const message = await findMessage(database.db, id);
  return message?.channel === kind ? message : undefined;
}

/** Ids come from outside here, and PostgreSQL refuses what is none. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What somebody's answer allows, and whether they may use it: a page asks them to, of a notice their account decides, and a
 * notice that does not ask to be acknowledged is not.
 */
async function grantFor(
  parts: InboundParts,
  kind: string,
  by: AnsweredBy,
): Promise<{ readonly grant: AckGrant | undefined; readonly allowed: boolean; readonly asked?: boolean }> {
  const { deps, links } = parts;
  if ('token' in by) return { grant: links.read(by.token), allowed: true };
  if ('proven' in by) {
    const message = await messageOf(deps, kind, { messageId: by.proven });
    const page = message && grantOf(message);
    if (message === undefined || page !== undefined) return { grant: page, allowed: true };
    const grant = noticeGrantOf(message);
    const allowed = grant === undefined || (await parts.mayAnswer(grant));
    return { grant, allowed, asked: asksToAcknowledge(message) };
  }
  if ('message' in by) {
    const message = await messageOf(deps, kind, by.message);
    return { grant: message?.address === by.from ? grantOf(message) : undefined, allowed: true };
  }
  const given = await codesOf(deps.database.db, kind, by.from);
  const code = codeAnswered(by.code, given, deps.clock.now());
  const message = code && (await findMessage(deps.database.db, code.messageId));
  return { grant: message && grantOf(message), allowed: true };
}
