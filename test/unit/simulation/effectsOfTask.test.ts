import { describe, expect, it } from 'vitest';
import { effectsOfTask } from '../../../shared/simulation/effectsOfTask.ts';
import { rehearseYaml } from './rehearseYaml.ts';

const loop = (inner: string) => `do:
  - each:
      for: { in: "\${ [1, 2, 3] }" }
      do:
        - ask:
            call: "email:1.0.0@default"
            with: { to: a@example.com, subject: "\${ $item | tostring }", body: b }
${inner}`;

function subjects(definition: string): unknown[] {
  const { trace } = rehearseYaml(definition);
  return trace.tasks.map((_task, index) =>
    effectsOfTask(trace, index).map(({ request }) => (request as { subject: string }).subject),
  );
}

describe('the effects of one execution of a task', () => {
  it('are told from those of other iterations, also where no time passes', () => {
    expect(subjects(loop(''))).toEqual([[], ['1'], ['2'], ['3']]);
  });

  it('are told by their time where some executions have none', () => {
    expect(subjects(loop("            if: '${ $item != 2 }'\n"))).toEqual([[], ['1'], [], ['3']]);
  });
});
