import { parentPointer } from '../../workflow/pointer.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { moveValues, type ValueHome } from '../moveValues.ts';
import type { Report, Rule } from '../rule.ts';
import { quotesClosed, textPieces } from '../textPieces.ts';

/** Data that becomes part of a script. */
export const scriptInterpolation: Rule = {
  id: 'script-interpolation',
  title: 'Data inside a script',
  severity: 'error',
  confidence: 'high',
  why: 'A value that is written into the text of a script is read as code: a quote ends the text it was meant for, and what follows runs with all that the script may. Neither quotes around it nor a change of the value make that safe. This is so where the runtime evaluates `${ }` in the code of a script; a rehearsal takes the code as it is written, in which `${ "return " … }` is an error of syntax.',
  remedy: 'Write the script whole, and pass values through `arguments` or `environment`.',
  references: [
    { title: 'CWE-94: Improper Control of Generation of Code', url: 'https://cwe.mitre.org/data/definitions/94.html' },
    {
      title: 'OWASP: Injection Prevention',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Injection_Prevention_Cheat_Sheet.html',
    },
  ],
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'a value put together with code',
        text: '- greet:\n    run:\n      script:\n        language: js\n        code: \'${ "return \\"Hello " + .name + "\\"" }\'\n',
      },
      {
        title: 'a value between code',
        text: '- price:\n    run:\n      script:\n        language: js\n        code: \'${ "return " + .total + " * 1.19;" }\'\n',
      },
      {
        title: 'code from data',
        text: '- greet:\n    run:\n      script: { language: js, code: "${ .code }" }\n',
      },
    ],
    good: [
      {
        title: 'a value as an argument',
        text: '- greet:\n    run:\n      script:\n        language: js\n        code: return `Hello ${name}`\n        arguments: { name: "${ .name }" }\n',
      },
    ],
  },
  checkOutcome,
};

function checkOutcome({ expression, isWritten }: Outcome, model: PartModel, report: Report): void {
  const { text } = expression;
  if (isWritten || text.isData || !text.pointer.endsWith('/run/script/code')) return;
  const pieces = textPieces(expression.tree, 'none');
  const isWhole = pieces.every((piece) => typeof piece !== 'string');
  const fix = isWhole ? null : moveValues(model, expression, pieces, argumentsOf(text.pointer));
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.kind === 'error') continue;
    report({
      message: isWhole ? 'The whole script comes from data.' : 'A value becomes part of the script.',
      help: isWhole
        ? 'Write the script here, and pass values through `arguments`.'
        : 'Pass the value through `arguments`, and name it in the script.',
      ...model.placeIn(text, partOf(expression, piece.range)),
      fixes: fix === null ? [] : [fix],
    });
  }
}

/** Values of a script go to its arguments: a map of them is variables of those names. */
function argumentsOf(pointer: string): ValueHome {
  return {
    title: 'Pass the values as `arguments`',
    holder: parentPointer(pointer),
    member: 'arguments',
    nameOf: (words) => (/^[A-Za-z_]/.test(words) ? words : `value_${words}`),
    mention: (name) => name,
    // Inside of a quoted text a name would be that text.
    standsAlone: (before, after) => quotesClosed(before) && !/[\w$]$/.test(before) && !/^[\w$]/.test(after),
    keeps: () => true,
  };
}
