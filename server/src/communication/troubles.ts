import type { Instant } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Channel } from './channel.ts';
import type { Aftermath } from './decide-outcome.ts';
import {
  deadContent,
  failingContent,
  hourOf,
  isProviderFailure,
  recoveredContent,
  shouldTell,
} from './decide-troubles.ts';
import type { DeliveryDeps } from './deps.ts';
import type { ContactMethod, Message, MessageContent, MessageDraft, Outcome } from './model.ts';
import { enqueue } from './outbox.ts';
import { countFailure, endFailure, isFailing, markTold } from './store-failures.ts';

/** A message given up, and why. */
export interface DeadLetter {
  readonly message: Message;
  readonly aftermath: Extract<Aftermath, { kind: 'dead' }>;
}

/**
 * What a try says about its provider and about Tocsin: streaks of failures, dead letters, administrators told. In a
 * transaction after the recording one, and its failure is only logged: a fault in telling administrators must not make a
 * message look as if it had not been sent.
 */
export async function noteTroubles(
  deps: DeliveryDeps,
  message: Message,
  channel: Channel,
  outcome: Outcome,
  dead: readonly DeadLetter[],
): Promise<void> {
  const isFine = outcome.kind === 'accepted' || outcome.kind === 'delivered';
  try {
    if (isFine && !(await isFailing(deps.database.db, channel.providerOf(message.address ?? '')))) return;
    await deps.database.transaction(async (tx) => {
      const now = deps.clock.now();
      await noteOutcome(deps, tx, message, channel, outcome, now);
      for (const letter of dead) await noteDead(deps, tx, letter, now);
    });
  } catch (err) {
    deps.log.error({ err, messageId: message.id }, 'the troubles of a channel could not be noted');
  }
}

/** Keeps account of a provider's streak of failures and tells the administrators when it begins to matter and ends. */
async function noteOutcome(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  channel: Channel,
  outcome: Outcome,
  now: Instant,
): Promise<void> {
  const provider = channel.providerOf(message.address ?? '');
  if (outcome.kind === 'accepted' || outcome.kind === 'delivered') {
    const ended = await endFailure(tx, provider);
    if (ended === undefined || ended.toldAt === null) return;
    const content = recoveredContent({ ...ended, channelLabel: channel.label }, now, deps.publicUrl);
    await tellAdministrators(deps, tx, `recovered:${provider}:${ended.since}`, content, undefined);
    return;
  }
  if (!isProviderFailure(outcome.reason)) return;
  const failure = await countFailure(tx, { provider, channel: channel.kind, reason: outcome.reason }, now);
  if (!shouldTell(failure)) return;
  await markTold(tx, provider, now);
  const content = failingContent({ ...failure, channelLabel: channel.label }, deps.publicUrl);
  await tellAdministrators(deps, tx, `failing:${provider}:${failure.since}`, content, channel.kind);
}

/** A message was given up: its address is flagged if that is the reason, and the administrators hear of it. */
async function noteDead(
  deps: DeliveryDeps,
  tx: Tx,
  { message, aftermath }: DeadLetter,
  now: Instant,
): Promise<void> {
  if (aftermath.badAddress && message.contactMethodId !== null)
    await deps.addressBook.flag(tx, message.contactMethodId, aftermath.reason);
  // A system message that dies would otherwise cause the next one, and so on.
  if (message.purpose === 'system') return;
  const channel = deps.channels.get(message.channel ?? '');
  const channelLabel = channel?.label ?? message.channel ?? 'unknown channel';
  const content = deadContent(
    {
      channelLabel,
      subject: message.content.subject,
      address: channel?.display(message.address ?? '') ?? '',
      reason: aftermath.reason,
    },
    deps.publicUrl,
  );
  const avoid = aftermath.badAddress ? undefined : (message.channel ?? undefined);
  await tellAdministrators(deps, tx, `dead:${message.channel}:${hourOf(now)}`, content, avoid);
}

/**
 * One message to each administrator, by a channel other than the one in trouble where they have one; otherwise by that
 * one, to arrive when it works again.
 */
async function tellAdministrators(
  deps: DeliveryDeps,
  tx: Tx,
  key: string,
  content: MessageContent,
  avoid: string | undefined,
): Promise<void> {
  const people = await deps.addressBook.recipients(tx, await deps.addressBook.administrators(tx));
  const drafts = people.map((person): MessageDraft => {
    const way = avoid === undefined ? undefined : otherWay(person.methods, avoid, deps);
    return {
      key: `system:${key}:${person.personId}`,
      purpose: 'system',
      personId: person.personId,
      ...(way !== undefined && { contactMethodId: way.id }),
      source: { kind: 'system', id: key, generation: 0 },
      content,
      drill: false,
    };
  });
  await enqueue(deps, tx, drafts);
}

const otherWay = (
  methods: readonly ContactMethod[],
  avoid: string,
  { channels }: DeliveryDeps,
): ContactMethod | undefined =>
  methods.find(({ channel, usable }) => usable && channel !== avoid && channels.has(channel));
