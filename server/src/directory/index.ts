export { maySeeAddress, requireSelf, requireSelfOrManager } from './decide-access.ts';
export {
  DEFAULT_REPEAT_SECONDS,
  defaultRules,
  lastResort,
  rulesFor,
  usableMethods,
} from './decide-contact.ts';
export {
  awaySince,
  type Fallbacks,
  isAway,
  isRoleGap,
  type RoleFacts,
  type RoleReason,
  type RoleResolution,
  resolveRole,
} from './decide-roles.ts';
export {
  checkPattern,
  defaultTeamOf,
  dependencyCycle,
  matches,
  matchSystem,
  type SystemMatch,
  withDependencies,
} from './decide-systems.ts';
export { createDirectory, type Directory } from './directory.ts';
export {
  type Absence,
  type AccountRole,
  type ContactMethod,
  type ContactRule,
  type DirectoryFacts,
  emailSchema,
  type KindFacts,
  type LabelCondition,
  LINK_KINDS,
  type Matcher,
  nameSchema,
  OPTED_OUT,
  type Organisation,
  type Person,
  type Purpose,
  type RoleHolding,
  roleNameSchema,
  SIGN_IN_KIND,
  SWITCHED_OFF,
  type System,
  type SystemLink,
  type SystemQuery,
  slugSchema,
  type Team,
  zoneSchema,
} from './model.ts';
export type { Audit, ContactKinds, TellReachChanged } from './ports.ts';
export { directoryRoutes } from './routes.ts';
