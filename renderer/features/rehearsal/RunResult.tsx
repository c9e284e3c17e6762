import { CommandButton } from '../../commands/CommandButton.tsx';
import { type ResultPage, type ShownRun, showPage, useRuns } from '../../state/runs/runsStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { BatchView } from './BatchView.tsx';
import { EffectsView } from './EffectsView.tsx';
import { ExpectationList } from './ExpectationList.tsx';
import { KeptRuns } from './KeptRuns.tsx';
import { LeaksView } from './LeaksView.tsx';
import styles from './Rehearsal.module.css';
import { TestResults } from './TestResults.tsx';
import { TraceView } from './TraceView.tsx';

function Outcome({ run: { trace, expectations } }: { run: ShownRun }) {
  return (
    <div className={styles.page}>
      <CommandButton command="trace.scenario" />
      <ExpectationList results={expectations} />
      {trace.error !== null && <JsonView label="Error of the run" value={{ ...trace.error }} />}
      <p className={styles.part}>Output</p>
      <JsonView label="Output of the run" value={trace.output} />
      <p className={styles.part}>Input</p>
      <JsonView label="Input of the run" value={trace.input} />
    </div>
  );
}

function Limit({ run: { trace, limit } }: { run: ShownRun }) {
  if (trace.status !== 'limit') return null;
  return (
    <Banner mood="warning">
      {limit ?? 'The run was stopped by a limit.'} What happened up to there is below; there is no digest.
    </Banner>
  );
}

/** Shown where somebody looked for leaks, and where it is said why nobody did. */
function leaksTab(run: ShownRun) {
  const { leaks } = run.trace;
  if (leaks === undefined && run.leaksNote === undefined) return [];
  return [{ id: 'leaks', title: `Leaks ${leaks?.length ?? ''}`.trimEnd(), content: <LeaksView run={run} /> }];
}

/** What came of rehearsals: the trace that is shown, test results, and the runs that are kept. */
export function RunResult({ workflow }: { readonly workflow: string }) {
  const { shown, tests, batch, kept, current, page } = useRuns();
  const run = shown?.workflow === workflow ? shown : null;
  const tested = tests?.workflow === workflow ? tests : null;
  const rows = batch?.workflow === workflow ? batch : null;
  const tabs = [
    ...(run === null
      ? []
      : [
          { id: 'trace', title: 'Trace', content: <TraceView run={run} /> },
          { id: 'effects', title: `Effects ${run.trace.effects.length}`, content: <EffectsView run={run} /> },
          ...leaksTab(run),
          { id: 'outcome', title: 'Outcome', content: <Outcome run={run} /> },
        ]),
    ...(rows === null ? [] : [{ id: 'rows', title: `Rows ${rows.summary.done}`, content: <BatchView batch={rows} /> }]),
    ...(tested === null ? [] : [{ id: 'tests', title: 'Tests', content: <TestResults tests={tested} /> }]),
    { id: 'kept', title: `Runs ${kept.length}`, content: <KeptRuns runs={kept} /> },
  ];
  // Each result is looked at from its beginning.
  const ended = current?.state === 'done' && current.what !== 'run' ? current.run : '';
  return (
    <div className={styles.result}>
      {run !== null && <Limit run={run} />}
      <div className={styles.tabs}>
        <Tabs
          key={`${run?.id}:${ended}`}
          label="Result of the rehearsal"
          tabs={tabs}
          selected={page}
          onSelect={(id) => showPage(id as ResultPage)}
        />
      </div>
    </div>
  );
}
