import { ok, type Result } from '../../shared/base/result.ts';
import { checkNamed } from '../../shared/diagnostics/checkNamed.ts';
import { leakText } from '../../shared/simulation/judgeLeaks.ts';
import {
  type ConfirmedFindings,
  confirmFindings,
  type WatchedEffects,
} from '../../shared/simulation/leaks/confirmFindings.ts';
import type { CommandIo } from './command.ts';
import { PolicyReader } from './policyReader.ts';
import { readDefinition } from './readDefinition.ts';

/** What a rehearsal of a workflow showed. */
export interface SeenRun extends WatchedEffects {
  readonly workflow: string;
}

/** What rehearsals say about the findings of a workflow. */
export interface WorkflowFindings extends ConfirmedFindings {
  readonly workflow: string;
}

/** Checks the workflows that were rehearsed and compares their findings with what the rehearsals showed. */
export async function findingsOf(
  io: CommandIo,
  runs: readonly SeenRun[],
  policyFile: string | undefined,
): Promise<Result<WorkflowFindings[]>> {
  const policies = new PolicyReader(io, policyFile ?? null);
  const today = new Date().toISOString().slice(0, 10);
  const all: WorkflowFindings[] = [];
  for (const [workflow, own] of Map.groupBy(runs, (run) => run.workflow)) {
    const policy = await policies.policyFor(workflow);
    if (!policy.ok) return policy;
    const read = await readDefinition(io, workflow);
    if (!read.ok) return read;
    const { path, document } = read.value;
    const findings = checkNamed(path, document, { policy: policy.value, today });
    all.push({ workflow, ...confirmFindings(findings, own) });
  }
  return ok(all);
}

/** The same for a terminal: one line for each finding, and for each leak that no finding told. */
export function findingLines(all: readonly WorkflowFindings[]): string[] {
  return all.flatMap(({ workflow, findings, unforeseen }) => [
    `${workflow}: findings of data that leaves: ${findings.length}`,
    ...findings.map(({ finding, confirmation }) => {
      const { rule, leaking, location } = finding;
      return `        ${confirmation.padEnd(10)} ${rule} (${leaking}) at ${location.pointer}`;
    }),
    ...unforeseen.map((leak) => `        unforeseen ${leakText(leak)}`),
  ]);
}

/** The same as data. */
export function findingData(all: readonly WorkflowFindings[]): readonly object[] {
  return all.map(({ workflow, findings, unforeseen }) => ({
    workflow,
    findings: findings.map(({ finding: { rule, leaking, location, fingerprint }, confirmation }) => {
      return { rule, class: leaking, pointer: location.pointer, fingerprint, confirmation };
    }),
    unforeseen,
  }));
}
