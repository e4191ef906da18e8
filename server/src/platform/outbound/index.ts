export { type Answer, type AskOptions, ask, notAllowed, type Trouble, Unanswered } from './ask.ts';
export {
  assertReachable,
  guardedLookup,
  HostNotAllowed,
  hostRule,
  inPrivateNetwork,
  isPrivateHost,
  isPublicAddress,
  resolvesPrivately,
} from './network.ts';
export { connectTo, recordsOf } from './reach.ts';
export {
  askDatabase,
  DATABASE_KINDS,
  type DatabaseAddress,
  type DatabaseKind,
  type Statement,
  type StatementAnswer,
  type Table,
  TLS_MODES,
  type TlsMode,
} from './sql/index.ts';
