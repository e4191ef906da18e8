import { diffFields, type Json } from '../kernel/index.ts';

/** What a change was, for the audit log: of each field that differs, before and after. */
export const changesOf = (before: object, after: object) => ({
  changes: diffFields(before as Json, after as Json) as unknown as Json,
});
