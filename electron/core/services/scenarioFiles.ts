import { posix } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { SealedText } from '../../../shared/bundle/seal.ts';
import type { SampledScenario } from '../checking/sampleFields.ts';
import type { Surroundings } from '../rehearsal/gatherTexts.ts';
import type { ScenarioFile } from '../sealing/prepareSeal.ts';
import type { DatasetService } from './datasets.ts';
import { documentKind } from './documentKind.ts';
import type { DocumentService } from './documents.ts';

/** Scenarios and the files they name, by virtual path. */
export interface ScenarioFiles {
  /** Paths of the scenarios of a workflow: `<workflow>.<name>.scenario.yaml` beside it. */
  scenariosOf(workflow: string): string[];
  /** Path of the workflow that a scenario belongs to. */
  workflowOf(scenario: string): Result<string>;
  /** Reads a file that a scenario names, relative to it. A data set stands for the file it was imported from, masked. */
  readFile(scenario: string, name: string): Result<ScenarioFile>;
  /** The scenarios of a workflow, with what is known of the samples that they name. */
  sampledScenarios(workflow: string): readonly SampledScenario[];
  /** The other workflows that pass a first look, by path; those in the same folder first. */
  workflowsAround(workflow: string, mayBeWanted: (text: string) => boolean): readonly SealedText[];
  /** What a workflow may read and run: documents by their path relative to it, and the other workflows. */
  around(workflow: string): Surroundings;
}

const scenarioName = /^(.+)\.[^./]+\.scenario\.[a-z]+$/i;

/** Finds them among the documents and data sets of the workspace; `textOf` says which text of a document counts. */
export function scenarioFilesOf(
  documents: Pick<DocumentService, 'paths'>,
  datasets: DatasetService,
  textOf: (path: string) => Result<string>,
): ScenarioFiles {
  const scenariosOf = (workflow: string): string[] => {
    const stem = stemOf(workflow);
    return documents
      .paths()
      .filter((path) => documentKind(path) === 'scenario' && scenarioName.exec(path)?.[1] === stem);
  };
  const workflowsAround: ScenarioFiles['workflowsAround'] = (workflow, mayBeWanted) => {
    const folder = posix.dirname(workflow);
    return (
      documents
        .paths()
        .filter((path) => path !== workflow && documentKind(path) === 'workflow')
        // Of two that state the same name, the one in the same folder counts.
        .toSorted((a, b) => Number(posix.dirname(b) === folder) - Number(posix.dirname(a) === folder))
        .flatMap((name) => {
          const text = textOf(name);
          return text.ok && mayBeWanted(text.value) ? [{ name, text: text.value }] : [];
        })
    );
  };
  return {
    scenariosOf,
    workflowOf(scenario) {
      const stem = scenarioName.exec(scenario)?.[1];
      const found = documents.paths().find((path) => documentKind(path) === 'workflow' && stemOf(path) === stem);
      return found === undefined
        ? err(appError('not-found', `There is no workflow beside the scenario '${scenario}'.`))
        : ok(found);
    },
    readFile(scenario, name) {
      const path = posix.join(posix.dirname(scenario), name);
      const text = textOf(path);
      if (text.ok) return ok({ text: text.value, dataset: null });
      const found = datasets.findByName(posix.basename(path));
      if (!found.ok) return found;
      if (found.value === null) return err(appError('not-found', `There is no document or data set '${path}'.`));
      const { dataset, rows } = found.value;
      return ok({ text: rows, dataset: { name: dataset.name, rows: dataset.rows, columns: dataset.columns } });
    },
    sampledScenarios: (workflow) =>
      scenariosOf(workflow).flatMap((scenario) => {
        const text = textOf(scenario);
        if (!text.ok) return [];
        const readSample: SampledScenario['readSample'] = async (name) => {
          const path = posix.join(posix.dirname(scenario), name);
          const file = textOf(path);
          if (file.ok) return { kind: 'file', text: file.value };
          const columns = datasets.columnsOf(posix.basename(path));
          return columns === null ? null : { kind: 'dataset', columns };
        };
        return [{ text: text.value, readSample }];
      }),
    workflowsAround,
    around: (workflow) => ({
      readFile: async (name) => textOf(posix.join(posix.dirname(workflow), name)),
      findWorkflows: async (mayBeWanted) => ok(workflowsAround(workflow, mayBeWanted).map(({ text }) => text)),
    }),
  };
}

function stemOf(path: string): string {
  return path.replace(/\.[a-z]+$/i, '');
}
