import { type Actor, theSystem } from './actor.ts';

/**
 * Who is looking. Every read of incidents, and of what belongs to one, asks for it, so that none can forget. Whoever makes a
 * request is one (`principalOf`); `theProduct` is for what Tocsin decides by, never for what it shows to somebody.
 */
export interface Viewer {
  readonly actor: Actor;
  readonly role: 'administrator' | 'manager' | 'responder' | 'stakeholder' | 'product';
  /** Set for whoever came by a page's link: no other incident exists for them. */
  readonly within?: { readonly incidentId: string } | undefined;
}

export const theProduct: Viewer = { actor: theSystem, role: 'product' };

/** Nobody in particular, as in a chat's room or behind a webhook: sees what everybody in the organisation may see. */
export const anybody: Viewer = { actor: theSystem, role: 'stakeholder' };
