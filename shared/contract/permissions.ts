/** What a person may be allowed to do in a workspace. Methods of the contract name the one they need. */
export const permissions = [
  'workspace:backup',
  'workflow:view',
  'workflow:create',
  'workflow:edit',
  'workflow:delete',
  'workflow:execute',
  'workflow:view_logs',
  'dataset:view',
  'dataset:create',
  'dataset:delete',
  'secret:view',
  'secret:set',
  'secret:delete',
  'policy:view',
  'policy:edit',
  'audit:view',
  'bundle:seal',
  'bundle:approve',
  'bundle:push',
] as const;

/** One of {@link permissions}. */
export type Permission = (typeof permissions)[number];
