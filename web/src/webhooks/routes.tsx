import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const onlyFor = { needs: 'integrations:read', title: 'Webhooks', what: 'view webhooks' } as const;

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/webhooks',
  staticData: { onlyFor },
  component: page(() => import('./WebhooksPage.tsx'), 'WebhooksPage'),
});

const one = createRoute({
  getParentRoute: () => appRoute,
  path: '/webhooks/$id',
  staticData: { onlyFor },
  component: page(() => import('./WebhookPage.tsx'), 'WebhookPage'),
});

export const webhookRoutes = [list, one] as const;
