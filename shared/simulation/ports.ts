import type { Json } from '../base/json.ts';
import type { RunLimits } from './limits.ts';
import type { RecordNews } from './recorder.ts';

/** A script to run in the sandbox. Everything in it is plain data. */
export interface ScriptRequest {
  readonly language: 'javascript' | 'python';
  readonly code: string;
  /** The command line behind the program's name. */
  readonly arguments: readonly string[];
  /** Variables that the script sees under these names. */
  readonly variables: { readonly [name: string]: Json };
  readonly environment: { readonly [name: string]: string };
  readonly stdin: string;
  /** Seed of the script's random numbers. */
  readonly seed: number;
  /** The virtual time, in milliseconds since the epoch: the script's clock stands still. */
  readonly now: number;
}

/** How a script ended. */
export type ScriptOutcome =
  | {
      readonly kind: 'ended';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
      /** Absent where the script returned nothing. */
      readonly returned?: Json;
    }
  /** It threw, or could not be compiled. */
  | { readonly kind: 'threw'; readonly message: string; readonly stdout: string; readonly stderr: string }
  /** It was stopped by time, memory or size of its output. */
  | { readonly kind: 'limit'; readonly message: string };

/** What is settled when a rehearsal begins. */
export interface RehearsalStart {
  readonly seed: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly input: Json;
}

/** One evaluation of an expression, as it is told to whoever looks into a rehearsal. */
export interface Evaluation {
  /** Index of the record of the task that it belongs to; undefined for the workflow's own. */
  readonly record: number | undefined;
  /** Where it stands in the definition, as near as is known; null in a workflow that another one runs. */
  readonly pointer: string | null;
  /** jq, without `${}`. */
  readonly expression: string;
  readonly input: Json;
  /** By name, without the dollar sign. */
  readonly variables: { readonly [name: string]: Json };
  /** The first output, null where there is none or where it failed. */
  readonly output: Json;
  /** Why it failed. */
  readonly error: string | null;
}

/** What a rehearsal asks of its host. */
export interface RehearsalPorts {
  runScript(request: ScriptRequest): ScriptOutcome;
  /** Told once, before the first task: what a run that is killed needs beside its records. */
  onStart?(start: RehearsalStart): void;
  /** Told of each record once it is final, so that a run that is killed keeps them. */
  onRecord(news: RecordNews): void;
  /** Told of each evaluation of an expression; without it nothing is spent on them. */
  observe?(evaluation: Evaluation): void;
  /** Told of `$context` when a task starts and when it ends, by the index of its record. */
  observeContext?(record: number, context: Json): void;
  /** Whether there is time to run the whole once more, to look for leaks; yes where nobody says. */
  mayRunAgain?(): boolean;
  readonly limits: RunLimits;
  /** Whether the trace is looked at and thrown away, as in a batch: it then needs no digest. */
  readonly isTransient?: boolean;
  /** `sha256:<hex>` of a text, for hosts whose platform is faster at it than `digestOf`. */
  digest?(text: string): string;
}
