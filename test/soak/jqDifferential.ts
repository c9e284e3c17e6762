import { spawnSync } from 'node:child_process';
import { compileExpression } from '../../shared/expressions/compileExpression.ts';
import { parseJson } from '../../shared/expressions/parseJson.ts';
import { printJson } from '../../shared/expressions/printJson.ts';
import { JqPrograms } from './jqPrograms.ts';
import { grouped, type SoakResult, type SoakSettings } from './soak.ts';

/** One difference between our jq and the one of the system. */
interface JqDifference {
  readonly program: string;
  readonly input: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Differences that are meant, recognised by what the system's jq objects to where Drydock does not. */
const knownReasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [
    /Invalid path expression/,
    'a text is the place it came from where it is equal to it; jq compares the memory that it lies in',
  ],
];

/** How long the system's jq may take for a program, in milliseconds: some have no end. */
const patience = 1_000;

/** Most differences without a reason that are listed. */
const maxListed = 40;

/** Inputs of each program. */
const inputsOfEach = 12;

/** The version of the system's `jq`, or null where there is none. */
export function systemJq(): string | null {
  const { status, stdout } = spawnSync('jq', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Runs random programs on random inputs through both. What changed between jq 1.6 and 1.8 is not generated. Differences
 * are counted by their reason; one without a known reason is a failure.
 */
export async function soakJq({ count, seed, isStopped, say }: SoakSettings): Promise<SoakResult> {
  const version = systemJq();
  if (version === null) return { figures: ['skipped: this system has no jq'], failures: [] };
  const random = new JqPrograms(seed);
  const unknown: JqDifference[] = [];
  const known = new Map<string, number>();
  let [programs, skipped, comparisons] = [0, 0, 0];
  for (; programs < count && !isStopped(); programs++) {
    if (programs % 1_000 === 999)
      say(`${grouped(programs + 1)} programs, ${unknown.length} differences without a reason`);
    const program = random.program();
    const inputs = Array.from({ length: inputsOfEach }, () => JSON.stringify(random.json(3)));
    const differences = differencesOf(program, inputs);
    if (differences === null) skipped++;
    else comparisons += inputs.length;
    for (const difference of differences ?? []) {
      const reason = reasonOf(difference);
      if (reason === null) unknown.push(difference);
      else known.set(reason, (known.get(reason) ?? 0) + 1);
    }
    // Lets a signal come through.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const listed = unknown.slice(0, maxListed).map((difference) => JSON.stringify(difference));
  const { length } = unknown;
  return {
    figures: [
      `${grouped(programs)} programs beside ${version}, ${grouped(comparisons)} comparisons`,
      `${grouped(skipped)} programs left out: the system's jq did not end within ${patience} ms, or refused them`,
      ...[...known].map(([reason, number]) => `${grouped(number)} known differences: ${reason}`),
      `${grouped(length)} differences without a known reason`,
    ],
    failures: length > maxListed ? [...listed, `and ${length - maxListed} more`] : listed,
  };
}

function differencesOf(program: string, inputs: readonly string[]): JqDifference[] | null {
  // Messages changed between the versions, so that errors are compared as such.
  const caught = `try [${program}] catch "error"`;
  const answers = runSystem(caught, inputs);
  if (answers === null) return null;
  return inputs.flatMap((input, index) => {
    const ours = runOurs(caught, input);
    const theirs = answers[index] ?? '(nothing)';
    return ours === theirs ? [] : [{ program, input, ours, theirs }];
  });
}

function reasonOf({ program, input, theirs }: JqDifference): string | null {
  if (theirs !== '"error"') return null;
  const message = runSystem(`try [${program}] catch .`, [input])?.[0] ?? '';
  return knownReasons.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

function runSystem(program: string, inputs: readonly string[]): string[] | null {
  const { status, stdout } = spawnSync('jq', ['-c', program], {
    input: inputs.join('\n'),
    encoding: 'utf8',
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  return status === 0 ? stdout.trimEnd().split('\n') : null;
}

function runOurs(program: string, input: string): string {
  const compiled = compileExpression(program);
  if (!compiled.ok) return `does not compile: ${compiled.error.message}`;
  const { outputs, error } = compiled.value.evaluateExact(parseJson(input), { meter: { steps: 2_000_000 } });
  return error === null ? outputs.map((value) => printJson(value)).join('\n') : `${error.code}: ${error.message}`;
}
