import type { Tx } from '../platform/db/index.ts';
import type { DetectionEvent } from './events.ts';

/** Tells the chapters after this one, in the transaction in which it happened. */
export type EmitDetection = (tx: Tx, event: DetectionEvent) => Promise<void>;
