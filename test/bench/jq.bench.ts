import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Json } from '../../shared/base/json.ts';
import { type CompiledExpression, compileExpression } from '../../shared/expressions/compileExpression.ts';
import { parseJson } from '../../shared/expressions/parseJson.ts';
import { printJson } from '../../shared/expressions/printJson.ts';
import { type Candidate, compare } from './compare.ts';
import { everydayBuiltins, everydayExpressions, order } from './expressions.ts';
import { median } from './observed.ts';
import { loadPeer } from './peers/peerPackages.ts';

interface Jqjs {
  compile(program: string): (input: Json) => Iterable<Json>;
}

const rounds = 5;

/** How long one of them evaluates in a round, in milliseconds. */
const roundTime = 100;

function compiled(expression: string): CompiledExpression {
  const result = compileExpression(expression);
  if (!result.ok) throw new Error(`${expression}: ${result.error.message}`);
  return result.value;
}

function perSecond(evaluate: () => unknown): number {
  const batch = 200;
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < roundTime) {
    for (let index = 0; index < batch; index++) evaluate();
    count += batch;
  }
  return (count / (performance.now() - started)) * 1000;
}

/** All outputs of each expression, compiled once, on one small value in memory; the two take turns. */
function compareWithPeer(title: string, expressions: readonly string[], jqjs: Jqjs | null): void {
  process.stdout.write(`${title}: evaluations a second, and times @michaelhomer/jqjs 1.6.0\n`);
  for (const expression of expressions) {
    const program = compiled(expression);
    const filter = jqjs?.compile(expression) ?? null;
    const ours = () => program.evaluate(order);
    const theirs = () => [...(filter?.(order) ?? [])];
    const own = ours();
    const isSame = filter === null || (own.ok && JSON.stringify(own.value) === JSON.stringify(theirs()));
    const figures: [number, number][] = [];
    for (let round = 0; round <= rounds; round++)
      figures.push([perSecond(ours), filter === null ? 0 : perSecond(theirs)]);
    const figure = median(figures.slice(1).map(([us]) => us));
    const peer = median(figures.slice(1).map(([, them]) => them));
    const ratio =
      filter === null
        ? ''
        : `${peer.toFixed(0).padStart(10)} ${(figure / peer).toFixed(1).padStart(8)} ×${isSame ? '' : ' (its answer is another)'}`;
    process.stdout.write(`  ${expression.padEnd(76)} ${figure.toFixed(0).padStart(10)} ${ratio}\n`);
  }
}

/** A file of a list, filtered: from its bytes on disk to the text of the output. jq's time has its start in it, ours not Node's. */
function compareLargeFile(): void {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  const file = join(folder, 'orders.json');
  const rows = Array.from({ length: 58_000 }, (_, id) => ({
    id,
    name: `customer ${id}`,
    qty: id % 7,
    price: (id % 1000) / 8,
    tags: ['new', 'priority'],
    note: null,
  }));
  writeFileSync(file, JSON.stringify(rows));
  const expression = '[.[] | select(.qty > 2) | {id, total: (.qty * .price)}]';
  const program = compiled(expression);
  const ours = (): string => {
    const input = parseJson(readFileSync(file, 'utf8'));
    const { outputs, error } = program.evaluateExact(input);
    if (error !== null) throw new Error(error.message);
    return outputs.map((output) => `${printJson(output)}\n`).join('');
  };
  const native = (): string => {
    const { stdout, error } = spawnSync('jq', ['-c', expression, file], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error !== undefined) throw error;
    return stdout;
  };
  const drydock: Candidate = { name: 'Drydock, in this process', run: ours };
  const size = (readFileSync(file).length / 1_000_000).toFixed(1);
  const title = `a list of ${size} MB read, parsed, filtered by ${expression} and printed`;
  const { stdout: version, error } = spawnSync('jq', ['--version'], { encoding: 'utf8' });
  if (error === undefined) {
    if (native() !== ours()) throw new Error('jq gives something else for the large file');
    compare(title, [{ name: `${version.trim()}, a process with its start (baseline)`, run: native }, drydock]);
  } else {
    process.stdout.write('jq is left out: it is not installed\n');
    compare(title, [drydock]);
  }
  rmSync(folder, { recursive: true, force: true });
}

const jqjs = (await loadPeer('@michaelhomer/jqjs')) as Jqjs | null;
compareWithPeer('everyday expressions', everydayExpressions, jqjs);
compareWithPeer('builtins', everydayBuiltins, jqjs);
compareLargeFile();
