import type { Incident } from './api.ts';

/** The forms an incident page can open. */
export type SheetName =
  | 'more'
  | 'severity'
  | 'details'
  | 'systems'
  | 'customer-facing'
  | 'visibility'
  | 'command'
  | 'role'
  | 'responders'
  | 'page'
  | 'mitigating'
  | 'investigating'
  | 'update'
  | 'move-update'
  | 'resolve'
  | 'close'
  | 'reopen'
  | 'policy'
  | 'merge'
  | 'archive';

/** What stands above each; there before its form is. */
export const sheetTitles: Record<SheetName, string> = {
  more: 'All commands',
  severity: 'Assess severity',
  details: 'Complete the details',
  systems: 'Affected systems',
  'customer-facing': 'Customer impact',
  visibility: 'Who can see it',
  command: 'Hand over command',
  role: 'Assign role',
  responders: 'Add or remove responders',
  page: 'Page someone',
  mitigating: 'Set to mitigating',
  investigating: 'Back to investigating',
  update: 'Send update',
  'move-update': 'Move the next update',
  resolve: 'Resolve incident',
  close: 'Close incident',
  reopen: 'Reopen incident',
  merge: 'Merge into another incident',
  policy: 'Policy version',
  archive: 'Export archive',
};

export type OpenSheet = (name: SheetName) => void;

/** What every form of the incident page is given. */
export interface FormProps {
  incident: Incident;
  onClose: () => void;
}

/** What the sheet itself is given. */
export interface SheetProps extends FormProps {
  sheet: SheetName;
  open: OpenSheet;
}
