const channels: Record<string, string> = {
  email: 'E-mail',
  webhook: 'Webhook',
  sms: 'SMS',
  voice: 'Phone call',
};

/** A channel as people call it. */
export function channelName(kind: string): string {
  return channels[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** " by E-mail"; nothing when no channel was found. */
export function byChannel(kind: string | null): string {
  return kind === null ? '' : ` by ${channelName(kind)}`;
}

const reasons: Record<string, string> = {
  no_address: 'no way to reach them is set up',
  channel_unknown: 'this channel is not set up',
  contact_method_gone: 'the contact method no longer exists',
  person_inactive: 'this person has left',
  already_told: 'told already',
  told_another_way: 'told another way',
};

/** A reason code as words; sentences of a provider stay as they are. */
export function reasonWords(reason: string): string {
  return reasons[reason] ?? (/^[a-z_]+$/.test(reason) ? reason.replaceAll('_', ' ') : reason);
}
