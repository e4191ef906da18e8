import type { Sealed, Told } from './log/index.ts';

/** An entry of the record as people read it, for what is written from the record. */
export interface RecordLine
  extends Pick<Sealed, 'seq' | 'at' | 'happenedAt' | 'actor'>,
    Pick<Told, 'kind' | 'data' | 'sentence' | 'tone'> {
  /** The name of who did it. */
  readonly who: string;
  /** The entry that tells it already; null for one that stands by itself. */
  readonly foldsUnder: number | null;
  /** It was struck through. */
  readonly struck: boolean;
  /** It tells of another incident, which the viewer may not see. */
  readonly hidden: boolean;
}
