import { isJsonObject, type Json } from '../base/json.ts';
import { type ModelTask, taskMemberAt } from './modelTask.ts';

/** A process that a task starts: what it is called with, word by word. */
export interface StartedProcess {
  readonly task: ModelTask;
  /** The members that hold `command` and `arguments`, below the task. */
  readonly path: readonly string[];
  readonly command: string;
  readonly arguments: readonly ProcessArgument[];
}

/** A word of a process; the value of one that is no text is empty. */
export interface ProcessArgument {
  readonly pointer: string;
  readonly value: string;
}

const places: readonly (readonly string[])[] = [
  ['run', 'shell'],
  ['run', 'container'],
  ['with', 'transport', 'stdio'],
];

/** The processes of a task: shells, containers, tool servers. */
export function startedProcesses(task: ModelTask): readonly StartedProcess[] {
  if (task.type !== 'run' && task.task.call !== 'mcp') return [];
  return places.flatMap((path) => {
    const holder = taskMemberAt(task, path);
    if (!isJsonObject(holder)) return [];
    const command = typeof holder.command === 'string' ? holder.command : '';
    const base = `${task.reference}/${path.join('/')}/arguments`;
    return [{ task, path, command, arguments: wordsOf(holder.arguments, base) }];
  });
}

/** Arguments are a list, or in earlier 1.0.x a map of names and values. */
function wordsOf(given: Json | undefined, base: string): readonly ProcessArgument[] {
  const word = (value: Json, pointer: string): ProcessArgument => ({
    pointer,
    value: typeof value === 'string' ? value : '',
  });
  if (Array.isArray(given)) return given.map((value, index) => word(value, `${base}/${index}`));
  if (!isJsonObject(given)) return [];
  return Object.entries(given).flatMap(([name, value]) => [word(name, base), word(value, `${base}/${name}`)]);
}

/** By which option each program takes code; a shell reads its standard input too. */
const interpreters: readonly { readonly program: RegExp; readonly option: RegExp }[] = [
  { program: /^(?:ba|z|k|da|a|fi|c|tc)?sh$/, option: /^-[a-z]*c$/ },
  { program: /^(?:pwsh|powershell)$/, option: /^[-/](?:c|command|e|ec|enc|encodedcommand)$/i },
  { program: /^cmd$/, option: /^\/[ck]$/i },
  { program: /^py(?:thon[0-9.]*)?$/, option: /^-[a-zA-Z]*c$/ },
  { program: /^(?:node|nodejs|bun|deno)$/, option: /^(?:-e|-p|-pe|--eval|--print|eval)$/ },
  { program: /^(?:perl|ruby)$/, option: /^-[a-zA-Z]*e$/i },
  { program: /^php$/, option: /^-r$/ },
];

/** The name of a program without its folder and ending. */
export function programName(word: string): string {
  return (word.split(/[\\/]/).at(-1) ?? '').replace(/\.(cmd|exe)$/i, '').toLowerCase();
}

/** Whether a program runs code that it is given: a shell, or an interpreter of another language. */
export function runsCode(word: string): boolean {
  return interpreterOf(word) !== undefined;
}

function interpreterOf(word: string): (typeof interpreters)[number] | undefined {
  const name = programName(word);
  return interpreters.find(({ program }) => program.test(name));
}

/** Longest command before arguments, in UTF-16 units, and most words of a process that are looked at. */
const maxProgram = 500;
const maxWords = 200;

/** The argument that an interpreter among the words reads as code (`bash -c …`, `env python3 -c …`); null where there is none. */
export function codeArgument({ command, arguments: given }: StartedProcess): ProcessArgument | null {
  const written = command.slice(0, maxProgram).trim().split(/\s+/);
  const places = [...written.map(() => null), ...given];
  const words = [...written, ...given.map(({ value }) => value)].slice(0, maxWords);
  for (const [index, word] of words.entries()) {
    const option = interpreterOf(word)?.option;
    if (option === undefined) continue;
    const at = words.findIndex((other, position) => position > index && option.test(other));
    if (at >= 0 && words.slice(index + 1, at).every((between) => /^[-/]/.test(between))) return places[at + 1] ?? null;
  }
  return null;
}

/** Pointers of the texts of tasks that a shell or another interpreter reads as code. */
export function commandCode(tasks: readonly ModelTask[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const process of tasks.flatMap(startedProcesses)) {
    const base = `${process.task.reference}/${process.path.join('/')}`;
    if (process.path[0] === 'run') found.add(`${base}/command`);
    const code = codeArgument(process);
    if (code !== null) found.add(code.pointer);
    const [program = '', ...options] = process.command.trim().split(/\s+/);
    const readsInput = process.arguments.length === 0 && options.every((option) => option.startsWith('-'));
    if (process.path[0] === 'run' && readsInput && interpreterOf(program) !== undefined) found.add(`${base}/stdin`);
  }
  return found;
}

/** A word of a command with its place in the command's text. */
export interface CommandWord {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Longest command that is read word by word, in UTF-16 units. */
const maxLength = 10_000;

/** The simple commands of a shell's text, without variables before and programs that only start another (`sudo`, `env`). */
export function simpleCommands(code: string): readonly (readonly CommandWord[])[] {
  const found: CommandWord[][] = [];
  for (const { 0: command, index } of code.slice(0, maxLength).matchAll(/(?:\\\r?\n|[^;|&\n])+/g)) {
    const words = [...command.matchAll(/(?:\\\r?\n|\s)*((?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+)/g)].map(
      ({ 0: all, 1: word = '', index: at }) => ({
        value: word.replace(/^(['"])(.*)\1$/s, '$2'),
        start: index + at + all.length - word.length,
        end: index + at + all.length,
      }),
    );
    const first = words.findIndex(
      ({ value }) => !/^\w+=|^-/.test(value) && !/^(sudo|env|nohup|exec|time|nice|command)$/.test(value),
    );
    if (first >= 0) found.push(words.slice(first));
  }
  return found;
}
