import type { DatabaseAddress } from './model.ts';

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** What both drivers, and Node below them, take. */
export const tlsOf = ({
  tls,
  ca,
}: DatabaseAddress): false | { readonly rejectUnauthorized: boolean; readonly ca?: string } =>
  tls === 'off' ? false : { rejectUnauthorized: tls === 'verify', ...(ca === undefined ? {} : { ca }) };
