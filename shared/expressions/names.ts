import type { Expression, FunctionDefinition } from './syntax.ts';

/** A function that an expression defines, or a parameter of one, with the names that are visible where it stands. */
export interface Callable<Value> {
  readonly definition: FunctionDefinition;
  readonly names: Names<Value>;
  /** Whether it is what a parameter was given: it does not know itself by the parameter's name. */
  readonly isArgument: boolean;
}

/** What the names at a place of an expression stand for, to whoever follows it without running it. */
export interface Names<Value> {
  readonly variables: ReadonlyMap<string, Value>;
  /** By name and number of parameters: `f/1`. */
  readonly functions: ReadonlyMap<string, Callable<Value>>;
}

/** The names behind a `def`. */
export function withFunction<Value>(names: Names<Value>, definition: FunctionDefinition): Names<Value> {
  const functions = new Map(names.functions);
  return { ...names, functions: functions.set(signatureOf(definition), { definition, names, isArgument: false }) };
}

/**
 * The names inside of a function that is called: its parameters are functions of their own, `$name` has a value too, and the
 * function itself may be called again.
 */
export function namesInside<Value>(
  { definition, names: home, isArgument }: Callable<Value>,
  args: readonly Expression[],
  names: Names<Value>,
  followed: (argument: Expression) => Value,
): Names<Value> {
  if (isArgument) return home;
  const variables = new Map(home.variables);
  const functions = new Map(home.functions);
  functions.set(signatureOf(definition), { definition, names: home, isArgument });
  for (const [index, { name, isValue }] of definition.parameters.entries()) {
    const argument = args[index];
    if (argument === undefined) continue;
    const body: FunctionDefinition = { name, parameters: [], body: argument, range: argument.range };
    functions.set(`${name}/0`, { definition: body, names, isArgument: true });
    if (isValue) variables.set(name, followed(argument));
  }
  return { variables, functions };
}

function signatureOf({ name, parameters }: FunctionDefinition): string {
  return `${name}/${parameters.length}`;
}
