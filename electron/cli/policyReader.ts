import { ok, type Result } from '../../shared/base/result.ts';
import type { CheckedFile } from '../../shared/diagnostics/checkedFile.ts';
import { checkPolicy } from '../../shared/diagnostics/checkPolicy.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { CommandIo } from './command.ts';
import { policyBeside } from './policyBeside.ts';
import { readDefinition } from './readDefinition.ts';

interface ReadPolicy {
  readonly policy: Result<Policy>;
  /** The policy's own findings; null where there are none. */
  readonly file: CheckedFile | null;
}

/** Finds the policy of each file: the one given, else `policy.yaml` beside it, else the default. Each is read once. */
export class PolicyReader {
  readonly #io: CommandIo;
  readonly #given: string | null;
  readonly #read = new Map<string, ReadPolicy>();

  constructor(io: CommandIo, given: string | null) {
    this.#io = io;
    this.#given = given;
  }

  /** The policy that a file is checked against. */
  async policyFor(file: string): Promise<Result<Policy>> {
    const name = this.#given ?? (await policyBeside(this.#io, file));
    return name === null ? ok(defaultPolicy) : this.#policyOf(name);
  }

  /** The policy given, or null where none is: what cannot be read keeps every file from being checked. */
  async given(): Promise<Result<Policy | null>> {
    return this.#given === null ? ok(null) : this.#policyOf(this.#given);
  }

  /** The policies that have findings of their own. */
  findings(): CheckedFile[] {
    return [...this.#read.values()].flatMap(({ file }) => (file === null ? [] : [file]));
  }

  async #policyOf(name: string): Promise<Result<Policy>> {
    const known = this.#read.get(name) ?? (await this.#readPolicy(name));
    this.#read.set(name, known);
    return known.policy;
  }

  async #readPolicy(name: string): Promise<ReadPolicy> {
    const read = await readDefinition(this.#io, name);
    if (!read.ok) return { policy: read, file: null };
    const { path, document } = read.value;
    const { policy, findings } = checkPolicy(document, new Date().toISOString().slice(0, 10));
    return { policy: ok(policy), file: findings.length === 0 ? null : { path, text: document.text, findings } };
  }
}
