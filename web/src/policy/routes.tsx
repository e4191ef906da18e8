import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import { readSearch } from './rehearsal-case.ts';

/*
 * The pattern of every chapter: routes.tsx is small and loaded at once (paths and search parameters); each page is a
 * file of its own, loaded when it is opened. A new page is a route here and an entry in app/nav.ts.
 */
const policy = createRoute({
  getParentRoute: () => appRoute,
  path: '/policy',
  validateSearch: (search: Record<string, unknown>): { version?: number } =>
    Number.isInteger(search.version) && Number(search.version) > 0 ? { version: Number(search.version) } : {},
  component: page(() => import('./PolicyPage.tsx'), 'PolicyPage'),
});

const edit = createRoute({
  getParentRoute: () => appRoute,
  path: '/policy/edit',
  validateSearch: (search: Record<string, unknown>): { draft?: string } =>
    typeof search.draft === 'string' ? { draft: search.draft } : {},
  staticData: { onlyFor: { needs: 'policy:write', title: 'Edit policy', what: 'edit the policy' } },
  component: page(() => import('./PolicyEditPage.tsx'), 'PolicyEditPage'),
});

const rehearse = createRoute({
  getParentRoute: () => appRoute,
  path: '/rehearse',
  validateSearch: readSearch,
  component: page(() => import('./RehearsePage.tsx'), 'RehearsePage'),
});

const coverage = createRoute({
  getParentRoute: () => appRoute,
  path: '/coverage',
  component: page(() => import('./CoveragePage.tsx'), 'CoveragePage'),
});

const versions = createRoute({
  getParentRoute: () => appRoute,
  path: '/policy/versions',
  component: page(() => import('./VersionsPage.tsx'), 'VersionsPage'),
});

export const policyRoutes = [policy, edit, rehearse, coverage, versions] as const;
