import { expect, test } from 'vitest';
import {
  canonicalErrorType,
  isSameErrorType,
  standardErrorOf,
  standardErrorType,
} from '../../../shared/workflow/errorTypes.ts';

test.each([
  'https://serverlessworkflow.io/spec/1.0.0/errors/timeout',
  'https://serverlessworkflow.io/dsl/errors/timeout',
  'https://serverlessworkflow.io/dsl/errors/types/timeout',
  'https://open-workflow-specification.org/spec/1.0.0/errors/timeout',
  'https://open-workflow-specification.org/dsl/errors/timeout',
  'https://open-workflow-specification.org/dsl/errors/types/timeout',
])('%s is the standard timeout', (type) => {
  expect(canonicalErrorType(type)).toBe('https://serverlessworkflow.io/spec/1.0.0/errors/timeout');
  expect(isSameErrorType(type, standardErrorType('timeout'))).toBe(true);
  expect(standardErrorOf(type)).toBe('timeout');
});

test('other types stay what they are', () => {
  expect(canonicalErrorType('https://example.com/dsl/errors/timeout')).toBe('https://example.com/dsl/errors/timeout');
  expect(canonicalErrorType('https://serverlessworkflow.io/dsl/errors/a/b')).toBe(
    'https://serverlessworkflow.io/dsl/errors/a/b',
  );
  expect(standardErrorOf('https://serverlessworkflow.io/dsl/errors/types/made-up')).toBeNull();
});
