import { javaScriptSteps } from './javaScriptSteps.ts';
import { pythonSteps } from './pythonSteps.ts';
import { maxScriptLength } from './scriptHazard.ts';
import type { ScriptStep } from './scriptSteps.ts';

/** The steps of a script in one of the languages that are read; null where it is in another, too long, or not understood. */
export function readSteps(language: string, code: string): readonly ScriptStep[] | null {
  if (code.length > maxScriptLength) return null;
  switch (language.toLowerCase()) {
    case 'js':
    case 'javascript':
      return javaScriptSteps(code);
    case 'py':
    case 'python':
      return pythonSteps(code);
    default:
      return null;
  }
}
