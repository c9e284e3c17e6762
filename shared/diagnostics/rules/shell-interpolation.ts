import type { Expression } from '../../expressions/syntax.ts';
import { parentPointer } from '../../workflow/pointer.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { insertEntry } from '../insertEntry.ts';
import type { DocumentModel } from '../model.ts';
import { type ModelExpression, partOf } from '../modelExpressions.ts';
import type { Report, Rule } from '../rule.ts';
import { type TextPiece, textPieces } from '../textPieces.ts';

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
    const fix = isWhole ? null : environmentFix(model, expression, pieces);
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

/** Moves every value of the command to `environment`; null where the command already quotes one, or quotes are open. */
function environmentFix(model: DocumentModel, expression: ModelExpression, pieces: readonly TextPiece[]): Fix | null {
  const { text } = expression;
  const holder = parentPointer(text.pointer);
  const environment = `${holder}/environment`;
  const hasEnvironment = model.document.locate(environment) !== null;
  const variables = new Map<string, string>();
  let command = '';
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string') {
      if (piece === '' || /['"`\\$]/.test(piece)) return null;
      command += piece;
      continue;
    }
    const next = pieces[index + 1];
    const standsAlone =
      /(^|[\s=])$/.test(command) && (next === undefined || (typeof next === 'string' && /^\s/.test(next)));
    if (!standsAlone) return null;
    const part = partOf(expression, piece.range);
    const name = variableName(
      piece,
      (taken) => variables.has(taken) || model.document.locate(`${environment}/${taken}`) !== null,
    );
    variables.set(name, `\${ ${text.value.slice(part.start, part.end).trim()} }`);
    command += `"$${name}"`;
  }
  const edits: (TextEdit | null)[] = hasEnvironment
    ? [...variables].map(([name, value]) => insertEntry(model.document, environment, name, value))
    : [insertEntry(model.document, holder, 'environment', Object.fromEntries(variables))];
  const known = edits.flatMap((edit) => (edit === null ? [] : [edit]));
  if (known.length < edits.length) return null;
  const replaced: TextEdit = { range: text.range, newText: JSON.stringify(command) };
  return { title: 'Pass the values through `environment`', safe: false, edits: [...known, replaced] };
}

function variableName(piece: Expression, isTaken: (name: string) => boolean): string {
  const base = piece.kind === 'field' ? piece.name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase() : 'VALUE';
  const valid = /^[A-Z]/.test(base) ? base : `VALUE_${base}`;
  let name = valid;
  for (let count = 2; isTaken(name); count += 1) name = `${valid}_${count}`;
  return name;
}
