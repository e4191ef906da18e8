import type { AccountRole } from './api.ts';

/** What each account role may do, in words. */
export const roleChoices: ReadonlyArray<{ value: AccountRole; label: string }> = [
  { value: 'stakeholder', label: 'Stakeholder: view everything, declare incidents' },
  { value: 'responder', label: 'Responder: also handle incidents and overrides' },
  { value: 'manager', label: 'Manager: also manage teams, systems, integrations, policy' },
  { value: 'administrator', label: 'Administrator: full access' },
];
