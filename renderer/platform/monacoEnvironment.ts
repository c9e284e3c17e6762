import editorWorkerAddress from 'monaco-editor/editor/editor.worker.js?worker&url';
import { pagePolicy, startWorker } from './trustedTypes.ts';

interface PolicyRules {
  createHTML?(input: string, ...rest: unknown[]): string;
  createScriptURL?(input: string, ...rest: unknown[]): string;
}

/** Sends every policy that the library asks for through the page's own one. */
function createTrustedTypesPolicy(name: string, rules: PolicyRules = {}) {
  return {
    name,
    createHTML: (input: string, ...rest: unknown[]) =>
      pagePolicy().createHTML(rules.createHTML?.(input, ...rest) ?? input),
    createScriptURL: (input: string, ...rest: unknown[]) =>
      pagePolicy().createScriptURL(rules.createScriptURL?.(input, ...rest) ?? input),
  };
}

Object.assign(globalThis, {
  MonacoEnvironment: { createTrustedTypesPolicy, getWorker: () => startWorker(editorWorkerAddress, 'editor') },
});
