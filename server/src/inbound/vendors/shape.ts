import type { Condition, Mapping } from '../../detection/index.ts';

/**
 * A body that a common tool sends, as data: how it is told from others and how it is read, in the words that an
 * integration's own mapping uses (docs/integrations.md). Its keys begin with the tool's name, so that several tools may
 * send to one address. `samples/` has bodies as the tools document them.
 */
export interface Shape {
  /** As its users call it. */
  readonly tool: string;
  /** What all bodies of this shape have. */
  readonly has: Exclude<Condition, string>;
  /** Two paths that say the same, where both say something: else a body is about what is not its sender's, and ignored. */
  readonly same?: readonly [path: string, as: string];
  readonly mapping: Mapping;
}
