import type { EngineJob } from '../../shared/simulation/engineProtocol.ts';

/** What goes into a rehearsal: a definition and what is around it. */
export type HostileJob = Pick<EngineJob, 'definition'> & Partial<Pick<EngineJob, 'files' | 'workflows' | 'scenario'>>;

/** How it ends: stopped by a bound that says this, faulted with a detail that says this, or completed. */
export type DefinitionEnd = { readonly limit: string } | { readonly fault: string } | 'completed';

/** A definition that is made to do harm, and its end. */
export type HostileDefinition = readonly [name: string, job: HostileJob, end: DefinitionEnd];

/** The rest of a definition. */
export interface Around {
  readonly use?: unknown;
  readonly schedule?: unknown;
  readonly input?: unknown;
}

const document = { dsl: '1.0.3', namespace: 'test', name: 'hostile', version: '1.0.0' };

/** The text of a definition with these tasks. */
export function definition(tasks: unknown, around: Around = {}): string {
  return JSON.stringify({ document, ...around, do: tasks });
}

/** A rehearsal of a definition with these tasks, in a scenario. */
export function job(tasks: unknown, around: Around = {}, scenario: unknown = {}): HostileJob {
  return { definition: definition(tasks, around), scenario: JSON.stringify(scenario) };
}

/** The same for tasks that are written as YAML. */
export function written(tasks: string): HostileJob {
  return { definition: `document: ${JSON.stringify(document)}\ndo: ${tasks}` };
}

/** A task for what has to have one. */
export const nothing = [{ nothing: { set: { n: 1 } } }];

/** A text of a million characters. */
export const huge = 'x'.repeat(1_000_000);

/** A text again and again. */
export const many = (count: number, text: string): string => text.repeat(count);
