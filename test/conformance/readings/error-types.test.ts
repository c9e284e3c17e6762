import { describe, expect, it } from 'vitest';
import { rehearsePage } from './rehearsePage.ts';

describe('reading: the names of standard errors', () => {
  it('takes the families for the same, and keeps the type as it is written', () => {
    const { trace, task } = rehearsePage('error-types');
    const type = 'https://open-workflow-specification.org/dsl/errors/types/timeout';
    expect(trace).toMatchObject({ status: 'completed', output: { type } });
    expect(task('late')[0]?.error?.type).toBe(type);
    expect(trace.coverage?.branches).toContain('/do/0/guarded#catch');
  });

  it.each([
    'https://serverlessworkflow.io/dsl/errors/timeout',
    'https://serverlessworkflow.io/dsl/errors/types/timeout',
    'https://open-workflow-specification.org/spec/1.0.0/errors/timeout',
    'https://open-workflow-specification.org/dsl/errors/timeout',
  ])('catches by any of them: %s', (type) => {
    const written = 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout';
    expect(rehearsePage('error-types', {}, (text) => text.replace(written, type)).trace.status).toBe('completed');
  });

  it('does not catch by another', () => {
    const written = 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout';
    const other = 'https://example.com/errors/timeout';
    expect(rehearsePage('error-types', {}, (text) => text.replace(written, other)).trace.status).toBe('faulted');
  });
});
