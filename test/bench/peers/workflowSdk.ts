import type { Candidate } from '../compare.ts';
import { loadPeer } from './peerPackages.ts';

interface Workflow {
  validate(): void;
}

interface Library {
  readonly default: { readonly Classes: { readonly Workflow: { deserialize(text: string): Workflow } } };
}

/** The specification's own SDK: reads a definition and validates it against the JSON Schema, without places in the text. */
export async function workflowSdk(text: string): Promise<Candidate | null> {
  const library = await loadPeer('@serverlessworkflow/sdk');
  if (library === null) return null;
  const { Workflow } = (library as Library).default.Classes;
  // It takes this version of the language only.
  const readable = text.replace('dsl: 1.0.3', 'dsl: 1.0.0');
  const run = () => {
    const workflow = Workflow.deserialize(readable);
    workflow.validate();
    return workflow;
  };
  run();
  return { name: '@serverlessworkflow/sdk 1.0.1: deserialise, validate', run };
}
