import { ok, type Result } from '../../shared/base/result.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { CommandIo } from './command.ts';
import { policyBeside } from './policyBeside.ts';
import { readPolicy } from './readPolicy.ts';

type Sensitive = Policy['sensitive'];

/**
 * Finds what is sensitive in rehearsals of a workflow: by the policy given, else by `policy.yaml` beside it, else by the
 * default. A broken one beside it does not keep a workflow from being rehearsed: then nothing is known to be sensitive,
 * leaks are not looked for, and `warn` is told.
 */
export class SensitiveReader {
  readonly #io: CommandIo;
  readonly #given: string | undefined;
  readonly #warn: (message: string) => void;
  readonly #read = new Map<string, Promise<Result<Sensitive | undefined>>>();

  constructor(io: CommandIo, given: string | undefined, warn: (message: string) => void) {
    this.#io = io;
    this.#given = given;
    this.#warn = warn;
  }

  /** What the policy given says, or undefined where none is: one that is broken or cannot be read keeps everything from running. */
  async given(): Promise<Result<Sensitive | undefined>> {
    return this.#given === undefined ? ok(undefined) : this.#sensitiveOf(this.#given);
  }

  /** What is sensitive where this workflow runs; each policy is read once. */
  async sensitiveFor(file: string): Promise<Result<Sensitive | undefined>> {
    const name = this.#given ?? (await policyBeside(this.#io, file));
    return name === null ? ok(defaultPolicy.sensitive) : this.#sensitiveOf(name);
  }

  #sensitiveOf(name: string): Promise<Result<Sensitive | undefined>> {
    const known = this.#read.get(name) ?? this.#readNamed(name);
    this.#read.set(name, known);
    return known;
  }

  async #readNamed(name: string): Promise<Result<Sensitive | undefined>> {
    const policy = await readPolicy(this.#io, name);
    if (policy.ok) return ok(policy.value.sensitive);
    if (this.#given !== undefined) return policy;
    this.#warn(`leaks are not looked for: ${policy.error.message}`);
    return ok(undefined);
  }
}
