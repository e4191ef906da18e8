import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import type { MapSearch } from './shown.ts';

const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const map = createRoute({
  getParentRoute: () => appRoute,
  path: '/system-map',
  validateSearch: (search: Record<string, unknown>): MapSearch => ({
    view: search.view === 'map' || search.view === 'list' ? search.view : undefined,
    q: word(search.q),
    team: word(search.team),
    show: search.show === 'problems' ? 'problems' : undefined,
    system: word(search.system),
    near: search.near === true ? true : undefined,
  }),
  component: page(() => import('./MapPage.tsx'), 'MapPage'),
});

const printout = createRoute({
  getParentRoute: () => appRoute,
  path: '/printout',
  component: page(() => import('./PrintPage.tsx'), 'PrintPage'),
});

export const systemMapRoutes = [map, printout] as const;
