import type { Json, JsonObject } from '../base/json.ts';
import type { DurationValue, ExternalResource } from './definitionValues.ts';

/** A container, a script, a shell command or another workflow: exactly one of the four. */
export interface ProcessConfiguration {
  readonly container?: ContainerProcess;
  readonly script?: ScriptProcess;
  readonly shell?: ShellProcess;
  readonly workflow?: WorkflowProcess;
  /** Whether the task ends with the process; it does unless said. */
  readonly await?: boolean;
  /** What becomes the task's output; `stdout` unless said. */
  readonly return?: 'stdout' | 'stderr' | 'code' | 'all' | 'none';
}

/** A container to run. */
export interface ContainerProcess {
  readonly image: string;
  readonly name?: string;
  readonly command?: string;
  readonly ports?: JsonObject;
  readonly volumes?: JsonObject;
  readonly environment?: JsonObject;
  readonly stdin?: string;
  readonly arguments?: readonly string[];
  readonly lifetime?: { readonly cleanup: 'always' | 'never' | 'eventually'; readonly after?: DurationValue };
  readonly pullPolicy?: 'ifNotPresent' | 'always' | 'never';
}

/** A script to run: `code`, or `source` where it is kept elsewhere. */
export interface ScriptProcess {
  readonly language: string;
  readonly code?: string;
  readonly source?: ExternalResource;
  readonly stdin?: string;
  /** A list is the command line; a map (earlier 1.0.x) is variables of those names. */
  readonly arguments?: readonly string[] | { readonly [name: string]: Json };
  readonly environment?: JsonObject;
}

/** A shell command to run. */
export interface ShellProcess {
  readonly command: string;
  readonly stdin?: string;
  readonly arguments?: readonly string[] | JsonObject;
  readonly environment?: JsonObject;
}

/** Another workflow to run. */
export interface WorkflowProcess {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly input?: JsonObject;
}
