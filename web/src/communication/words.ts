const channels: Record<string, string> = {
  email: 'E-mail',
  webhook: 'Webhook',
  sms: 'SMS',
  voice: 'Phone call',
};

/** A channel as people call it. */
export function channelName(kind: string | null): string {
  if (!kind) return 'No channel';
  return channels[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** A reason code as words; sentences of a provider stay as they are. */
export function reasonWords(reason: string): string {
  return /^[a-z_]+$/.test(reason) ? reason.replaceAll('_', ' ') : reason;
}
