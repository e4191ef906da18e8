/** Administrative acts in words; what is not here is made readable from its name. */
const acts: Readonly<Record<string, string>> = {
  'config.applied': 'Applied configuration file',
  'contact_method.disabled': 'Disabled contact method',
  'contact_method.removed': 'Removed contact method of a device that is gone',
  'contact_method.restored': 'Re-enabled contact method',
  'installation.set_up': 'Set up Tocsin',
  'invitation.sent': 'Sent invitation',
  'message.resent': 'Resent message',
  'password.changed': 'Changed own password',
  'password.set': 'Set password',
  'person.absence_added': 'Added absence',
  'person.absence_removed': 'Removed absence',
  'person.contact_method_added': 'Added contact method',
  'person.contact_method_changed': 'Changed contact method',
  'person.contact_method_removed': 'Removed contact method',
  'person.contact_method_secret_rotated': 'Rotated signing secret of contact method',
  'person.contact_rules_changed': 'Changed contact rules',
  'policy.published': 'Published policy',
  'role.changed': 'Changed role holders',
  'sessions.ended': 'Signed out of all sessions',
  'token.created': 'Created token',
  'token.revoked': 'Revoked token',
};

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

const verbs: Readonly<Record<string, string>> = {
  created: 'Added',
  changed: 'Changed',
  archived: 'Archived',
  removed: 'Removed',
  deleted: 'Removed',
};

/** `token.revoked` as "Revoked token", `team.archived` as "Archived team". */
export function actText(action: string): string {
  const [what = '', how = ''] = action.split('.');
  const verb = verbs[how];
  const words = action.replaceAll(/[._]/g, ' ');
  return acts[action] ?? (verb ? `${verb} ${what.replaceAll('_', ' ')}` : capital(words));
}

const spaced = (key: string): string =>
  key
    .replaceAll('_', ' ')
    .replaceAll(/[a-z](?=[A-Z])/g, '$& ')
    .toLowerCase();

type NameOf = (id: string) => string;
/** Keys whose values are ids of people, teams or systems; elsewhere the same word may mean something else. */
const OF_IDS = /^(holders|deputies|members|dependsOn|participants|teamId|personId|systemId)$/;

/** Long lists by their length: what was applied from a file is in the file. */
function valueText(key: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    if (value.length > 5) return `${value.length} entries`;
    return value.map((each) => valueText(key, each, nameOf)).join(', ') || 'none';
  }
  if (typeof value === 'object') return detailText(value, nameOf);
  return OF_IDS.test(key) ? nameOf(String(value)) : String(value);
}

/** What an act says of itself: names for ids, and a change as "from … to …". */
export function detailText(details: unknown, nameOf: NameOf): string {
  if (typeof details !== 'object' || details === null) return '';
  const fields = details as Record<string, unknown>;
  if (typeof fields.path === 'string' && 'to' in fields) {
    const { path, from, to } = fields;
    const [old, fresh] = [from, to].map((value) => valueText(path, value, nameOf));
    return `${spaced(path)} from ${old} to ${fresh}`;
  }
  return Object.entries(fields)
    .filter(([key, value]) => key !== 'id' && value !== '')
    .map(([key, value]) => {
      const text = valueText(key, value, nameOf);
      return key === 'changes' ? text : `${spaced(key.replace(/Id$/, ''))}: ${text}`;
    })
    .join(', ');
}
