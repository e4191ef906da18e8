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
export { askDatabase, type Statement, type StatementAnswer } from './sql/index.ts';
