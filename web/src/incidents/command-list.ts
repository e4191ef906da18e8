import type { Incident } from './api.ts';
import type { SheetName } from './sheets.ts';

export interface CommandEntry {
  label: string;
  hint: string;
  sheet?: SheetName;
  run?: 'acknowledge' | 'takeCommand';
}

const archive: CommandEntry = {
  label: 'Export archive',
  hint: 'Log, evidence, messages and report in one sealed file',
  sheet: 'archive',
};

const visibility = (incident: Incident): CommandEntry => ({
  label: 'Who can see it',
  hint: incident.visibility === 'restricted' ? 'Now: those who take part' : 'Now: everyone',
  sheet: 'visibility',
});

/**
 * Every command that makes sense now, in the order of an incident's life.
 * @param me the viewer's own id; of their own incident nobody is offered the command again
 */
export function commandsFor(incident: Incident, me: string | null | undefined): CommandEntry[] {
  if (!incident.open) {
    return [
      ...(incident.status === 'resolved'
        ? [{ label: 'Close', hint: 'Everything that follows from it is done', sheet: 'close' as const }]
        : []),
      { label: 'Reopen', hint: 'It is not fixed, or it came back', sheet: 'reopen' },
      { label: 'Edit details', hint: 'Title, symptoms, start time', sheet: 'details' },
      visibility(incident),
      archive,
    ];
  }
  const list: CommandEntry[] = [];
  if (!incident.acknowledgedAt) list.push({ label: 'Acknowledge', hint: 'Stops paging', run: 'acknowledge' });
  const { commander } = incident;
  if (!commander || commander.id !== me) {
    list.push({
      label: 'Take command',
      hint: commander ? `Current commander: ${commander.name}` : 'You decide and are the point of contact',
      run: 'takeCommand',
    });
  }
  list.push(
    {
      label: commander ? 'Hand over command' : 'Give command to someone',
      hint: 'They decide and are the point of contact',
      sheet: 'command',
    },
    {
      label: 'Assign role',
      hint: 'Communications lead, scribe and others; hand over with a note',
      sheet: 'role',
    },
    {
      label: 'Assess severity',
      hint: 'Confirm or change it; shows who will be notified',
      sheet: 'severity',
    },
    {
      label: 'Customer impact',
      hint: incident.customerFacing ? 'Now: customers are affected' : 'Now: customers are not affected',
      sheet: 'customer-facing',
    },
    visibility(incident),
    { label: 'Affected systems', hint: 'Add or remove', sheet: 'systems' },
    { label: 'Edit details', hint: 'Title, symptoms, start time', sheet: 'details' },
    { label: 'Send update', hint: 'Tell stakeholders what is new, and when they hear next', sheet: 'update' },
    { label: 'Page someone', hint: 'A person or another team', sheet: 'page' },
    { label: 'Responders', hint: 'Add or remove people. Added people are paged', sheet: 'responders' },
    incident.status === 'mitigating'
      ? { label: 'Back to investigating', hint: 'The workaround failed', sheet: 'investigating' }
      : { label: 'Set to mitigating', hint: 'A workaround is in place', sheet: 'mitigating' },
    { label: 'Resolve', hint: 'It is fixed and verified', sheet: 'resolve' },
    {
      label: 'Policy version',
      hint: `Currently version ${incident.policyVersion}`,
      sheet: 'policy',
    },
    { label: 'Merge', hint: 'Duplicate of another incident', sheet: 'merge' },
    archive,
  );
  return list;
}
