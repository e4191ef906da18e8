/**
 * Who did something. People are referenced by id, never embedded, so that the append-only log carries no personal
 * data that may have to be erased later.
 */
export type Actor =
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly via: 'web' | 'api' | 'cli' | 'link' | 'channel';
    }
  | { readonly kind: 'integration'; readonly integrationId: string }
  | { readonly kind: 'token'; readonly tokenId: string; readonly name: string }
  | { readonly kind: 'system' };

/** Tocsin itself: the matrix, the watchdog, a rule of the policy. */
export const theSystem: Actor = { kind: 'system' };
