import type { Instant } from '../../kernel/index.ts';
import type { Language } from '../model.ts';

/** Somebody outside who asked to be told. */
export interface Subscriber {
  readonly id: string;
  readonly pageId: string;
  readonly kind: 'email' | 'webhook';
  readonly address: string;
  readonly language: Language;
  /** null: all. */
  readonly components: readonly string[] | null;
  readonly state: 'pending' | 'active' | 'ended';
  readonly askedAt: Instant;
  readonly confirmedAt: Instant | null;
}

/** One telling of an update. */
export interface Notice {
  readonly id: string;
  readonly pageId: string;
  readonly publicId: string;
  readonly updateId: string;
  readonly createdAt: Instant;
  /** The last subscriber whose message is in the outbox. */
  readonly toldTo: string | null;
  readonly told: number;
  readonly doneAt: Instant | null;
}
