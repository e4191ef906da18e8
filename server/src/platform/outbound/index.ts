export { type Answer, type AskOptions, ask, type Trouble, Unanswered } from './ask.ts';
export {
  assertReachable,
  guardedLookup,
  HostNotAllowed,
  hostRule,
  isPrivateHost,
  isPublicAddress,
  resolvesPrivately,
} from './network.ts';
