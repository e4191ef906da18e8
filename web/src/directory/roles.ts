import type { AccountRole } from './api.ts';

/** What each account role may do, in words. */
export const roleChoices: ReadonlyArray<{ value: AccountRole; label: string }> = [
  { value: 'stakeholder', label: 'Stakeholder: read, and declare incidents' },
  { value: 'responder', label: 'Responder: run incidents and overrides' },
  { value: 'manager', label: 'Manager: also teams, systems, integrations, policy' },
  { value: 'administrator', label: 'Administrator: everything' },
];
