import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const settings = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: page(() => import('./SettingsPage.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settings] as const;
