import { lazyRouteComponent } from '@tanstack/react-router';
import { orNotLoaded } from '../ui/later.tsx';

/** The component of a route, fetched when the page is opened (or when a link to it is about to be pressed). */
export function page<T extends Record<string, unknown>, K extends keyof T & string>(
  load: () => Promise<T>,
  name: K,
) {
  return lazyRouteComponent(() => orNotLoaded(load), name);
}
