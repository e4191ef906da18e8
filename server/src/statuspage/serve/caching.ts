/**
 * Caches may keep a file for a quarter of a minute; for a day they may go on showing it when nobody here answers, because a page
 * that says as of when it is helps more than none.
 */
export const PUBLIC_CACHE = 'public, max-age=15, stale-while-revalidate=60, stale-if-error=86400';
