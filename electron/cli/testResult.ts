import { isErrorPath } from '../../shared/simulation/errorPaths.ts';
import type { ExpectationResult } from '../../shared/simulation/expectations.ts';
import type { Coverage, RunStatus } from '../../shared/simulation/trace.ts';
import type { EngineAnswer } from '../core/rehearsal/jobKeepers.ts';
import { verdictOf } from '../core/rehearsal/verdict.ts';
import type { FoundScenario } from './findScenarios.ts';

/** How one scenario went. */
export interface TestResult {
  readonly workflow: string;
  readonly scenario: string;
  readonly name: string;
  readonly passed: boolean;
  readonly status: RunStatus;
  readonly digest: string | null;
  readonly expectations: readonly ExpectationResult[];
  /** What was reached, and what could be. */
  readonly coverage: Coverage;
  readonly coverable: Coverage;
}

const nothing: Coverage = { tasks: [], branches: [] };

/** How a scenario went that has answered. */
export function resultOf({ workflow, scenario, name }: FoundScenario, answer: EngineAnswer): TestResult {
  const { trace, coverable = nothing } = answer;
  const { status, digest, coverage = nothing } = trace;
  return { workflow, scenario, name, ...verdictOf(answer), status, digest, coverage, coverable };
}

/** Parts of a workflow; `errorPaths` are those of the branches that an error takes. */
export interface CoveredParts extends Coverage {
  readonly errorPaths: readonly string[];
}

/** Coverage of a workflow by all its scenarios. */
export interface WorkflowCoverage {
  readonly workflow: string;
  readonly reached: CoveredParts;
  readonly missed: CoveredParts;
}

/** What the scenarios of each workflow reach together, and what they do not. */
export function coverageOf(results: readonly TestResult[]): WorkflowCoverage[] {
  return [...Map.groupBy(results, ({ workflow }) => workflow)].map(([workflow, own]) => {
    const tasks = split(own, 'tasks');
    const branches = split(own, 'branches');
    return {
      workflow,
      reached: partsOf(tasks.reached, branches.reached),
      missed: partsOf(tasks.missed, branches.missed),
    };
  });
}

function partsOf(tasks: readonly string[], branches: readonly string[]): CoveredParts {
  return { tasks, branches, errorPaths: branches.filter(isErrorPath) };
}

function split(results: readonly TestResult[], what: keyof Coverage): { reached: string[]; missed: string[] } {
  const reached = new Set(results.flatMap(({ coverage }) => coverage[what]));
  const all = new Set(results.flatMap(({ coverable }) => coverable[what]));
  return { reached: [...all].filter((one) => reached.has(one)), missed: [...all].filter((one) => !reached.has(one)) };
}
