import { type CheckContext, noContext } from '../../../shared/diagnostics/checkContext.ts';
import { call } from '../../platform/bridge.ts';
import type { LanguageClient } from '../../workers/languageClient.ts';
import type { WorkerText } from '../../workers/protocol.ts';

/** Most workflows that a definition is asked to run by name; core looks for fewer. */
const maxRuns = 1_000;

interface Known {
  /** The workflows that the text ran. */
  readonly runs: string;
  readonly context: CheckContext;
}

/** What lay around open documents when it was last asked, by their paths, and around what is reviewed. */
let known = new Map<string, Known>();

/** Forgets what lay around documents: the workspace has changed. */
export function forgetContexts(): void {
  known = new Map();
}

/**
 * What lies around a document, as saved; asked of core anew only where its text, and the earlier text that it is compared
 * with, run other workflows than they did.
 */
export async function contextOf(
  client: LanguageClient,
  document: WorkerText,
  before: string | null = null,
): Promise<CheckContext> {
  const { path, kind } = document;
  if (kind !== 'workflow') return noContext;
  const contexts = known;
  const answer = await client.ask<'runs'>({ ask: 'runs', document, before });
  const runs = answer.ok ? answer.value.slice(0, maxRuns) : [];
  const key = before === null ? path : `review of ${path}`;
  const last = contexts.get(key);
  if (last?.runs === JSON.stringify(runs)) return last.context;
  const read = await call('finding.context', { path, runs });
  if (!read.ok) return last?.context ?? noContext;
  contexts.set(key, { runs: JSON.stringify(runs), context: read.value });
  return read.value;
}
