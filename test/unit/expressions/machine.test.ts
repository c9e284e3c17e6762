import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../shared/expressions/compileExpression.ts';
import { Failure } from '../../../shared/expressions/failure.ts';
import { Machine } from '../../../shared/expressions/machine.ts';
import { Meter } from '../../../shared/expressions/meter.ts';
import { parseExpression } from '../../../shared/expressions/parseExpression.ts';
import { parseJson } from '../../../shared/expressions/parseJson.ts';
import { printJson } from '../../../shared/expressions/printJson.ts';
import type { Value } from '../../../shared/expressions/value.ts';
import { hasSuite, needsModules, readSuite } from '../../conformance/jqSuite.ts';

/** What an expression gives when it runs step by step. */
function runSlowly(program: string, input: Value): string[] {
  const outputs: string[] = [];
  try {
    new Machine(new Meter(), program).run(parseExpression(program).tree, input, [], (value) => {
      outputs.push(printJson(value));
      return false;
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    outputs.push(`error: ${printJson(error.value)}`);
  }
  return outputs;
}

/** What it gives the usual way. */
function runFast(program: string, input: Value): string[] | null {
  const compiled = compileExpression(program);
  if (!compiled.ok) return null;
  const { outputs, error } = compiled.value.evaluateExact(input);
  return [
    ...outputs.map((value) => printJson(value)),
    ...(error === null ? [] : [`error: ${printJson(error.value ?? null)}`]),
  ];
}

describe.skipIf(!hasSuite('jq.test'))('the two ways of running an expression agree', () => {
  const cases = ['jq.test', 'man.test', 'onig.test']
    .flatMap((file) => (hasSuite(file) ? readSuite(file) : []))
    .filter((one) => !one.mustFail && !needsModules(one) && !/365 \* 67|1000[01]/.test(one.program));

  it.each(cases.map((one, index) => [`${index}: ${one.program}`, one] as const))('%s', (_name, { program, input }) => {
    const value = parseJson(input);
    expect(runSlowly(program, value)).toEqual(runFast(program, value));
  });
});

describe('deep recursion', () => {
  const run = (source: string): unknown => {
    const compiled = compileExpression(source);
    return compiled.ok ? compiled.value.evaluate(null) : compiled;
  };

  it('goes on where the stack ends', () => {
    expect(run('def f: if . == 0 then 0 else (. - 1 | f) + 1 end; 3000 | f')).toEqual({ ok: true, value: [3000] });
  });

  it('needs no depth for calls in tail position', () => {
    expect(run('def f: if . >= 20000 then . else . + 1 | f end; 0 | f')).toEqual({ ok: true, value: [20000] });
  });

  it('ends at the depth bound as a limit that try cannot catch', () => {
    expect(run('try (def f: 1 + f; f) catch 1')).toMatchObject({ ok: false, error: { code: 'limit' } });
  });
});
