import type { ContactKinds } from '../directory/index.ts';
import { err } from '../kernel/index.ts';
import { phoneNumber } from '../platform/phone.ts';
import type { Channel, ChannelField } from './channel.ts';

/** A number to be rung by people. Kept for them even while no channel rings it; the coverage proof says who has only that. */
const PHONE = 'phone';

const NUMBER: ChannelField['type'] = 'tel';

const personal = (channels: ReadonlyMap<string, Channel>): readonly string[] =>
  [...channels.values()].flatMap(({ kind, rooms }) => (rooms?.only === true ? [] : [kind]));

/** Which contact methods people may have: those some channel can send to, in the form it asks for, and a telephone number. */
export const contactKinds = (channels: ReadonlyMap<string, Channel>): ContactKinds => ({
  check(kind, address) {
    const channel = channels.get(kind);
    if (channel?.rooms?.only === true)
      return err(
        `${channel.label} reaches rooms and is no one’s contact method. Add a room on the channels page.`,
      );
    if (channel !== undefined) return channel.validateAddress(address);
    if (kind === PHONE) return phoneNumber(address);
    return err(`No channel for "${kind}". Available: ${[...personal(channels), PHONE].join(', ')}.`);
  },
  label: (kind) => channels.get(kind)?.label ?? kind,
  isContactable: (kind) => kind === PHONE || channels.get(kind)?.traits.contactable === true,
  isNumber: (kind) =>
    kind === PHONE || channels.get(kind)?.fields.some(({ type }) => type === NUMBER) === true,
  provenBy: (kind) => {
    const traits = channels.get(kind)?.traits;
    if (traits === undefined) return [];
    return traits.acknowledges ? ['code', 'answer'] : ['code'];
  },
  display: (kind, address) => channels.get(kind)?.display(address) ?? address,
  refusalOf: (kind, address) => channels.get(kind)?.refusalOf?.(address) ?? null,
  lookedUpRefusalOf: async (kind, address) =>
    (await channels.get(kind)?.lookedUpRefusalOf?.(address)) ?? null,
});
