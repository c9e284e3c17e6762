import type { Range } from '../workflow/document.ts';
import { type CommandWord, programName, runsCode } from './commandCode.ts';

/** Where commands fetch a file, and run it further on: `curl -o a.sh … && sh a.sh`; null where they do not. */
export function downloadedProgram(commands: readonly (readonly CommandWord[])[]): Range | null {
  const fetched = new Map<string, number>();
  for (const words of commands) {
    const [program, ...others] = words;
    if (program === undefined) continue;
    const operand = others.find(({ value }) => !value.startsWith('-'));
    const run = runsCode(program.value) || /^(source|\.)$/.test(program.value) ? operand : program;
    const start = run === undefined ? undefined : fetched.get(plain(run.value));
    if (run !== undefined && start !== undefined) return { start, end: run.end };
    const file = /^(curl|wget)$/.test(programName(program.value)) ? outputOf(others) : null;
    if (file !== null) fetched.set(plain(file), program.start);
  }
  return null;
}

/** The file that `-o`, `-O`, `--output` or `>` names. */
function outputOf(words: readonly CommandWord[]): string | null {
  for (const [index, { value }] of words.entries()) {
    const next = words[index + 1]?.value ?? null;
    if (/^(-o|-O|--output|--output-document|>)$/.test(value)) return next;
    const [, attached] = /^(?:--output(?:-document)?=|>|-o)(.+)$/s.exec(value) ?? [];
    if (attached !== undefined) return attached;
  }
  return null;
}

function plain(file: string): string {
  return file.replace(/^(\.\/)+/, '');
}
