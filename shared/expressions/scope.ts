import type { Code } from './code.ts';
import type { FunctionDefinition } from './syntax.ts';

/** A function that was defined in jq; compiled when it is first called. */
export interface DefinedFunction {
  readonly definition: FunctionDefinition;
  /** Where it was defined: its body sees this scope, itself and its parameters. */
  readonly scope: Scope | null;
  readonly depth: number;
  code: Code | null;
}

/** What a name stands for. */
export type ScopeEntry =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'closure'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'function'; readonly called: DefinedFunction };

/** The names that are visible at a place, innermost first. `depth` counts the bindings an environment has there. */
export interface Scope {
  readonly parent: Scope | null;
  readonly depth: number;
  readonly entry: ScopeEntry;
}

/** Number of bindings in the environment of a scope. */
export function depthOf(scope: Scope | null): number {
  return scope === null ? 0 : scope.depth;
}

/** Adds a name to a scope. Every name but that of a function has a binding at run time. */
export function extendScope(scope: Scope | null, entry: ScopeEntry): Scope {
  const depth = depthOf(scope) + (entry.kind === 'function' ? 0 : 1);
  return { parent: scope, depth, entry };
}

/** The innermost scope whose entry satisfies `test`. */
function find(scope: Scope | null, test: (entry: ScopeEntry) => boolean): Scope | null {
  for (let at = scope; at !== null; at = at.parent) if (test(at.entry)) return at;
  return null;
}

/** Where `$name` is bound. */
export function findVariable(scope: Scope | null, name: string): Scope | null {
  return find(scope, (entry) => (entry.kind === 'variable' || entry.kind === 'parameter') && entry.name === name);
}

/** Where the label `$name` is. */
export function findLabel(scope: Scope | null, name: string): Scope | null {
  return find(scope, (entry) => entry.kind === 'label' && entry.name === name);
}

/** What a call of `name` with `arity` arguments means: a function, or a parameter of one. */
export function findCallable(scope: Scope | null, name: string, arity: number): Scope | null {
  return find(scope, (entry) => {
    if (entry.kind === 'function') {
      return entry.called.definition.name === name && entry.called.definition.parameters.length === arity;
    }
    return arity === 0 && (entry.kind === 'closure' || entry.kind === 'parameter') && entry.name === name;
  });
}
