import { type AppError, appError } from '../base/appError.ts';
import { err, type Result } from '../base/result.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { readScenario, type Scenario } from './scenario.ts';

/** Reads a scenario's text. */
export function readScenarioText(text: string): Result<Scenario, AppError> {
  const document = readWrittenDocument(text, 'The scenario');
  return document.ok ? readScenario(document.value.value) : document;
}

/** Names of the files that a scenario needs, relative to it. */
export function scenarioFiles(scenario: Scenario): string[] {
  const { inputFile, stubFiles = [] } = scenario;
  return inputFile === undefined ? [...stubFiles] : [inputFile, ...stubFiles];
}

/** Reads a text that a person wrote; the error says what it is and which line cannot be read. */
export function readWrittenDocument(text: string, what: string): Result<SourceDocument, AppError> {
  const document = parseDocument(text);
  if (!document.ok) return err(appError(document.error.code, `${what}: ${document.error.message}`));
  const [problem] = document.value.problems;
  if (problem === undefined) return document;
  const line = text.slice(0, problem.range.start).split('\n').length;
  return err(appError('invalid-input', `${what} cannot be read, line ${line}: ${problem.message}`));
}
