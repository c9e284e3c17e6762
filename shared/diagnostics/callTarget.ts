import { isJsonObject, type JsonObject } from '../base/json.ts';
import type { TaskEntry } from '../workflow/tasks.ts';

/** The actions that the built-in catalog has. */
export const houseActions = ['email', 'notification', 'webhook', 'database'] as const;
/** One of {@link houseActions}. */
export type HouseAction = (typeof houseActions)[number];

/** What a `call` reaches. */
export type CallTarget =
  | { readonly kind: 'protocol'; readonly protocol: string }
  | { readonly kind: 'action'; readonly action: HouseAction; readonly version: string }
  /** A function of `use.functions`; `task` is null where it is not declared. */
  | { readonly kind: 'function'; readonly name: string; readonly task: TaskEntry | null }
  | { readonly kind: 'catalog'; readonly name: string; readonly version: string; readonly catalog: string };

const protocols = new Set(['http', 'grpc', 'openapi', 'asyncapi', 'a2a', 'mcp']);
const cataloged = /^([^:@]+):([^:@]+)@([^:@]+)$/;

/** Resolves the `call` of a task against the functions of `use`; null where the task calls nothing. */
export function callTargetOf(task: JsonObject, functions: ReadonlyMap<string, TaskEntry>): CallTarget | null {
  const call = task.call;
  if (typeof call !== 'string') return null;
  if (protocols.has(call)) return { kind: 'protocol', protocol: call };
  const [, name, version, catalog] = cataloged.exec(call) ?? [];
  if (name === undefined || version === undefined || catalog === undefined) {
    return { kind: 'function', name: call, task: functions.get(call) ?? null };
  }
  const action = catalog === 'default' ? houseActions.find((known) => known === name) : undefined;
  return action === undefined ? { kind: 'catalog', name, version, catalog } : { kind: 'action', action, version };
}

/** The arguments of a call; empty where there are none. */
export function callArguments(task: JsonObject): JsonObject {
  const args = task.with;
  return isJsonObject(args) ? args : {};
}
