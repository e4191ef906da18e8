import type { FastifyRequest } from 'fastify';
import { type Actor, Fault, type Instant } from '../../kernel/index.ts';
import type { AccountRole, Permission } from './permissions.ts';

/** Who is asking, as established by a session cookie or an API token. */
export interface Principal {
  readonly actor: Actor;
  /** Absent for an API token that belongs to nobody (the bootstrap token). */
  readonly personId: string | undefined;
  readonly role: AccountRole;
  readonly permissions: ReadonlySet<Permission>;
  /** Set for a limited session: the one incident it is for. */
  readonly within?: { readonly incidentId: string; readonly reference: string; readonly until: Instant };
}

/** Finds out who is asking; undefined when nobody is signed in. @throws Fault `unauthenticated` for a bad token */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | undefined>;

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | undefined;
  }
  interface FastifyContextConfig {
    /** What the caller must be allowed to do; `public` for nobody in particular. Every route must say. */
    permission?: Permission | 'public' | 'signed-in';
    /** The body holds a document of its author's, which is refused with a place where other text would be mended. */
    exactText?: true;
    /** Also for a limited session, beside what belongs to its incident; the route itself shows nothing of others. */
    limited?: true;
  }
}

/** The principal of a route that is not public. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === undefined)
    throw new Fault('unauthenticated', 'sign_in_required', 'Sign in to continue.');
  return request.principal;
}

const OF_AN_INCIDENT = '/api/v1/incidents/:ref';

/** Holds a limited session to its incident. @throws Fault 403 `limited_session` */
export function keepWithin({ within }: Principal, request: FastifyRequest): void {
  const { url = '', config } = request.routeOptions;
  if (within === undefined || config.limited) return;
  const { ref = '' } = request.params as { ref?: string };
  const isIts = ref === within.incidentId || ref.toUpperCase() === within.reference;
  if (isIts && (url === OF_AN_INCIDENT || url.startsWith(`${OF_AN_INCIDENT}/`))) return;
  throw new Fault(
    'forbidden',
    'limited_session',
    `You opened ${within.reference} from a page and can see this incident only. Sign in to see more.`,
  );
}

/** Holds the caller to what the route declares. @throws Fault 401 or 403 */
export function authorise(
  principal: Principal | undefined,
  needed: Permission | 'public' | 'signed-in',
): void {
  if (needed === 'public') return;
  if (principal === undefined) throw new Fault('unauthenticated', 'sign_in_required', 'Sign in to continue.');
  if (needed !== 'signed-in' && !principal.permissions.has(needed))
    throw new Fault(
      'forbidden',
      'not_allowed',
      `Missing permission "${needed}". Ask an administrator for access.`,
    );
}
