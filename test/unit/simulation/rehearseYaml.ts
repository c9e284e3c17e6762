import type { Json } from '../../../shared/base/json.ts';
import { defaultLimits, type RunLimits } from '../../../shared/simulation/limits.ts';
import type { ScriptOutcome, ScriptRequest } from '../../../shared/simulation/ports.ts';
import type { JudgedRehearsal } from '../../../shared/simulation/prepareRehearsal.ts';
import type { RecordNews } from '../../../shared/simulation/recorder.ts';
import { rehearseTexts } from '../../../shared/simulation/rehearseTexts.ts';
import type { EffectRecord, TaskRecord } from '../../../shared/simulation/trace.ts';

/** What a test says beside the definition. */
export interface TestScenario {
  readonly input?: Json;
  readonly stubs?: readonly unknown[];
  readonly events?: readonly unknown[];
  readonly secrets?: Readonly<Record<string, Json>>;
  readonly expect?: unknown;
  readonly firings?: number;
  readonly seed?: number;
  readonly clock?: string;
  readonly workflows?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly limits?: Partial<RunLimits>;
  readonly script?: (request: ScriptRequest) => ScriptOutcome;
}

/** A rehearsal and what was told on the way. */
export interface Rehearsed extends JudgedRehearsal {
  readonly news: readonly RecordNews[];
  /** Records of the tasks of that name, in order. */
  task(name: string): TaskRecord[];
  effects(kind?: string): readonly EffectRecord[];
}

const header = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** Rehearses a definition; one without `document` gets a header. Throws where the texts are refused. */
export function rehearseYaml(definition: string, scenario: TestScenario = {}): Rehearsed {
  const { limits, script, input, workflows, files, ...rest } = scenario;
  const news: RecordNews[] = [];
  const result = rehearseTexts(
    {
      definition: /^\s*"?document"?:/m.test(definition) ? definition : header + definition,
      scenario: JSON.stringify(rest),
      input,
      workflows,
      files,
    },
    {
      limits: { ...defaultLimits, ...limits },
      onRecord: (each) => void news.push(each),
      runScript: script ?? (() => ({ kind: 'threw', message: 'no sandbox in this test', stdout: '', stderr: '' })),
    },
  );
  if (!result.ok) throw new Error(result.error.message);
  const { trace } = result.value;
  return {
    ...result.value,
    news,
    task: (name) => trace.tasks.filter((record) => record.name === name),
    effects: (kind) => trace.effects.filter((effect) => kind === undefined || effect.kind === kind),
  };
}
