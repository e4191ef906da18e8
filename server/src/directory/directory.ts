import type { Reader, Tx } from '../platform/db/index.ts';
import { type AnySection, configSection } from '../platform/org-config/index.ts';
import { peopleConfig } from './config-people.ts';
import { systemsConfig } from './config-systems.ts';
import { organisationConfig, teamsConfig } from './config-teams.ts';
import type { DirectoryFacts, KindFacts } from './model.ts';
import { requireSendable, type SendableMethod } from './sendable.ts';
import { type Context, type DirectoryPorts, FactReader } from './service.ts';
import { type DirectoryForPlatform, forPlatform } from './service-accounts.ts';
import { type PeopleCommands, peopleCommands } from './service-people.ts';
import { type TeamCommands, teamCommands } from './service-teams.ts';
import { lockDirectory } from './store-teams.ts';

/** The directory as the other chapters and the composition root use it. */
export interface Directory extends DirectoryForPlatform, PeopleCommands, TeamCommands {
  /** Everything the directory knows, as of this transaction. Cheap: kept until something changes. */
  facts(reader: Reader): Promise<DirectoryFacts>;
  /** Nobody else changes the directory until the transaction ends. */
  lock(tx: Tx): Promise<void>;
  /**
   * Refuses contact methods to which nothing would be sent, while whoever types them is looking and not in the first page. To
   * be asked before the transaction that saves them, because it may ask the network. @throws Fault `invalid`
   */
  requireSendable(methods: readonly SendableMethod[]): Promise<void>;
  /** What the channels say of the kinds of contact methods. */
  readonly kinds: KindFacts;
  /** Its sections of org.yaml, in the order in which they run. */
  readonly configSections: readonly AnySection[];
}

export function createDirectory(ports: DirectoryPorts): Directory {
  const context: Context = { ...ports, reader: new FactReader(ports.contactKinds) };
  return {
    facts: (reader) => context.reader.facts(reader),
    lock: lockDirectory,
    kinds: ports.contactKinds,
    requireSendable: (methods) => requireSendable(context.contactKinds, methods),
    configSections: [
      configSection(peopleConfig(context)),
      configSection(teamsConfig(context)),
      configSection(systemsConfig(context)),
      configSection(organisationConfig(context)),
    ],
    ...forPlatform(context),
    ...peopleCommands(context),
    ...teamCommands(context),
  };
}
