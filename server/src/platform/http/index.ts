export { type AccountRole, LIMITED, PERMISSIONS, type Permission, permissionsOf } from './permissions.ts';
export { piecesOf } from './pieces.ts';
export { type Authenticate, authorise, type Principal, principalOf } from './principal.ts';
export { sendProblem, sendRawProblem } from './problem.ts';
export {
  type AppServer,
  createServer,
  type DeclaredRoute,
  type Routes,
  type ServerOptions,
} from './server.ts';
export { serveWeb } from './web.ts';
