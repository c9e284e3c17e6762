import { parentPointer } from '../../workflow/pointer.ts';
import type { Outcome } from '../flow/dataFlow.ts';
import type { PartModel } from '../model.ts';
import { partOf } from '../modelExpressions.ts';
import type { ModelText } from '../modelText.ts';
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
  limits:
    'A value that a program reads as code in its own way (`awk`, `find -exec`), or as an option because it begins with a hyphen.',
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
      {
        title: 'code among the arguments',
        text: `- list:\n    run:\n      shell:\n        command: bash\n        arguments: ["-c", "\${ .command }"]\n`,
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
  checkOutcome,
};

function checkOutcome({ expression, isWritten }: Outcome, model: PartModel, report: Report): void {
  const { text } = expression;
  if (isWritten) return;
  checkEvaluated(text, model, report);
  if (!model.part.isCode(text)) return;
  const pieces = textPieces(expression.tree, 'sh');
  const isWhole = pieces.every((piece) => typeof piece !== 'string');
  const isMovable = !isWhole && text.pointer.endsWith('/command');
  const fix = isMovable ? moveValues(model, expression, pieces, environmentOf(text.pointer)) : null;
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.kind === 'error') continue;
    report({
      message: isWhole ? 'The whole command line comes from data.' : 'A value becomes part of the command line.',
      help: isWhole
        ? 'Write the command here, and pass values through `environment` or `arguments`.'
        : 'Pass the value through `environment`, and name it between double quotes in the command.',
      ...model.placeIn(text, partOf(expression, piece.range)),
      fixes: fix === null ? [] : [fix],
    });
  }
}

/** What runs the value of a variable as code. */
const evaluating = /(?:\beval|\b(?:ba|z|k|da)?sh\s+(?:-\w+\s+)*-[a-z]*c)\s+["']?\$\{?(\w+)/g;

/** `eval "$COMMAND"`, where data gives that variable. */
function checkEvaluated({ pointer }: ModelText, model: PartModel, report: Report): void {
  const variable = /^(.*)\/environment\/([^/]+)$/s.exec(pointer);
  if (variable === null) return;
  for (const text of model.part.texts) {
    const isBeside = text.pointer.replace(/\/(command|stdin|arguments\/[^/]*)$/, '') === variable[1];
    if (!isBeside || !model.part.isCode(text)) continue;
    for (const { 0: whole, 1: name = '', index } of text.value.slice(0, maxLength).matchAll(evaluating)) {
      if (name !== variable[2]) continue;
      report({
        message: `The variable \`${name.slice(0, 60)}\`, which data gives, is run as a command.`,
        help: 'Write the command here, and name the variable as an argument of it.',
        ...model.placeIn(text, { start: index, end: index + whole.length }),
      });
    }
  }
}

/** Longest command that is looked through, in UTF-16 units. */
const maxLength = 10_000;

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
