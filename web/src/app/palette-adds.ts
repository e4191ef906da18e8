import type { Permission } from '../identity/session.ts';

interface Addable {
  readonly what: string;
  /** The page with its form. */
  readonly to: string;
  readonly keywords: string;
  readonly needs: Permission;
}

/** What is added by a form on the page that lists it, offered by Ctrl-K everywhere. */
export const addables: readonly Addable[] = [
  { what: 'person', to: '/people', keywords: 'new people user invite responder', needs: 'directory:write' },
  { what: 'team', to: '/teams', keywords: 'new teams owners', needs: 'directory:write' },
  { what: 'system', to: '/systems', keywords: 'new systems service', needs: 'directory:write' },
  {
    what: 'integration',
    to: '/integrations',
    keywords: 'new integrations key webhook alertmanager',
    needs: 'integrations:write',
  },
];
