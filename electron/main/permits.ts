import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Permission } from '../../shared/contract/permissions.ts';

const noneOpen = appError('unavailable', 'Open a workspace first.');

/**
 * Whether the person may use a method that main answers. Without a team policy the person at the machine owns the
 * workspace and has every permission in it; what needs one needs an open workspace.
 */
export function permits(permission: Permission | null, isOpen: boolean): Result<void, AppError> {
  return permission === null || isOpen ? ok(undefined) : err(noneOpen);
}
