import { type Permission, permissions } from '../../shared/contract/permissions.ts';

/** Who asks: the name that the audit log keeps, and what they may do here. */
export interface Actor {
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** The owner of a workspace, who may do everything as long as no team policy says otherwise. */
export function owner(name: string): Actor {
  return { name, permissions: new Set(permissions) };
}
