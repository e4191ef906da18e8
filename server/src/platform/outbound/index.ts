export { webAddress } from './address.ts';
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
export { type PostAnswer, post } from './post.ts';
export { connectTo, recordsOf } from './reach.ts';
export { type Signed, signedWith, signingSecretFor } from './signed.ts';
export { askDatabase, type Statement, type StatementAnswer } from './sql/index.ts';
