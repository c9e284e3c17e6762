import { isJsonObject, type Json } from '../../base/json.ts';
import { replaceEmbedded } from '../../masking/detectors.ts';
import { type ValueClassifier, valueClassifier } from '../../masking/valueClassifier.ts';
import { classOfNames } from '../../policy/classOfNames.ts';
import type { Policy } from '../../policy/policy.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { isList } from '../planContext.ts';

/** One sensitive value of what a rehearsal is given. */
export interface SensitiveValue {
  /** A class of the policy, or `secret`. */
  readonly class: string;
  /** Which of the given documents: empty for the input, `$secrets`, `$events/0`, `$stubs/NAME`. */
  readonly root: string;
  /** JSON Pointer of the scalar in that document. */
  readonly pointer: string;
  /** The value itself, as text. */
  readonly datum: string;
  /** Whether it stands inside a longer text. */
  readonly isEmbedded: boolean;
}

/** Most values that one rehearsal watches; more are not looked at one by one any more. */
export const maxSensitiveValues = 2_000;
/** Most scalars that are looked at in what a rehearsal is given. */
const maxScalars = 100_000;
/** Shortest value that is sensitive only because what holds it is: `address: {country: DE}` says little. */
const shortestInherited = 4;
/** Longest text that is searched for data. */
const maxText = 100_000;

/** Finds the sensitive values of documents by the names and values of a policy. */
export class SensitiveValues {
  readonly found: SensitiveValue[] = [];
  readonly #policy: Policy;
  readonly #classifyValue: ValueClassifier;
  #scalars = 0;

  constructor(policy: Policy) {
    this.#policy = policy;
    this.#classifyValue = valueClassifier(policy);
  }

  /** Whether there was more than is looked at. */
  get isTooMuch(): boolean {
    return this.#scalars > maxScalars || this.found.length > maxSensitiveValues;
  }

  /** Looks through a document whose names and values tell what is sensitive. */
  addDocument(root: string, document: Json): void {
    this.#walk(document, '', null, (scalar, pointer, inherited, names) => {
      for (const { datum, ...found } of this.#classify(scalar, inherited, names)) {
        this.found.push({ ...found, root, pointer, datum });
      }
    });
  }

  /** Takes all of a document for secret. */
  addSecrets(root: string, document: Json): void {
    this.#walk(document, '', null, (scalar, pointer) => {
      this.found.push({ class: 'secret', root, pointer, datum: String(scalar), isEmbedded: false });
    });
  }

  #walk(value: Json, pointer: string, inherited: string | null, visit: Visit, names: readonly string[] = []): void {
    if (this.isTooMuch || value === null || value === '' || typeof value === 'boolean') return;
    if (isList(value)) {
      value.forEach((item, index) => {
        this.#walk(item, joinPointer(pointer, index), inherited, visit, names);
      });
    } else if (isJsonObject(value)) {
      const own = classOfNames(names, this.#policy) ?? inherited;
      const before = names.slice(-1);
      for (const [key, member] of Object.entries(value)) {
        this.#walk(member, joinPointer(pointer, key), own, visit, [...before, key]);
      }
    } else {
      this.#scalars++;
      visit(value, pointer, inherited, names);
    }
  }

  #classify(scalar: string | number, inherited: string | null, names: readonly string[]): Found[] {
    const text = String(scalar);
    const whole =
      classOfNames(names, this.#policy) ??
      this.#classifyValue(text) ??
      (text.length >= shortestInherited ? inherited : null);
    if (whole !== null) return this.#isExposed(whole) ? [{ class: whole, datum: text, isEmbedded: false }] : [];
    const embedded = new Map<string, string>();
    const note = (datum: string, found: string) => {
      embedded.set(datum, found);
      return '';
    };
    if (typeof scalar === 'string' && text.length <= maxText) replaceEmbedded(text, note);
    return [...embedded]
      .filter(([, found]) => this.#isExposed(found))
      .map(([datum, found]) => ({ class: found, datum, isEmbedded: true }));
  }

  /** A class that the policy does not have, or does not mind, is none that may not leave. */
  #isExposed(sensitiveClass: string): boolean {
    const { classes } = this.#policy.sensitive;
    return Object.hasOwn(classes, sensitiveClass) && classes[sensitiveClass]?.exposure !== 'off';
  }
}

type Found = Pick<SensitiveValue, 'class' | 'datum' | 'isEmbedded'>;
type Visit = (scalar: string | number, pointer: string, inherited: string | null, names: readonly string[]) => void;
