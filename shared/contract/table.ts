import type { z } from 'zod';
import { appMethods } from './appMethods.ts';
import { bundleMethods } from './bundleMethods.ts';
import { datasetMethods } from './datasetMethods.ts';
import { documentMethods } from './documentMethods.ts';
import { findingMethods } from './findingMethods.ts';
import { rehearsalMethods } from './rehearsalMethods.ts';
import { storeMethods } from './storeMethods.ts';
import { vaultMethods } from './vaultMethods.ts';

/** Every call that the page can make: it can call these and nothing else. */
export const methods = {
  ...appMethods,
  ...storeMethods,
  ...documentMethods,
  ...findingMethods,
  ...rehearsalMethods,
  ...datasetMethods,
  ...bundleMethods,
  ...vaultMethods,
} as const;

/** Name of a method, `area.verb`. */
export type MethodName = keyof typeof methods;
/** What a method takes. */
export type MethodInput<N extends MethodName> = z.input<(typeof methods)[N]['input']>;
/** What a method gives. */
export type MethodOutput<N extends MethodName> = z.output<(typeof methods)[N]['output']>;

/** Whether a name that came over a boundary is one of the table. */
export function isMethodName(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.hasOwn(methods, name);
}
