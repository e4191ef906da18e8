/** The roles a person's account can have (design §6). */
export type AccountRole = 'administrator' | 'manager' | 'responder' | 'stakeholder';

const READ = [
  'incidents:read',
  'alerts:read',
  'messages:read',
  'oncall:read',
  'directory:read',
  'policy:read',
  'status:read',
  'self:write',
] as const;
const RESPOND = ['incidents:declare', 'incidents:respond', 'oncall:override', 'status:publish'] as const;
const MANAGE = [
  'directory:write',
  'oncall:write',
  'integrations:read',
  'integrations:write',
  'messages:resend',
  'policy:write',
  'status:write',
] as const;
const ADMINISTER = ['config:apply', 'accounts:write', 'audit:read'] as const;

/** What a route may ask for. API tokens are scoped to a subset of these. */
export const PERMISSIONS = [...READ, ...RESPOND, ...MANAGE, ...ADMINISTER] as const;
export type Permission = (typeof PERMISSIONS)[number];

const grants: Readonly<Record<AccountRole, readonly Permission[]>> = {
  stakeholder: [...READ, 'incidents:declare'],
  responder: [...READ, ...RESPOND],
  manager: [...READ, ...RESPOND, ...MANAGE],
  administrator: PERMISSIONS,
};

/** What a limited session is for: to look at its incident and respond. */
export const LIMITED: readonly Permission[] = [
  'incidents:read',
  'incidents:respond',
  'alerts:read',
  'messages:read',
  'policy:read',
  'directory:read',
];

/** What somebody with this role may do. */
export const permissionsOf = (role: AccountRole): ReadonlySet<Permission> => new Set(grants[role]);
