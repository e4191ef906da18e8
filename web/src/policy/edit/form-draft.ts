import type { SchemaNode } from './complete.ts';
import type { Path, Plain } from './yaml-edit.ts';

/** What each part of the form needs: to read a value, to change it in the text, and to know what lint says of it. */
export interface FormDraft {
  readonly value: (path: Path) => unknown;
  /** An empty text takes an optional key away. */
  readonly set: (path: Path, value: Plain | undefined) => void;
  readonly append: (path: Path, value: Plain) => void;
  readonly remove: (path: Path) => void;
  readonly moveUp: (path: Path, index: number) => void;
  /** What stands in the way of publishing at this very place. */
  readonly error: (path: Path) => string | undefined;
  /** What lint only warns of there. */
  readonly warning: (path: Path) => string | undefined;
  readonly schema: SchemaNode;
}
