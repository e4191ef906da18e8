import type { z } from 'zod';
import {
  type ConfigFault,
  type ConfigNameKind,
  type ConfigRefs,
  Fault,
  type Instant,
  type Json,
  type PlanItem,
  type Result,
} from '../../kernel/index.ts';
import type { Reader, Tx } from '../db/index.ts';
import type { Principal } from '../http/index.ts';

export interface ConfigContext {
  readonly principal: Principal;
  /** What is stored and not in the file goes. Without it nothing is ever deleted. */
  readonly prune: boolean;
  /** Why the file is applied, kept with what keeps a reason. */
  readonly reason?: string | undefined;
  /** The version of the policy that the file has in it, when its author has said so. */
  readonly policyBase?: number | undefined;
  /** Runbooks that somebody edited elsewhere are replaced as well. */
  readonly overwriteRunbooks?: boolean | undefined;
  readonly now: Instant;
}

export interface ConfigOutcome {
  /** One per object, `unchanged` ones too. */
  readonly items: readonly PlanItem[];
  /** Anything here rolls the whole file back. For what only the stored state can tell; the rest belongs in `check`. */
  readonly faults?: readonly ConfigFault[];
  /** What the change does besides and whoever applies it should know, shown with the plan. */
  readonly warnings?: readonly ConfigFault[];
  /** Addresses with a key that was made just now. Nobody can read them again. */
  readonly newAddresses?: readonly NewAddress[];
}

export interface NewAddress {
  readonly section: string;
  readonly id: string;
  readonly url: string;
}

/**
 * A section of org.yaml, given by the chapter that owns its content. Sections run one after the other in one
 * transaction, so that a later one finds what an earlier one created. A dry run is the same, rolled back at the end:
 * what it shows is what happens. A section that the file does not have is left alone, with --prune too.
 */
export interface ConfigSection<S> {
  /** The key in org.yaml. */
  readonly name: string;
  /** Strict objects in snake_case with `.describe()` texts (editors show them); refuses unknown keys. */
  readonly schema: z.ZodType<S>;
  /** The names this section gives to others, in the file and stored. */
  readonly names?: {
    readonly kind: ConfigNameKind;
    inFile(section: S): readonly string[];
    stored(reader: Reader): Promise<readonly string[]>;
  };
  /** Pure: all that is wrong with the section and that the schema cannot say. Paths begin within the section. */
  check(section: S, refs: ConfigRefs): readonly ConfigFault[];
  /** Compares with what is stored and saves the difference. Must change nothing when nothing differs. */
  apply(tx: Tx, section: S, context: ConfigContext): Promise<ConfigOutcome>;
  /** What is taken as it is and yet looks like a slip; asked once all sections have run, and shown with the plan. */
  advise?(tx: Tx, section: S): Promise<readonly ConfigFault[]>;
  /**
   * What follows for this section from what the others did, whether or not the file has it: a team that goes takes its
   * schedule along. Runs once all sections have been applied. @returns what went
   */
  settle?(tx: Tx): Promise<readonly PlanItem[]>;
  /**
   * Looks at the whole once all sections have run, whether or not the file has this one: what is only wrong in the end,
   * such as a system whose team was pruned. Anything here rolls the whole file back.
   */
  verify?(tx: Tx, context: ConfigContext): Promise<readonly ConfigFault[]>;
  /** What is stored, as this section; undefined to leave the section out. Applying it must change nothing. */
  render(reader: Reader): Promise<Json | undefined>;
}

/** A section read from a file and ready to run. */
export interface ReadSection {
  readonly names: readonly string[];
  check(refs: ConfigRefs): readonly ConfigFault[];
  apply(tx: Tx, context: ConfigContext): Promise<ConfigOutcome>;
  advise(tx: Tx): Promise<readonly ConfigFault[]>;
}

/** A section whose type the composition need not know. */
export interface AnySection {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly kind: ConfigNameKind | undefined;
  read(raw: unknown): Result<ReadSection, z.ZodError>;
  stored(reader: Reader): Promise<readonly string[]>;
  settle(tx: Tx): Promise<readonly PlanItem[]>;
  verify(tx: Tx, context: ConfigContext): Promise<readonly ConfigFault[]>;
  render(reader: Reader): Promise<Json | undefined>;
}

/** Closes over the type of a section, so that sections of different chapters fit in one list. */
export function configSection<S>(section: ConfigSection<S>): AnySection {
  return {
    name: section.name,
    schema: section.schema,
    kind: section.names?.kind,
    read: (raw) => {
      const parsed = section.schema.safeParse(raw);
      if (!parsed.success) return { ok: false, error: parsed.error };
      const value = parsed.data;
      return {
        ok: true,
        value: {
          names: section.names?.inFile(value) ?? [],
          check: (refs) => section.check(value, refs),
          apply: (tx, context) => section.apply(tx, value, context),
          advise: async (tx) => (await section.advise?.(tx, value)) ?? [],
        },
      };
    },
    stored: async (reader) => (await section.names?.stored(reader)) ?? [],
    settle: async (tx) => (await section.settle?.(tx)) ?? [],
    verify: async (tx, context) => (await section.verify?.(tx, context)) ?? [],
    render: (reader) => section.render(reader),
  };
}

/** What is wrong with one object of a file; the others are looked at all the same. */
export async function faultOf(work: () => Promise<void>): Promise<Fault | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
