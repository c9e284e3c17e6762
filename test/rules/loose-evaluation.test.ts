import { expect, it } from 'vitest';
import { looseEvaluation } from '../../shared/diagnostics/rules/loose-evaluation.ts';
import { describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(looseEvaluation);

const text = (evaluate: string) =>
  `document: { dsl: '1.0.3', namespace: n, name: a, version: '0.1.0' }\n${evaluate}do:\n- a: { set: { mode: loose } }\n`;

it('reads the mode of the definition alone', () => {
  expect(marked(looseEvaluation, text(''))).toEqual([]);
  expect(marked(looseEvaluation, text('evaluate: { language: jq }\n'))).toEqual([]);
  expect(marked(looseEvaluation, text('evaluate: { language: jq, mode: loose }\n'))).toEqual(['loose']);
});

it.each(['loose', '"loose"', "'loose'"])('makes %s strict', (mode) => {
  expect(fixed(looseEvaluation, text(`evaluate: { mode: ${mode} }\n`))).toMatch(/mode: "?strict"? /);
});
