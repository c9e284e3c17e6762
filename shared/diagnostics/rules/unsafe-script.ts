import type { PartModel } from '../model.ts';
import { taskMember } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { javaScriptHazards } from '../script/javaScriptHazards.ts';
import { pythonHazards } from '../script/pythonHazards.ts';
import { type ScriptHazard, scriptLanguage } from '../script/scriptHazard.ts';
import type { Place } from '../surroundings.ts';
import { writtenTexts } from '../writtenText.ts';

const script = (language: string, code: string) =>
  `- work:\n    run:\n      script:\n        language: ${language}\n        code: |\n${code
    .split('\n')
    .map((line) => `          ${line}\n`)
    .join('')}`;

/** Scripts that make code of text, reach out of their sandbox, or hide what they do. */
export const unsafeScript: Rule = {
  id: 'unsafe-script',
  title: 'Script that a review cannot see through',
  severity: 'warning',
  confidence: 'medium',
  why: 'A script of a workflow turns data into other data. One that makes code of text, works out which module or member it uses, or is written so that nobody can read it does something else, or will as soon as the data say so. Not every runtime locks scripts in as a rehearsal does.',
  remedy:
    'Write the steps out. Read input by `arguments`, `stdin` and the environment, and leave calls to tasks of their own.',
  references: [
    { title: 'CWE-95: Eval Injection', url: 'https://cwe.mitre.org/data/definitions/95.html' },
    { title: 'CWE-506: Embedded Malicious Code', url: 'https://cwe.mitre.org/data/definitions/506.html' },
    {
      title: 'CWE-470: Use of Externally-Controlled Input to Select Classes or Code',
      url: 'https://cwe.mitre.org/data/definitions/470.html',
    },
  ],
  limits:
    'A script that is fetched, or that stands in `set` and runs in another task, and members whose names only data gives.',
  fix: null,
  examples: {
    bad: [
      { title: 'code made of text', text: script('javascript', 'return eval(process.argv[2]);') },
      {
        title: 'a way to the functions of the language',
        text: script('python', 'print((1).__class__.__base__.__subclasses__())'),
      },
      { title: 'a process', text: script('python', 'import subprocess\nsubprocess.run(["id"])') },
    ],
    good: [
      {
        title: 'data into other data',
        text: script('javascript', 'const [, , total] = process.argv;\nreturn Number(total) * 1.19;'),
      },
      { title: 'the environment', text: script('python', 'import json, os\nprint(json.dumps(os.environ["REGION"]))') },
    ],
  },
  checkText,
};

function checkText(text: ModelText, model: PartModel, report: Report): void {
  if (text.isData || text.task === null || !text.pointer.endsWith('/run/script/code')) return;
  const language = taskMember(text.task, 'run', 'script', 'language');
  if (text.expression !== null) {
    // A script that an expression only writes is one all the same.
    for (const { value, isWhole, range } of writtenTexts(text.expression)) {
      for (const hazard of isWhole ? hazardsIn(value, language) : []) say(hazard, model.placeIn(text, range), report);
    }
  } else {
    for (const hazard of hazardsIn(text.value, language)) say(hazard, model.placeIn(text, hazard.range), report);
  }
}

function say({ kind, what }: ScriptHazard, place: Place, report: Report): void {
  report({
    message: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${meanings[kind]}.`,
    help: helps[kind],
    ...place,
    ...(kind === 'dynamic-code' || kind === 'obfuscation' ? { severity: 'error' } : {}),
    ...(kind === 'unreadable' ? { severity: 'note' } : {}),
  });
}

function hazardsIn(code: string, language: unknown): readonly ScriptHazard[] {
  const kind = scriptLanguage(language);
  if (kind === null) return [];
  return kind === 'javascript' ? javaScriptHazards(code) : pythonHazards(code);
}

const meanings: Readonly<Record<ScriptHazard['kind'], string>> = {
  'dynamic-code': 'makes code of text',
  import: 'brings in what reaches out of the script',
  reflection: 'leads to the inside of the language',
  network: 'reaches for the network',
  obfuscation: 'hides what the script does',
  unreadable: 'cannot be reviewed here',
};

const helps: Readonly<Record<ScriptHazard['kind'], string>> = {
  'dynamic-code': 'Write the steps out, or choose between written functions by a name.',
  import: 'Do without it; files, processes and other modules are not there when the script runs.',
  reflection: 'Name the member that is meant.',
  network: 'Use a task that calls: what it sends can be seen, checked and stubbed.',
  obfuscation: 'Write it so that it can be read.',
  unreadable: 'Correct it, or make it shorter.',
};
