import type { RE2JS } from 're2js';

/** An instruction of a compiled pattern (Go's regexp/syntax, of which the engine is a port). */
interface Instruction {
  readonly op: number;
  /** The next instruction. */
  readonly out: number;
  /** The other next instruction, or the places that are asked for. */
  readonly arg: number;
  matchRune(character: number): boolean;
}

/** A compiled pattern. */
interface Program {
  readonly inst: readonly Instruction[];
  readonly start: number;
  /** Number of look-behinds. */
  readonly numLb: number;
  /** The places that every match has to begin at. */
  startCond(): number;
}

const operation = {
  alternative: 1,
  alternativeMatch: 2,
  capture: 3,
  place: 4,
  match: 6,
  nothing: 7,
  firstRune: 8,
  lastRune: 11,
};

const place = { lineStart: 1, lineEnd: 2, textStart: 4, textEnd: 8, wordEdge: 16, noWordEdge: 32 };

/** Stands for the character before the first and behind the last. */
const outside = -1;

const newline = 10;

/** Characters that have a slot of their own in each state. */
const slots = 128;

/** What all states of a pattern may take together: slots, instructions and edges for other characters. */
const maxRoom = 60_000;

const roomOfEdge = 8;

/** What is known of a text after some of its characters: the instructions that may come next. */
interface State {
  readonly instructions: readonly number[];
  /** A character of the kind that came last. */
  readonly before: number;
  /** The states that the next character leads to; grows as characters are seen. */
  readonly next: (State | undefined)[];
  readonly nextOthers: Map<number, State>;
}

const dead: State = stateOf([], outside);
const matched: State = stateOf([], outside);

function stateOf(instructions: readonly number[], before: number): State {
  return { instructions, before, next: new Array<undefined>(slots), nextOthers: new Map() };
}

/**
 * Tells whether a pattern matches somewhere in a text, by the states that a program of the engine goes through. They are
 * computed when they are first needed and kept, so that most characters cost one look-up; they have a bound.
 */
export class RegexAutomaton {
  readonly #program: Program;
  readonly #isAnchored: boolean;
  readonly #start: State;
  readonly #states = new Map<string, State>();
  #room = maxRoom;

  private constructor(program: Program) {
    this.#program = program;
    this.#isAnchored = (program.startCond() & place.textStart) !== 0;
    this.#start = stateOf([program.start], outside);
  }

  /** The automaton of a pattern; null for one with look-behind. */
  static of(regex: RE2JS): RegexAutomaton | null {
    const program: Program = regex.re2().prog;
    return program.numLb === 0 ? new RegexAutomaton(program) : null;
  }

  /** Whether the pattern matches somewhere in `text`; null where that would take too many states. */
  test(text: string): boolean | null {
    let state: State | null = this.#start;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < slots) {
        state = state.next[unit] ?? this.#step(state, unit);
      } else {
        const character: number = text.codePointAt(i) ?? unit;
        if (character > 0xffff) i++;
        state = state.nextOthers.get(character) ?? this.#step(state, character);
      }
      if (state === matched) return true;
      if (state === dead) return false;
      if (state === null) return null;
    }
    state = state.nextOthers.get(outside) ?? this.#step(state, outside);
    return state === null ? null : state === matched;
  }

  /** The state behind the next character; null where there is no room for it. */
  #step(state: State, character: number): State | null {
    const next = this.#follow(state, character);
    if (next === null) return null;
    if (character >= 0 && character < slots) {
      state.next[character] = next;
    } else {
      if (!this.#take(roomOfEdge)) return null;
      state.nextOthers.set(character, next);
    }
    return next;
  }

  #follow(state: State, character: number): State | null {
    const reached = this.#reachable(state.instructions, placesBetween(state.before, character));
    const next = new Set<number>();
    for (const at of reached) {
      const instruction = this.#program.inst[at];
      if (instruction === undefined) continue;
      if (instruction.op === operation.match) return matched;
      const isRune = instruction.op >= operation.firstRune && instruction.op <= operation.lastRune;
      if (isRune && character !== outside && instruction.matchRune(character)) next.add(instruction.out);
    }
    if (!this.#isAnchored) next.add(this.#program.start);
    return next.size === 0 || character === outside
      ? dead
      : this.#stateOf(
          [...next].sort((a, b) => a - b),
          kindOf(character),
        );
  }

  #stateOf(instructions: readonly number[], before: number): State | null {
    const key = `${before} ${instructions.join(' ')}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (!this.#take(slots + instructions.length * 2)) return null;
    const state = stateOf(instructions, before);
    this.#states.set(key, state);
    return state;
  }

  #take(room: number): boolean {
    this.#room -= room;
    return this.#room >= 0;
  }

  /** The instructions that are reached without a character. */
  #reachable(from: readonly number[], places: number): Set<number> {
    const reached = new Set<number>();
    const pending = [...from];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const instruction = this.#program.inst[at];
      if (instruction === undefined || reached.has(at)) continue;
      reached.add(at);
      const { op, out, arg } = instruction;
      if (op === operation.alternative || op === operation.alternativeMatch) pending.push(out, arg);
      else if (op === operation.capture || op === operation.nothing) pending.push(out);
      else if (op === operation.place && (arg & ~places) === 0) pending.push(out);
    }
    return reached;
  }
}

function isWord(character: number): boolean {
  const isLetter = (character | 32) >= 97 && (character | 32) <= 122;
  return character === 95 || (character >= 48 && character <= 57) || isLetter;
}

/** A character that is to places as `character` is. */
function kindOf(character: number): number {
  return character === newline ? newline : isWord(character) ? 97 : 32;
}

/** The places between two characters. */
function placesBetween(before: number, after: number): number {
  let places = isWord(before) === isWord(after) ? place.noWordEdge : place.wordEdge;
  if (before === outside) places |= place.textStart | place.lineStart;
  if (before === newline) places |= place.lineStart;
  if (after === outside) places |= place.textEnd | place.lineEnd;
  if (after === newline) places |= place.lineEnd;
  return places;
}
