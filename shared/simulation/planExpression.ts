import { copyOf } from '../base/copyOf.ts';
import type { Json } from '../base/json.ts';
import { compileExpression } from '../expressions/compileExpression.ts';
import { expressionSource } from '../expressions/runtimeExpression.ts';
import { standardErrorType } from '../workflow/errorTypes.ts';
import { Fault, RunLimit } from './fault.ts';
import type { Expression } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import { guardedSecrets, requireSecret, secretReads, withoutGuard } from './secretReads.ts';
import { standardFault } from './standardErrors.ts';

/** Compiles the text of an expression, without `${}`. One that does not compile faults where it is evaluated. */
export function planExpression(source: string, context: PlanContext): Expression {
  // Binding a variable costs at each evaluation, so only those that the text names are declared.
  const variables = context.variables.filter((name) => source.includes(`$${name}`));
  const unset: Record<string, Json> = Object.fromEntries(variables.map((name) => [name, null]));
  const compiled = compileExpression(source, { variables });
  if (!compiled.ok) {
    const detail = `The expression '${quoted(source)}' is not valid: ${compiled.error.message}`;
    context.problems.push({ reference: context.reference, message: detail });
    const fault: Expression = (_input, scope) => {
      throw standardFault('expression', { detail, instance: scope.reference });
    };
    return context.isObserved ? observed(fault, source, context.pointer) : fault;
  }
  const secrets = secretReads(source);
  const program = compiled.value;
  const evaluate: Expression = (input, scope) => {
    for (const name of secrets.names) requireSecret(name, scope);
    const { run, reference } = scope;
    const values = variables.length === 0 ? unset : copyOf(unset);
    for (const name of variables) values[name] = scope.variables.find(name) ?? null;
    if (secrets.isComputed) values.secrets = guardedSecrets(scope);
    const options = { variables: values, meter: run.meter, now: run.scheduler.now / 1000, known: run.budget.sizes };
    const result = program.first(input, options);
    if (result.ok) return secrets.isComputed ? withoutGuard(result.value ?? null) : (result.value ?? null);
    if (result.error.code === 'limit') throw new RunLimit(result.error.message);
    const { messageWithoutData, message } = result.error;
    const problem = messageWithoutData ?? ownError(message, source);
    throw standardFault('expression', { detail: `${quoted(source)}: ${problem}`, instance: reference });
  };
  return context.isObserved ? observed(evaluate, source, context.pointer) : evaluate;
}

/** Most characters of an expression that an error quotes. */
const maxQuoted = 1_000;

function quoted(source: string): string {
  const text = source.trim();
  return text.length <= maxQuoted ? text : `${text.slice(0, maxQuoted)}…`;
}

/** The same expression, which tells each evaluation to the port `observe`. */
function observed(evaluate: Expression, source: string, pointer: string): Expression {
  return (input, scope) => {
    const { run, variables, record } = scope;
    const place = run.prefix === '' ? pointer : null;
    const about = { record, pointer: place, expression: source.trim(), input, variables: variables.all() };
    try {
      const output = evaluate(input, scope);
      run.ports.observe?.({ ...about, output, error: null });
      return output;
    } catch (thrown) {
      const error = thrown instanceof Fault ? thrown.error.detail : thrown instanceof RunLimit ? thrown.message : null;
      if (error !== null) run.ports.observe?.({ ...about, output: null, error });
      throw thrown;
    }
  };
}

/**
 * A text of the loose mode: an expression where it is one and gives a value, otherwise the text itself (reference,
 * "Evaluate"). Null where it cannot be an expression.
 */
export function planLooseExpression(text: string, context: PlanContext): Expression | null {
  const compiled = compileExpression(text, { variables: context.variables });
  if (!compiled.ok) return null;
  const evaluate = planExpression(text, context);
  return (input, scope) => {
    try {
      return evaluate(input, scope);
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.error.type === standardErrorType('expression')) return text;
      throw thrown;
    }
  };
}

/** What an expression raised itself may be made of data: it is shown only where the definition has it word for word. */
function ownError(message: string, source: string): string {
  return source.includes(JSON.stringify(message)) ? message : 'the expression raised an error of its own';
}

/** Compiles a text that is an expression with or without `${}`, as in `if`, `when` or `output.as`. */
export function planBareExpression(text: string, context: PlanContext): Expression {
  return planExpression(expressionSource(text), context);
}
