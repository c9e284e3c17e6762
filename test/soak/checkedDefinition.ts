import { crashedRule } from '../../shared/diagnostics/builtInRules.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import { synapse } from '../../shared/diagnostics/profiles/synapse.ts';
import { checkDocument } from '../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import { planWorkflow } from '../../shared/simulation/planWorkflow.ts';
import { rehearseTexts } from '../../shared/simulation/rehearseTexts.ts';
import type { Workflow } from '../../shared/workflow/definition.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import { applyEdits } from '../../shared/workflow/edit.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { validateDefinition } from '../../shared/workflow/validateDefinition.ts';

/** How far a definition came. */
export type Stage = 'refused' | 'malformed' | 'checked' | 'planned' | 'rehearsed';

/** What became of a definition; `wrong` says what should never happen. */
export interface CheckedDefinition {
  readonly stage: Stage;
  readonly findings: number;
  readonly wrong: string | null;
}

/** Bounds of the rehearsals among them: what loops without end ends soon. */
const limits = { ...defaultLimits, tasks: 100, expression: { steps: 20_000, memory: 4 * 1024 * 1024 } };

/** Puts a definition through reading, checking and planning, and some through a rehearsal. Throws nothing. */
export function checkedDefinition(text: string, isRehearsed: boolean): CheckedDefinition {
  let stage: Stage = 'refused';
  let findings: readonly Finding[] = [];
  try {
    const document = parseDocument(text);
    if (!document.ok) return { stage, findings: 0, wrong: null };
    stage = 'malformed';
    findings = checkDocument(document.value, { policy: defaultPolicy, today: '2026-11-22', profile: synapse });
    const wrong = wrongFinding(findings, text);
    if (wrong !== null) return { stage, findings: findings.length, wrong };
    if (document.value.problems.length > 0) return { stage, findings: findings.length, wrong: null };
    stage = planned(document.value);
    if (stage === 'planned' && isRehearsed) stage = rehearsed(text);
    return { stage, findings: findings.length, wrong: null };
  } catch (error) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { stage, findings: findings.length, wrong: `after '${stage}': ${shown.split('\n').slice(0, 4).join(' ')}` };
  }
}

function wrongFinding(findings: readonly Finding[], text: string): string | null {
  for (const { rule, message, location, related, fixes } of findings) {
    if (rule === crashedRule.id) return message;
    for (const { range } of [location, ...related]) {
      if (range.start < 0 || range.start > range.end || range.end > text.length)
        return `${rule} marks outside the text`;
    }
    for (const { edits } of fixes) applyEdits(text, edits);
  }
  return null;
}

function planned(document: SourceDocument): Stage {
  if (validateDefinition(document).length > 0) return 'checked';
  planWorkflow(document.value as unknown as Workflow);
  return 'planned';
}

function rehearsed(text: string): Stage {
  rehearseTexts(
    { definition: text, input: { a: { b: 1 }, order: [1, 2], ssn: '536-90-4399' } },
    {
      limits,
      onRecord: () => undefined,
      runScript: () => ({ kind: 'threw', message: 'no sandbox here', stdout: '', stderr: '' }),
    },
  );
  return 'rehearsed';
}
