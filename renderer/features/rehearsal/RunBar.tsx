import { useEffect } from 'react';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { scenarioName, scenariosOf } from '../../state/documents/companions.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { choiceFor, refreshRuns } from '../../state/runs/rehearsing.ts';
import { chooseRun, type InputChoice, type RunChoice, useRuns } from '../../state/runs/runsStore.ts';
import { PanelBar, Spacer } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './Rehearsal.module.css';

function inputOptions(choice: RunChoice) {
  const scenario = { id: 'scenario', label: 'Input of the scenario' };
  const { input } = choice;
  const row = input.kind === 'row' ? [{ id: 'row', label: `Row ${input.row + 1} of ${input.name}` }] : [];
  return [...(choice.scenario === null ? [] : [scenario]), ...row, { id: 'inline', label: 'Input typed here' }];
}

function inputOf(kind: string, before: InputChoice): InputChoice {
  if (kind === 'scenario') return { kind: 'scenario' };
  if (kind === 'row' && before.kind === 'row') return before;
  return { kind: 'inline', text: '{}' };
}

/** What the rehearsal of a workflow is set to, and the buttons that start and end it. */
export function RunBar({ workflow }: { readonly workflow: string }) {
  const entries = useDocuments((state) => state.entries);
  const rehearsing = useRuns(({ current }) => current?.state === 'running' || current?.state === 'cancelling');
  useRuns((state) => state.choices);
  useEffect(() => void refreshRuns(workflow), [workflow]);
  const choice = choiceFor(workflow);
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
        <CommandButton command={rehearsing ? 'rehearsal.cancel' : 'rehearsal.run'} variant="primary" />
        <Select
          label="Scenario"
          value={choice.scenario ?? ''}
          options={[...scenarios, { id: '', label: 'No scenario' }]}
          onChange={changeScenario}
        />
        <Select
          label="Input"
          value={choice.input.kind}
          options={inputOptions(choice)}
          onChange={(kind) => change({ input: inputOf(kind, choice.input) })}
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
            lines={3}
            value={choice.input.text}
            onChange={(text) => change({ input: { kind: 'inline', text } })}
          />
        </div>
      )}
    </>
  );
}
