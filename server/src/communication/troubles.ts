import { type Instant, plusSeconds } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { isToAdministrators, tellAdministrators } from './administrators.ts';
import type { Channel } from './channel.ts';
import { ACCOUNT } from './decide-account.ts';
import { methodOf } from './decide-method.ts';
import type { Aftermath } from './decide-outcome.ts';
import {
  asksElsewhere,
  deadContent,
  deviceGoneContent,
  failingContent,
  hourOf,
  LATELY_SECONDS,
  providerLabel,
  recoveredContent,
  shouldTell,
  type Tried,
  whoseFault,
} from './decide-troubles.ts';
import type { DeliveryDeps } from './deps.ts';
import type { FailureReason, Message, Outcome } from './model.ts';
import { tellOptedOut } from './opt-out.ts';
import { enqueue } from './outbox.ts';
import { type TriedBy, triedSince } from './store-attempts.ts';
import {
  countFailure,
  endFailure,
  isFailing,
  markTold,
  type ProviderFailure,
  type ProviderKey,
} from './store-failures.ts';

/** A message given up, and why. */
export interface DeadLetter {
  readonly message: Message;
  readonly aftermath: Extract<Aftermath, { kind: 'dead' }>;
}

/** A try that is over, as far as it says something about more than its message. */
export interface Ended {
  readonly message: Message;
  readonly channel: Channel;
  readonly outcome: Outcome;
  /** The contact method, if it had been flagged as not working and was tried for want of a better one. */
  readonly flagged: string | null;
  /** What was given up by it. */
  readonly dead: readonly DeadLetter[];
}

/**
 * What a try says about its provider and about Tocsin: streaks of failures, dead letters, administrators told. In a
 * transaction after the recording one, and its failure is only logged: a fault in telling administrators must not make a
 * message look as if it had not been sent.
 */
export async function noteTroubles(deps: DeliveryDeps, ended: Ended): Promise<void> {
  const { message, channel, outcome, flagged } = ended;
  try {
    for (const passed of outcome.passedBy ?? []) await notePassed(deps, channel, passed, isFine(outcome));
    if (!isFine(outcome)) await deps.database.transaction((tx) => noteFailure(deps, tx, ended, outcome));
    else if (flagged !== null || (await isFailing(deps.database.db, providerIn(ended))))
      await deps.database.transaction((tx) => noteSuccess(deps, tx, ended));
  } catch (err) {
    deps.log.error({ err, messageId: message.id }, 'failed to record a channel failure');
  }
}

/** Whose answer it was. */
const providerIn = ({ message, channel, outcome }: Ended): ProviderKey => ({
  channel: channel.kind,
  provider: outcome.provider ?? channel.providerOf(message.address ?? ''),
});

/** One of several providers failed and another was asked instead: it fails all the same, though nobody notices. */
async function notePassed(
  deps: DeliveryDeps,
  channel: Channel,
  { provider, reason }: { readonly provider: string; readonly reason: FailureReason },
  covered: boolean,
): Promise<void> {
  if (whoseFault(reason, '', []).at !== 'provider') return;
  const now = deps.clock.now();
  await deps.database.transaction((tx) =>
    noteProvider(deps, tx, channel, { provider, label: provider, reason, covered }, now),
  );
}

type Failure = Extract<Outcome, { kind: 'retry' | 'rejected' }>;
const isFine = (outcome: Outcome): outcome is Exclude<Outcome, Failure> =>
  outcome.kind === 'accepted' || outcome.kind === 'delivered';

/** What works is no longer taken for broken: neither its contact method nor its provider. */
async function noteSuccess(deps: DeliveryDeps, tx: Tx, ended: Ended): Promise<void> {
  const { channel, flagged } = ended;
  const now = deps.clock.now();
  if (flagged !== null) await deps.addressBook.restore(tx, [flagged]);
  const failure = await endFailure(tx, providerIn(ended));
  if (failure === undefined || failure.toldAt === null) return;
  const content = recoveredContent({ ...failure, channelLabel: channel.label }, now, deps.publicUrl);
  await tellAdministrators(deps, tx, `recovered:${keyOf(failure)}`, content, undefined);
}

/** Finds out whose failure it is, keeps account of a provider's streak, and says what was given up. */
async function noteFailure(deps: DeliveryDeps, tx: Tx, ended: Ended, outcome: Failure): Promise<void> {
  const { message, channel, dead } = ended;
  const now = deps.clock.now();
  const address = message.address ?? '';
  const provider = channel.providerOf(address);
  const tried = asksElsewhere(outcome.reason)
    ? await triedSince(tx, channel.kind, plusSeconds(now, -LATELY_SECONDS))
    : [];
  const atProvider = tried.filter((one) => channel.providerOf(one.address) === provider);
  const lately = await withMethods(deps, tx, channel.kind, atProvider);
  const fault = whoseFault(outcome.reason, address, lately);
  if (fault.at === 'provider') {
    await deps.addressBook.restore(tx, fault.wronged);
    const failing = providerIn(ended).provider;
    const label = providerLabel(failing, address);
    const { reason } = outcome;
    await noteProvider(deps, tx, channel, { provider: failing, label, reason, covered: false }, now);
  }
  for (const letter of dead) await noteDead(deps, tx, letter, fault.at === 'address', now);
}

/** What account mails, which name no contact method, tried: with the method that their person has at that address. */
async function withMethods(
  deps: DeliveryDeps,
  tx: Tx,
  channel: string,
  tried: readonly TriedBy[],
): Promise<readonly Tried[]> {
  const nameless = tried.flatMap((one) =>
    one.contactMethodId === null && one.personId !== null ? [one.personId] : [],
  );
  if (nameless.length === 0) return tried;
  const people = await deps.addressBook.recipients(tx, [...new Set(nameless)]);
  return tried.map((one) => {
    const person = people.find(({ personId }) => personId === one.personId);
    return { ...one, contactMethodId: methodOf({ ...one, channel }, person)?.id ?? one.contactMethodId };
  });
}

/** Keeps account of a provider's streak of failures and tells the administrators when it begins to matter. */
async function noteProvider(
  deps: DeliveryDeps,
  tx: Tx,
  channel: Channel,
  { covered, ...failing }: Pick<ProviderFailure, 'provider' | 'label' | 'reason'> & { covered: boolean },
  now: Instant,
): Promise<void> {
  const failure = await countFailure(tx, { ...failing, channel: channel.kind }, now);
  if (!shouldTell(failure)) return;
  await markTold(tx, failure, now);
  const content = failingContent({ ...failure, channelLabel: channel.label }, deps.publicUrl, covered);
  await tellAdministrators(deps, tx, `failing:${keyOf(failure)}`, content, channel.kind);
}

/** One streak of failures. */
const keyOf = ({ channel, provider, since }: ProviderFailure): string => `${channel}:${provider}:${since}`;

/**
 * A message was given up: its address is flagged if that is the reason, and the administrators hear of it. Mails about an account
 * have an owner who tells.
 */
async function noteDead(
  deps: DeliveryDeps,
  tx: Tx,
  { message, aftermath }: DeadLetter,
  mayFlag: boolean,
  now: Instant,
): Promise<void> {
  if (mayFlag && aftermath.badAddress) await flag(deps, tx, message, aftermath.reason);
  // A customer's full mailbox is nothing that an administrator can mend.
  if (message.purpose === 'subscriber') return;
  if (message.source.kind === ACCOUNT || isToAdministrators(message)) return;
  const channel = deps.channels.get(message.channel ?? '');
  const channelLabel = channel?.label ?? message.channel ?? 'unknown channel';
  const content = deadContent(
    {
      channelLabel,
      subject: message.content.discreet ?? message.content.subject,
      restricted: message.content.discreet !== undefined,
      address: channel?.display(message.address ?? '') ?? '',
      reason: aftermath.reason,
    },
    deps.publicUrl,
  );
  const avoid = aftermath.badAddress ? undefined : (message.channel ?? undefined);
  await tellAdministrators(deps, tx, `dead:${message.channel}:${hourOf(now)}`, content, avoid);
}

async function flag(deps: DeliveryDeps, tx: Tx, message: Message, reason: string): Promise<void> {
  const [recipient] =
    message.personId === null ? [] : await deps.addressBook.recipients(tx, [message.personId]);
  const id = message.contactMethodId ?? methodOf(message, recipient)?.id;
  if (id === undefined) return;
  const channel = deps.channels.get(message.channel ?? '');
  if (channel?.deviceKey === undefined) {
    const [method] = await methodsOf(deps, tx, message, id);
    await deps.addressBook.flag(tx, id, reason);
    // Once: whoever wrote STOP has been told, and so has whoever it was found out of before.
    if (reason === 'opted_out' && method?.disabledReason === null) await tellOptedOut(deps, tx, method);
    return;
  }
  const label = await deps.addressBook.remove(tx, id);
  if (label === undefined || message.personId === null) return;
  await enqueue(deps, tx, [
    {
      key: `device-gone:${id}`,
      purpose: 'notice',
      personId: message.personId,
      source: { kind: 'system', id: `device-gone:${id}`, generation: 0 },
      content: deviceGoneContent(label, `${deps.publicUrl}/people/${message.personId}`),
      drill: false,
    },
  ]);
}

const methodsOf = async (deps: DeliveryDeps, tx: Tx, { channel, address }: Message, id: string) =>
  (await deps.addressBook.methodsAt(tx, channel ?? '', address ?? '')).filter((method) => method.id === id);
