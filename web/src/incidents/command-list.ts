import type { Incident } from './api.ts';
import type { SheetName } from './sheets.ts';

export interface CommandEntry {
  label: string;
  hint: string;
  sheet?: SheetName;
  run?: 'acknowledge' | 'takeCommand';
}

/** Every command that makes sense now, in the order of an incident's life. */
export function commandsFor(incident: Incident): CommandEntry[] {
  if (!incident.open) {
    return [
      { label: 'Reopen', hint: 'It is not over, or it came back', sheet: 'reopen' },
      { label: 'Edit the record', hint: 'Title, symptoms, when it began', sheet: 'details' },
    ];
  }
  const list: CommandEntry[] = [];
  if (!incident.acknowledgedAt) list.push({ label: 'Acknowledge', hint: 'Stops paging', run: 'acknowledge' });
  list.push(
    {
      label: 'Take command',
      hint: incident.commander ? `${incident.commander.name} has it now` : 'You decide and are the contact',
      run: 'takeCommand',
    },
    {
      label: 'Assess the severity',
      hint: 'Confirm it or change it; shows who is told then',
      sheet: 'severity',
    },
    {
      label: 'Customer impact',
      hint: incident.customerFacing ? 'Now: customers are affected' : 'Now: customers are not affected',
      sheet: 'customer-facing',
    },
    { label: 'Affected systems', hint: 'Add or remove', sheet: 'systems' },
    { label: 'Edit the record', hint: 'Title, symptoms, when it began', sheet: 'details' },
    { label: 'Page somebody', hint: 'A person again, or another team', sheet: 'page' },
    { label: 'Responders', hint: 'Add people, who are paged, or remove some', sheet: 'responders' },
    incident.status === 'mitigating'
      ? { label: 'Back to investigating', hint: 'The workaround does not hold', sheet: 'investigating' }
      : { label: 'Set to mitigating', hint: 'A workaround is in place', sheet: 'mitigating' },
    { label: 'Resolve', hint: 'It is fixed and verified', sheet: 'resolve' },
    {
      label: 'Version of the policy',
      hint: `It runs under version ${incident.policyVersion}`,
      sheet: 'policy',
    },
    { label: 'Merge', hint: 'It is the same as another incident', sheet: 'merge' },
  );
  return list;
}
