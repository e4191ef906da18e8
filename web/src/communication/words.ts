/** What the server calls a channel, as the first word of a line: "E-mail". */
export const capital = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** " by e-mail"; nothing when no channel was found. */
export function byChannel(label: string | null): string {
  return label === null ? '' : ` by ${label}`;
}

const reasons: Record<string, string> = {
  no_address: 'no contact method is configured',
  channel_unknown: 'this channel is not configured',
  contact_method_gone: 'the contact method no longer exists',
  person_inactive: 'this person is deactivated',
  already_told: 'already notified',
  drill: 'not taking part in the drill',
  told_another_way: 'notified by another contact method',
  bad_address: 'the address does not exist',
  gone: 'the recipient no longer exists',
  opted_out: 'the recipient replied STOP',
  not_answered: 'not answered',
  link_expired: 'the link in it expired',
  link_void: 'the link in it was used or replaced',
  unsubscribed: 'unsubscribed meanwhile',
  restricted: 'the incident was restricted meanwhile',
};

/** A reason code as words; sentences of a provider stay as they are. */
export function reasonWords(reason: string): string {
  return reasons[reason] ?? (/^[a-z_]+$/.test(reason) ? reason.replaceAll('_', ' ') : reason);
}

/** "P1, P2 of Payments": the incidents that a room or a rule is for. */
export function whichIncidents({
  severities,
  teams,
}: {
  severities: readonly string[];
  teams: readonly { name: string }[];
}): string {
  const which = severities.length === 0 ? 'Every severity' : severities.join(', ');
  return teams.length === 0
    ? `${which}, all teams.`
    : `${which} of ${teams.map(({ name }) => name).join(', ')}.`;
}
