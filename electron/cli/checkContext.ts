import { resolve } from 'node:path';
import { ok } from '../../shared/base/result.ts';
import type { CheckContext } from '../../shared/diagnostics/checkContext.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { definitionReads } from '../../shared/simulation/definitionReads.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import type { WorkflowName } from '../../shared/workflow/workflowName.ts';
import { gatherContext } from '../core/checking/gatherContext.ts';
import type { SampledScenario } from '../core/checking/sampleFields.ts';
import { documentKind } from '../core/services/documentKind.ts';
import { aroundDefinition } from './aroundDefinition.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './files.ts';
import { findScenarios } from './findScenarios.ts';
import { readNamedFile } from './readNamedFile.ts';
import type { WorkflowTexts } from './workflowTexts.ts';

/** A definition file that is checked. */
export interface CheckedDefinition {
  /** As it was named; `-` for standard input. */
  readonly file: string;
  /** The workflows that it runs, of all its texts that are checked. */
  readonly runs: readonly WorkflowName[];
}

/** Where the workflows that a definition runs are looked for, beside its own folder. */
export interface WorkflowPlaces {
  readonly texts: WorkflowTexts;
  /** Absolute paths of the files that are named with it. */
  readonly named?: readonly string[];
}

/** Names of the workflows that texts of a definition run. */
export function runsOf(...documents: readonly SourceDocument[]): readonly WorkflowName[] {
  return documents.flatMap(({ value }) => definitionReads(value).workflows);
}

/** What lies around a definition file: workflows in its folder and among the files named with it, samples of its scenarios. */
export async function checkContextOf(
  io: CommandIo,
  { file, runs }: CheckedDefinition,
  policy: Policy,
  { texts, named = [] }: WorkflowPlaces,
): Promise<CheckContext> {
  const place = resolve(io.folder, file);
  return gatherContext(runs, policy, {
    async findWorkflows(mayBeWanted) {
      const beside = await aroundDefinition(io, file, texts).findWorkflows(mayBeWanted);
      const others = named.filter((other) => other !== place);
      const found = await texts.wanted(others, mayBeWanted);
      return ok([...new Set([...(beside.ok ? beside.value : []), ...found.map(({ text }) => text)])]);
    },
    scenarios: () => scenariosOf(io, file),
  });
}

async function scenariosOf(io: CommandIo, file: string): Promise<readonly SampledScenario[]> {
  if (file === '-' || documentKind(file.replaceAll('\\', '/')) !== 'workflow') return [];
  const found = await findScenarios(io, [file]);
  const scenarios: SampledScenario[] = [];
  for (const { scenario, folder } of found.scenarios) {
    const text = await readTextOf(io, scenario);
    if (!text.ok) continue;
    const readSample: SampledScenario['readSample'] = async (name) => {
      const sample = await readNamedFile(io, { kind: 'scenario', folder }, name);
      return sample.ok ? { kind: 'file', text: sample.value } : null;
    };
    scenarios.push({ text: text.value, readSample });
  }
  return scenarios;
}
