import { SIGN_IN_KIND } from '../directory/index.ts';
import type { ContactMethod, Message, MessageDraft, NotSentReason, Recipient } from './model.ts';

export interface Target {
  readonly channel: string;
  readonly address: string;
  readonly contactMethodId: string | null;
}

/** A way for when those before it have not taken the message by then. */
export interface LaterTarget extends Target {
  /** Seconds after the first. */
  readonly afterSeconds: number;
}

export type Addressing =
  | {
      readonly kind: 'to';
      readonly targets: readonly [Target, ...Target[]];
      /** "After 5 minutes by Y": only of notices, because a page walks its rules by itself. Soonest first. */
      readonly later: readonly LaterTarget[];
    }
  | { readonly kind: 'nobody'; readonly reason: NotSentReason };

/**
 * Where a draft goes (see MessageDraft). Somebody without rules for the purpose is paged by every method at once and
 * informed by e-mail, or by the first method there is. Methods of last resort are used only when nothing else is left,
 * and then all of them: a try that may fail beats silence. The later rules of a notice are for when it has not been
 * handed over by then: to be informed twice of the same is what nobody asks for.
 * @param recipient the person of `draft.personId`; undefined when there is none
 * @param channels the kinds of the channels there are
 */
export function chooseTargets(
  draft: Pick<MessageDraft, 'purpose' | 'personId' | 'contactMethodId' | 'channel' | 'address'>,
  recipient: Recipient | undefined,
  channels: ReadonlySet<string>,
): Addressing {
  if (draft.channel !== undefined && draft.address !== undefined) {
    if (!channels.has(draft.channel)) return { kind: 'nobody', reason: 'channel_unknown' };
    return {
      kind: 'to',
      targets: [
        { channel: draft.channel, address: draft.address, contactMethodId: draft.contactMethodId ?? null },
      ],
      later: [],
    };
  }
  if (recipient === undefined) return { kind: 'nobody', reason: 'no_address' };
  if (!recipient.active) return { kind: 'nobody', reason: 'person_inactive' };
  if (draft.contactMethodId !== undefined) {
    const method = recipient.methods.find(({ id }) => id === draft.contactMethodId);
    if (method === undefined) return { kind: 'nobody', reason: 'contact_method_gone' };
    if (!channels.has(method.channel)) return { kind: 'nobody', reason: 'channel_unknown' };
    return { kind: 'to', targets: [targetOf(method)], later: [] };
  }
  const known = recipient.methods.filter(({ channel }) => channels.has(channel));
  const usable = known.filter((method) => method.usable);
  const chosen =
    usable.length > 0
      ? byRules(draft.purpose, recipient, usable, draft.channel)
      : atOnce(known.filter(({ channel }) => draft.channel === undefined || channel === draft.channel));
  const [first, ...rest] = chosen.filter(({ afterSeconds }) => afterSeconds === 0).map(targetOf);
  if (first === undefined) return { kind: 'nobody', reason: 'no_address' };
  const later =
    draft.purpose === 'page'
      ? []
      : chosen
          .filter(({ afterSeconds }) => afterSeconds > 0)
          .map((way) => ({ ...targetOf(way), afterSeconds: way.afterSeconds }));
  return { kind: 'to', targets: [first, ...rest], later };
}

/** A method, and how long after the first it is used. */
type Way = ContactMethod & { readonly afterSeconds: number };

const atOnce = (methods: readonly ContactMethod[]): readonly Way[] =>
  methods.map((method) => ({ ...method, afterSeconds: 0 }));

function byRules(
  purpose: MessageDraft['purpose'],
  recipient: Recipient,
  methods: readonly ContactMethod[],
  channel: string | undefined,
): readonly Way[] {
  const eligible = channel === undefined ? methods : methods.filter((method) => method.channel === channel);
  const wanted = purpose === 'page' ? 'page' : 'notice';
  const rules = recipient.rules
    .filter((rule) => rule.purpose === wanted)
    .flatMap((rule) => {
      const method = eligible.find(({ id }) => id === rule.contactMethodId);
      return method === undefined ? [] : [{ afterSeconds: rule.afterSeconds, method }];
    });
  const soonest = Math.min(...rules.map(({ afterSeconds }) => afterSeconds));
  if (rules.length > 0)
    return rules
      .map(({ method, afterSeconds }) => ({ ...method, afterSeconds: afterSeconds - soonest }))
      .sort((a, b) => a.afterSeconds - b.afterSeconds);
  if (wanted === 'page') return atOnce(eligible);
  return atOnce(
    [eligible.find((method) => method.channel === SIGN_IN_KIND) ?? eligible[0]].filter(
      (method) => method !== undefined,
    ),
  );
}

export const targetOf = ({ id, channel, address }: ContactMethod): Target => ({
  channel,
  address,
  contactMethodId: id,
});

/**
 * Looked at again right before sending: a message to somebody who has left is not sent, one to a contact method that
 * is gone goes to the one that the person has now. A page to a method that is gone ends instead: the page itself is
 * asked at once for the next way, and would otherwise be sent there twice.
 */
export function readdress(
  message: Message,
  recipient: Recipient | undefined,
  channels: ReadonlySet<string>,
):
  | { readonly kind: 'end'; readonly state: 'stopped'; readonly reason: NotSentReason }
  | { readonly kind: 'readdress'; readonly target: Target }
  | undefined {
  if (message.personId === null || message.contactMethodId === null) return undefined;
  if (recipient === undefined || !recipient.active)
    return { kind: 'end', state: 'stopped', reason: 'person_inactive' };
  if (recipient.methods.some(({ id }) => id === message.contactMethodId)) return undefined;
  if (message.purpose === 'page') return { kind: 'end', state: 'stopped', reason: 'contact_method_gone' };
  const instead = chooseTargets(
    { purpose: message.purpose, personId: recipient.personId },
    recipient,
    channels,
  );
  return instead.kind === 'to'
    ? { kind: 'readdress', target: instead.targets[0] }
    : { kind: 'end', state: 'stopped', reason: 'contact_method_gone' };
}
