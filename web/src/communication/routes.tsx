import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import { type ShownSearch, shownIn } from '../ui/shown.ts';
import type { MessageSearch } from './api.ts';

const purposes = ['page', 'notice', 'system'] as const;
const stateNames = [
  'queued',
  'sending',
  'retrying',
  'accepted',
  'delivered',
  'dead',
  'suppressed',
  'stopped',
] as const;

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const messages = createRoute({
  getParentRoute: () => appRoute,
  path: '/messages',
  validateSearch: (search: Record<string, unknown>): MessageSearch & ShownSearch => ({
    ...shownIn(search),
    state: stateNames.find((state) => state === search.state),
    channel: word(search.channel),
    purpose: purposes.find((purpose) => purpose === search.purpose),
  }),
  component: page(() => import('./MessagesPage.tsx'), 'MessagesPage'),
});

const dead = createRoute({
  getParentRoute: () => appRoute,
  path: '/messages/dead',
  validateSearch: shownIn,
  component: page(() => import('./DeadLettersPage.tsx'), 'DeadLettersPage'),
});

const channels = createRoute({
  getParentRoute: () => appRoute,
  path: '/channels',
  component: page(() => import('./ChannelsPage.tsx'), 'ChannelsPage'),
});

export const communicationRoutes = [messages, dead, channels] as const;
