import type { z } from 'zod';
import { internalMethods } from '../../shared/contract/coreProtocol.ts';
import type { Permission } from '../../shared/contract/permissions.ts';
import { isMethodName, methods } from '../../shared/contract/table.ts';
import type { CoreMethodName, SessionInternalName } from './handlers.ts';

/** What dispatch has to know of a method before it calls the handler. */
export interface Operation {
  readonly name: CoreMethodName | SessionInternalName;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly permission: Permission | null;
}

/** What main asks on a person's behalf needs the same permission as the method of the table that it serves. */
const internalPermissions: Readonly<Record<SessionInternalName, Permission | null>> = {
  'internal.protect': null,
  'internal.mended': null,
  'internal.backup': 'workspace:backup',
  'internal.importFile': 'workflow:create',
  'internal.exportFile': 'workflow:view',
  'internal.linkFolder': 'workflow:create',
  'internal.exportBundle': 'bundle:seal',
  'internal.verifyBundle': 'workflow:view',
  'internal.storeSecret': 'secret:set',
  'internal.sealedSecret': 'secret:view',
  'internal.lendSecret': 'secret:view',
  'internal.exportAudit': 'audit:view',
};

/** Looks a name up that came over a boundary; null for every name that is not one of ours to answer. */
export function findOperation(name: string): Operation | null {
  if (isMethodName(name)) return isCoreMethod(name) ? { ...methods[name], name } : null;
  if (isSessionInternal(name)) {
    return { ...internalMethods[name], name, permission: internalPermissions[name] };
  }
  return null;
}

/** Whether core, and not main, answers this method of the table. */
export function isCoreMethod(name: keyof typeof methods): name is CoreMethodName {
  return methods[name].process === 'core';
}

function isSessionInternal(name: string): name is SessionInternalName {
  return Object.hasOwn(internalPermissions, name);
}
