import type { Incident } from './api.ts';

/** The forms an incident page can open. */
export type SheetName =
  | 'more'
  | 'severity'
  | 'details'
  | 'systems'
  | 'customer-facing'
  | 'responders'
  | 'page'
  | 'mitigating'
  | 'investigating'
  | 'resolve'
  | 'reopen'
  | 'policy'
  | 'merge';

export type OpenSheet = (name: SheetName) => void;

/** What every form of the incident page is given. */
export interface FormProps {
  incident: Incident;
  onClose: () => void;
}
