export { type ChainFault, type ChainHead as Head, firstBroken, GENESIS } from '../../kernel/index.ts';
export { seal } from './chain.ts';
export type { Draft, Entry, Sealed, Stamp } from './entry.ts';
export { type ContentOf, isOf, type KindDefinition } from './family.ts';
export { foldUnder } from './fold.ts';
export { createRegistry, type Registry, type Told, Unreadable } from './registry.ts';
export { actorName, type Names, type Telling } from './telling.ts';
