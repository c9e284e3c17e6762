import { ok, type Result } from '../../shared/base/result.ts';
import { contextOptions } from '../../shared/diagnostics/checkContext.ts';
import { checkNamed } from '../../shared/diagnostics/checkNamed.ts';
import { leakText } from '../../shared/simulation/judgeLeaks.ts';
import {
  type ConfirmedFinding,
  type ConfirmedFindings,
  confirmations,
  confirmFindings,
  type WatchedEffects,
} from '../../shared/simulation/leaks/confirmFindings.ts';
import { lineIndex, type Position } from '../../shared/workflow/lineIndex.ts';
import { checkContextOf, runsOf } from './checkContext.ts';
import type { CommandIo } from './command.ts';
import { PolicyReader } from './policyReader.ts';
import { readDefinition } from './readDefinition.ts';
import { WorkflowTexts } from './workflowTexts.ts';

/** What a rehearsal of a workflow showed. */
export interface SeenRun extends WatchedEffects {
  readonly workflow: string;
}

/** What rehearsals say about the findings of a workflow. */
export interface WorkflowFindings extends Pick<ConfirmedFindings, 'unforeseen'> {
  readonly workflow: string;
  readonly findings: readonly (ConfirmedFinding & { readonly start: Position })[];
}

/** Checks the workflows that were rehearsed and compares their findings with what the rehearsals showed. */
export async function findingsOf(
  io: CommandIo,
  runs: readonly SeenRun[],
  policyFile: string | undefined,
): Promise<Result<WorkflowFindings[]>> {
  const policies = new PolicyReader(io, policyFile ?? null);
  const texts = new WorkflowTexts(io);
  const today = new Date().toISOString().slice(0, 10);
  const all: WorkflowFindings[] = [];
  for (const [workflow, own] of Map.groupBy(runs, (run) => run.workflow)) {
    const policy = await policies.policyFor(workflow);
    if (!policy.ok) return policy;
    const read = await readDefinition(io, workflow);
    if (!read.ok) return read;
    const { path, document } = read.value;
    const context = await checkContextOf(io, { file: workflow, runs: runsOf(document) }, policy.value, { texts });
    const findings = checkNamed(path, document, { ...contextOptions(context), policy: policy.value, today });
    const confirmed = confirmFindings(findings, own);
    const lines = lineIndex(document.text);
    const placed = confirmed.findings.map((one) => {
      return { ...one, start: lines.positionAt(one.finding.location.range.start) };
    });
    all.push({ workflow, unforeseen: confirmed.unforeseen, findings: placed });
  }
  return ok(all);
}

/** The same for a terminal: one line for each finding, and for each leak that no finding told. */
export function findingLines(all: readonly WorkflowFindings[]): string[] {
  return all.flatMap(({ workflow, findings, unforeseen }) => [
    `${workflow}: ${countText(findings)}`,
    ...findings.map(({ finding: { rule, leaking, waiver }, confirmation, start: { line, column } }) => {
      const waived = waiver === null ? '' : ', waived';
      return `        ${confirmation.padEnd(10)} ${workflow}:${line}:${column} ${rule} (${leaking})${waived}`;
    }),
    ...unforeseen.map((leak) => `        unforeseen ${leakText(leak)}`),
  ]);
}

function countText(findings: WorkflowFindings['findings']): string {
  if (findings.length === 0) return 'no finding of data that leaves';
  const counts = confirmations.map((one) => {
    return `${findings.filter(({ confirmation }) => confirmation === one).length} ${one}`;
  });
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} of data that leaves: ${counts.join(', ')}`;
}

/** The same as data. */
export function findingData(all: readonly WorkflowFindings[]): readonly object[] {
  return all.map(({ workflow, findings, unforeseen }) => ({
    workflow,
    findings: findings.map(({ finding: { rule, leaking, location, fingerprint }, confirmation, start }) => {
      return { rule, class: leaking, pointer: location.pointer, start, fingerprint, confirmation };
    }),
    unforeseen,
  }));
}
