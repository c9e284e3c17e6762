import { type AppError, appError } from '../base/appError.ts';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { RehearsalPorts } from './ports.ts';
import { type JudgedRehearsal, type PreparedTexts, prepareRehearsal } from './prepareRehearsal.ts';
import { readWrittenDocument } from './readScenarioText.ts';
import type { Scenario } from './scenario.ts';

/** A rehearsal as texts: what a person wrote and what overrides it. */
export interface RehearsalTexts extends PreparedTexts {
  /** Overrides the scenario's. */
  readonly input?: Json | undefined;
}

/**
 * Reads everything and rehearses. A definition that breaks the language gives a faulted trace; a text that cannot be
 * read, a scenario or stub that is not valid is an error.
 */
export function rehearseTexts(texts: RehearsalTexts, ports: RehearsalPorts): Result<JudgedRehearsal, AppError> {
  const prepared = prepareRehearsal(texts, ports.observe !== undefined);
  if (!prepared.ok) return prepared;
  const { scenario, run } = prepared.value;
  const input = texts.input === undefined ? inputOf(scenario, texts.files ?? {}) : ok(texts.input);
  if (!input.ok) return input;
  const isTriggered = texts.input === undefined && scenario.input === undefined && scenario.inputFile === undefined;
  return ok(run({ input: input.value, isTriggered }, ports));
}

function inputOf(
  { input, inputFile, row }: Scenario,
  files: { readonly [name: string]: string },
): Result<Json, AppError> {
  if (inputFile === undefined) return ok(input ?? {});
  const text = Object.hasOwn(files, inputFile) ? files[inputFile] : undefined;
  if (text === undefined)
    return err(appError('not-found', `The input file '${inputFile}' of the scenario is missing.`));
  const document = readWrittenDocument(text, `The input file '${inputFile}'`);
  if (!document.ok) return document;
  const { value } = document.value;
  if (row === undefined) return ok(value);
  const item = Array.isArray(value) ? (value[row] as Json | undefined) : undefined;
  return item === undefined ? err(appError('not-found', `The input file '${inputFile}' has no row ${row}.`)) : ok(item);
}
