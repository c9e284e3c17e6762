import { useEffect } from 'react';
import type { Dataset } from '../../../shared/contract/datasetMethods.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { showCount } from '../../state/countWords.ts';
import { refreshDatasets, useDatasets } from '../../state/datasets/datasetsStore.ts';
import { scenarioName, scenariosOf } from '../../state/documents/companions.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { choiceFor, refreshRuns } from '../../state/runs/rehearsing.ts';
import { chooseRun, type InputChoice, type RunChoice, useRuns } from '../../state/runs/runsStore.ts';
import { PanelBar, Spacer } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './Rehearsal.module.css';

const rowsOf = (dataset: string) => `rows:${dataset}`;

function inputOptions(choice: RunChoice, datasets: readonly Dataset[]) {
  const scenario = { id: 'scenario', label: 'Input of the scenario' };
  const { input } = choice;
  const row = input.kind === 'row' ? [{ id: 'row', label: `Row ${input.row + 1} of ${input.name}` }] : [];
  const every = datasets.map(({ id, name, rows }) => ({
    id: rowsOf(id),
    label: `Every row of ${name} (${showCount(rows)})`,
  }));
  return [
    ...(choice.scenario === null ? [] : [scenario]),
    ...row,
    ...every,
    { id: 'inline', label: 'Input typed here' },
  ];
}

function inputOf(id: string, before: InputChoice, datasets: readonly Dataset[]): InputChoice {
  const dataset = datasets.find((one) => rowsOf(one.id) === id);
  if (dataset !== undefined) return { kind: 'rows', dataset: dataset.id, name: dataset.name };
  if (id === 'scenario') return { kind: 'scenario' };
  if (id === 'row' && before.kind === 'row') return before;
  return { kind: 'inline', text: '{}' };
}

function idOf(input: InputChoice): string {
  return input.kind === 'rows' ? rowsOf(input.dataset) : input.kind;
}

/** What the rehearsal of a workflow is set to, and the buttons that start and end it. */
export function RunBar({ workflow }: { readonly workflow: string }) {
  const entries = useDocuments((state) => state.entries);
  const rehearsing = useRuns(({ current }) => current?.state === 'running' || current?.state === 'cancelling');
  useRuns((state) => state.choices);
  useEffect(() => void refreshRuns(workflow), [workflow]);
  useEffect(() => void refreshDatasets(), []);
  const datasets = useDatasets((state) => state.list);
  const choice = choiceFor(workflow);
  const start = choice.input.kind === 'rows' ? 'rehearsal.batch' : 'rehearsal.run';
  const scenarios = scenariosOf(workflow, entries).map(({ path }) => ({
    id: path,
    label: scenarioName(path, workflow),
  }));
  const change = (part: Partial<RunChoice>) => chooseRun(workflow, { ...choice, ...part });
  const changeScenario = (id: string) => {
    if (id !== '') return change({ scenario: id, input: { kind: 'scenario' } });
    change({ scenario: null, input: choice.input.kind === 'scenario' ? { kind: 'inline', text: '{}' } : choice.input });
  };
  return (
    <>
      <PanelBar label="Rehearsal">
        <CommandButton command={rehearsing ? 'rehearsal.cancel' : start} variant="primary" />
        <Select
          label="Scenario"
          value={choice.scenario ?? ''}
          options={[...scenarios, { id: '', label: 'No scenario' }]}
          onChange={changeScenario}
        />
        <Select
          label="Input"
          value={idOf(choice.input)}
          options={inputOptions(choice, datasets)}
          onChange={(id) => change({ input: inputOf(id, choice.input, datasets) })}
        />
        <span className={styles.seed}>
          <TextInput
            label="Seed"
            labelHidden
            placeholder="Seed"
            value={choice.seed}
            onChange={(seed) => change({ seed })}
          />
        </span>
        <Spacer />
        <CommandButton command="rehearsal.test" />
      </PanelBar>
      {choice.input.kind === 'inline' && (
        <div className={styles.inline}>
          <TextInput
            label="Input, as JSON"
            lines={2}
            value={choice.input.text}
            onChange={(text) => change({ input: { kind: 'inline', text } })}
          />
        </div>
      )}
    </>
  );
}
