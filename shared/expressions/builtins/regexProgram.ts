import type { RE2JS } from 're2js';

/** What instructions of a compiled pattern do (Go's regexp/syntax, of which the engine is a port). */
export const operation = {
  alternative: 1,
  alternativeMatch: 2,
  capture: 3,
  place: 4,
  fail: 5,
  match: 6,
  nothing: 7,
  character: 8,
} as const;

/** Places between two characters, as bits; the last one is jq's `$`: the end, also before a newline that ends the text. */
export const place = {
  lineStart: 1,
  lineEnd: 2,
  textStart: 4,
  textEnd: 8,
  wordEdge: 16,
  noWordEdge: 32,
  lastLineEnd: 64,
} as const;

/** Stands for the character before the first and behind the last. */
export const outside = -1;

const newline = 10;

/** The character that a translated pattern has where {@link place.lastLineEnd} is meant, which the engine has no sign for. It is none of Unicode's. */
export const lastLineEndMark = 0x10ffff;

/** Characters that have an entry in the tables of a program. */
const tableSize = 128;

/** An instruction as the engine has it. */
interface EngineInstruction {
  readonly op: number;
  /** The next instruction. */
  readonly out: number;
  /** The other next instruction, the places that are asked for, or where a group's end is noted. */
  readonly arg: number;
  readonly runes: { readonly length: number; readonly [index: number]: number };
  matchRune(character: number): boolean;
}

/** A compiled pattern as the engine has it. */
interface EngineProgram {
  readonly inst: readonly EngineInstruction[];
  readonly start: number;
  /** Number of look-behinds. */
  readonly numLb: number;
  /** The places that every match has to begin at. */
  startCond(): number;
}

/** The instructions of a pattern, by their number. */
export class RegexProgram {
  readonly operations: Uint8Array;
  readonly nexts: Int32Array;
  readonly others: Int32Array;
  readonly start: number;
  /**
   * The number among those instructions that more than one way leads to, -1 for others: no other one is reached twice at the same
   * place of a text as long as these are not.
   */
  readonly joins: Int32Array;
  readonly joinCount: number;
  /** Whether a match begins where the text does. */
  readonly isAnchored: boolean;
  /** For each ASCII character whether a match may begin with it; null where one may be empty. */
  readonly first: Uint8Array | null;
  readonly #engine: EngineProgram;
  readonly #tables: (Uint8Array | undefined)[] = [];

  private constructor(engine: EngineProgram) {
    const { inst, start } = engine;
    this.#engine = engine;
    this.start = start;
    this.isAnchored = (engine.startCond() & place.textStart) !== 0;
    this.operations = Uint8Array.from(inst, operationOf);
    this.nexts = Int32Array.from(inst, ({ out }) => out);
    this.others = Int32Array.from(inst, (one) => (isLastLineEnd(one) ? place.lastLineEnd : one.arg));
    this.joins = this.#findJoins();
    this.joinCount = this.joins.reduce((most, join) => Math.max(most, join + 1), 0);
    this.first = this.#firstCharacters();
  }

  /** The program of a pattern; null for one with look-behind, which only the engine itself can run. */
  static of(regex: RE2JS): RegexProgram | null {
    const engine: EngineProgram = regex.re2().prog;
    return engine.numLb === 0 ? new RegexProgram(engine) : null;
  }

  /** Whether the instruction `at` reads `character`. */
  reads(at: number, character: number): boolean {
    if (character < tableSize) return (this.#tables[at] ?? this.#tableOf(at))[character] === 1;
    return this.#engine.inst[at]?.matchRune(character) ?? false;
  }

  #tableOf(at: number): Uint8Array {
    const instruction = this.#engine.inst[at];
    const table = Uint8Array.from({ length: tableSize }, (_none, code) => (instruction?.matchRune(code) ? 1 : 0));
    this.#tables[at] = table;
    return table;
  }

  /** The instructions that are reached from others without a character, where the places are these. */
  reachable(from: readonly number[], places: number): Set<number> {
    const reached = new Set<number>();
    const pending = [...from];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      const [next = 0, other = 0] = [this.nexts[at], this.others[at]];
      switch (this.operations[at]) {
        case operation.alternative:
        case operation.alternativeMatch:
          pending.push(next, other);
          break;
        case operation.capture:
        case operation.nothing:
          pending.push(next);
          break;
        case operation.place:
          if ((other & ~places) === 0) pending.push(next);
      }
    }
    return reached;
  }

  #findJoins(): Int32Array {
    const ways = new Int32Array(this.operations.length);
    const lead = (to: number | undefined): void => {
      if (to !== undefined) ways[to] = (ways[to] ?? 0) + 1;
    };
    lead(this.start);
    this.operations.forEach((operationAt, at) => {
      if (operationAt === operation.match || operationAt === operation.fail) return;
      lead(this.nexts[at]);
      if (isAlternative(operationAt)) lead(this.others[at]);
    });
    let count = 0;
    return ways.map((number) => (number > 1 ? count++ : -1));
  }

  #firstCharacters(): Uint8Array | null {
    const first = new Uint8Array(tableSize);
    for (const at of this.reachable([this.start], everyPlace)) {
      if (this.operations[at] === operation.match) return null;
      if (this.operations[at] !== operation.character) continue;
      for (let code = 0; code < tableSize; code++) if (this.reads(at, code)) first[code] = 1;
    }
    return first;
  }
}

function isAlternative(operationAt: number): boolean {
  return operationAt === operation.alternative || operationAt === operation.alternativeMatch;
}

const everyPlace = 127;

function operationOf(instruction: EngineInstruction): number {
  if (isLastLineEnd(instruction)) return operation.place;
  return Math.min(instruction.op, operation.character);
}

function isLastLineEnd({ op, runes }: EngineInstruction): boolean {
  return op >= operation.character && runes.length === 1 && runes[0] === lastLineEndMark;
}

const unicodeWord = /[\p{L}\p{M}\p{N}\p{Pc}]/u;

/** Whether a character is part of a word: a letter, a mark, a digit or what joins them. */
export function isWord(character: number): boolean {
  if (character >= 128) return unicodeWord.test(String.fromCodePoint(character));
  const isLetter = (character | 32) >= 97 && (character | 32) <= 122;
  return character === 95 || (character >= 48 && character <= 57) || (isLetter && character > 0);
}

/** The places between two characters; `isLast` where a newline that follows is the last one of the text. */
export function placesBetween(before: number, after: number, isLast: boolean): number {
  let places: number = isWord(before) === isWord(after) ? place.noWordEdge : place.wordEdge;
  if (before === outside) places |= place.textStart | place.lineStart;
  if (before === newline) places |= place.lineStart;
  if (after === outside) places |= place.textEnd | place.lineEnd | place.lastLineEnd;
  if (after === newline) places |= isLast ? place.lineEnd | place.lastLineEnd : place.lineEnd;
  return places;
}

/** The places at an offset of a text. */
export function placesAt(text: string, offset: number): number {
  const before = offset === 0 ? outside : characterBefore(text, offset);
  const after = text.codePointAt(offset) ?? outside;
  return placesBetween(before, after, offset === text.length - 1);
}

/** The character that ends at an offset. */
export function characterBefore(text: string, offset: number): number {
  const unit = text.charCodeAt(offset - 1);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff;
  const character = isLow && offset > 1 ? (text.codePointAt(offset - 2) ?? unit) : unit;
  return character > 0xffff ? character : unit;
}
