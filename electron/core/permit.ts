import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Permission } from '../../shared/contract/permissions.ts';
import type { Actor } from './actor.ts';

/**
 * Asks whether the person may do this; `purpose` says what for, as the log has it. Dispatch asks for the permission of the
 * method, and a service for what only it knows of: that a path is the policy, that a scenario reads a data set.
 */
export type Permit = (permission: Permission, purpose: string) => Result<void>;

/** The one place that says no to `actor`; `refused` puts it on record. */
export function permitFor(actor: Actor, refused: (purpose: string, permission: Permission) => void): Permit {
  return (permission, purpose) => {
    if (actor.permissions.has(permission)) return ok(undefined);
    refused(purpose, permission);
    return err(appError('denied', `You may not do this here: it takes the permission '${permission}'.`));
  };
}
