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
    'A value that a program reads as code in its own way (`awk`, `find -exec`, `ssh`), or as an option because it begins with a hyphen.',
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
  checkVariable(text, model, report);
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

/** What runs the value of a variable as code: as a shell's text, as the name of a program or of a file of commands, or piped to a shell. */
const evaluating = [
  /(?:\beval|\b(?:ba|z|k|da)?sh\s+(?:-\w+\s+)*-[a-z]*c)\s+["']?\$\{?(\w+)/g,
  /(?:^|[;&|`\n]|(?<!\()\(|\b(?:do|then|else|exec|sudo|command))\s*["']?\$\{?(\w+)/g,
  /(?:^|[\s;&|(])(?:\.|source)\s+["']?\$\{?(\w+)/g,
  /\b(?:ba|z|k|da)?sh\b[^;|&\n]{0,200}<<<\s*["']?\$\{?(\w+)/g,
  /\$\{?(\w+)[^;|&\n]{0,200}\|\s*(?:[\w/]*\/)?(?:ba|z|k|da)?sh\b(?![\w.-])/g,
];

/** Variables that make programs load or run what they name (the manuals of ld.so, bash, python, node, perl, ruby, java and git). */
const steering =
  /^(LD_(PRELOAD|LIBRARY_PATH|AUDIT)|DYLD_(INSERT_LIBRARIES|LIBRARY_PATH)|BASH_ENV|PROMPT_COMMAND|PATH|PYTHON(PATH|STARTUP|HOME)|NODE_(OPTIONS|PATH)|PERL5(LIB|OPT)|RUBY(OPT|LIB)|_?JAVA_(TOOL_)?OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|GIT_(SSH|SSH_COMMAND|EXTERNAL_DIFF|PAGER)|LESSOPEN)$/;

/** `eval "$COMMAND"`, where data gives that variable. */
function checkVariable(text: ModelText, model: PartModel, report: Report): void {
  const [, holder, variable] = /^(.*)\/environment\/([^/]+)$/s.exec(text.pointer) ?? [];
  if (holder === undefined || variable === undefined) return;
  if (steering.test(variable) && /\/run\/(shell|container|script)$|\/transport\/stdio$/.test(holder)) {
    report({
      message: `Data gives the variable \`${variable}\`, by which programs load or run code.`,
      help: 'Write its value here, and give data a name of its own.',
      ...model.placeOf(text.pointer),
    });
  }
  for (const beside of model.part.texts) {
    const isBeside = beside.pointer.replace(/\/(command|stdin|arguments\/[^/]*)$/, '') === holder;
    if (!isBeside || !model.part.isCode(beside)) continue;
    const run = evaluating.flatMap((pattern) => [...beside.value.slice(0, maxLength).matchAll(pattern)]);
    const [found] = run.filter(({ 1: name }) => name === variable).sort((one, other) => one.index - other.index);
    if (found === undefined) continue;
    report({
      message: `The variable \`${variable.slice(0, 60)}\`, which data gives, is run as a command.`,
      help: 'Write the command here, and name the variable as an argument of it.',
      ...model.placeIn(beside, { start: found.index, end: found.index + found[0].length }),
    });
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
