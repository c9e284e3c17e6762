import { parentPointer } from '../../workflow/pointer.ts';
import type { DocumentModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import { moveValues, type ValueHome } from '../moveValues.ts';
import type { Report, Rule } from '../rule.ts';
import { textPieces } from '../textPieces.ts';

/** Data that becomes part of a command line. */
export const shellInterpolation: Rule = {
  id: 'shell-interpolation',
  title: 'Data inside a command line',
  severity: 'error',
  confidence: 'high',
  why: 'The shell reads the whole command as a program: a `;`, a backtick or a `$(…)` in a value runs another command with the rights of the runtime.',
  remedy:
    'Pass values through `environment` or `arguments`, and name them between double quotes in the command, as in `"$NAME"`. Where a value has to be part of the text, quote it by `@sh`.',
  references: [
    { title: 'CWE-78: OS Command Injection', url: 'https://cwe.mitre.org/data/definitions/78.html' },
    {
      title: 'jq manual: format strings and escaping (`@sh`)',
      url: 'https://jqlang.org/manual/#format-strings-and-escaping',
    },
  ],
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'a value put together with a command',
        text: '- list:\n    run:\n      shell:\n        command: ${ "ls -l " + .folder }\n',
      },
      {
        title: 'a value between parts of a command',
        text: '- list:\n    run:\n      shell:\n        command: \'${ "grep -c \\(.word) report.txt" }\'\n',
      },
    ],
    good: [
      {
        title: 'a value through the environment',
        text: '- list:\n    run:\n      shell:\n        command: ls -l "$FOLDER"\n        environment: { FOLDER: "${ .folder }" }\n',
      },
      {
        title: 'a quoted value',
        text: '- list:\n    run:\n      shell:\n        command: \'${ @sh "ls -l \\(.folder)" }\'\n',
      },
    ],
  },
  check,
};

function check(model: DocumentModel, report: Report): void {
  for (const expression of model.expressions) {
    const { path, pointer, isData } = expression.text;
    const [run, kind, member] = path.slice(-3);
    if (isData || run !== 'run' || member !== 'command' || (kind !== 'shell' && kind !== 'container')) continue;
    if (model.flow.isWritten(expression)) continue;
    const pieces = textPieces(expression.tree, 'sh');
    const isWhole = pieces.every((piece) => typeof piece !== 'string');
    const fix = isWhole ? null : moveValues(model, expression, pieces, environmentOf(pointer));
    for (const piece of pieces) {
      if (typeof piece === 'string' || piece.kind === 'error') continue;
      report({
        message: isWhole ? 'The whole command line comes from data.' : 'A value becomes part of the command line.',
        help: isWhole
          ? 'Write the command here, and pass values through `environment` or `arguments`.'
          : 'Pass the value through `environment`, and name it between double quotes in the command.',
        pointer,
        range: model.rangeIn(expression.text, partOf(expression, piece.range)),
        fixes: fix === null ? [] : [fix],
      });
    }
  }
}

/** Values of a command go to its environment, where the shell does not read them as code. */
function environmentOf(pointer: string): ValueHome {
  return {
    title: 'Pass the values through `environment`',
    holder: parentPointer(pointer),
    member: 'environment',
    nameOf: (words) => (/^[A-Za-z]/.test(words) ? words : `VALUE_${words}`).toUpperCase(),
    mention: (name) => `"$${name}"`,
    standsAlone: (before, after) => /(^|[\s=])$/.test(before) && (after === '' || /^\s/.test(after)),
    keeps: (part) => !/['"`\\$]/.test(part),
  };
}
