import type { Meter } from '../meter.ts';
import { characterBefore, isWord, operation, outside, placesBetween, type RegexProgram } from './regexProgram.ts';

const newline = 10;

/** Stands for a newline that is the text's last character. */
const lastNewline = -2;

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
 * Tells whether a pattern matches somewhere in a text, by the states that its program goes through. They are
 * computed when they are first needed and kept, so that most characters cost one look-up; they have a bound.
 */
export class RegexAutomaton {
  readonly #program: RegexProgram;
  readonly #start: State;
  readonly #states = new Map<string, State>();
  #room = maxRoom;

  constructor(program: RegexProgram) {
    this.#program = program;
    this.#start = stateOf([program.start], outside);
  }

  /** Whether the pattern matches somewhere in `text` from `from` on; null where that would take too many states. */
  test(text: string, from: number, meter: Meter): boolean | null {
    const last = text.length - 1;
    let state = from === 0 ? this.#start : this.#stateOf([this.#program.start], kindOf(characterBefore(text, from)));
    for (let i = from; i <= last && state !== null; i++) {
      const unit = text.charCodeAt(i);
      if (unit < slots && (unit !== newline || i < last)) {
        state = state.next[unit] ?? this.#step(state, unit, meter);
      } else {
        const character: number = unit === newline ? lastNewline : (text.codePointAt(i) ?? unit);
        if (character > 0xffff) i++;
        state = state.nextOthers.get(character) ?? this.#step(state, character, meter);
      }
      if (state === matched) return true;
      if (state === dead) return false;
    }
    const end = state === null ? null : (state.nextOthers.get(outside) ?? this.#step(state, outside, meter));
    return end === null ? null : end === matched;
  }

  /** The state behind the next character; null where there is no room for it. */
  #step(state: State, character: number, meter: Meter): State | null {
    meter.work(state.instructions.length);
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

  #follow(state: State, symbol: number): State | null {
    const program = this.#program;
    const isLast = symbol === lastNewline;
    const character = isLast ? newline : symbol;
    const next = new Set<number>();
    for (const at of program.reachable(state.instructions, placesBetween(state.before, character, isLast))) {
      if (program.operations[at] === operation.match) return matched;
      const isCharacter = program.operations[at] === operation.character;
      if (isCharacter && character !== outside && program.reads(at, character)) next.add(program.nexts[at] ?? 0);
    }
    if (!program.isAnchored) next.add(program.start);
    if (next.size === 0 || character === outside) return dead;
    const instructions = [...next].sort((a, b) => a - b);
    return this.#stateOf(instructions, kindOf(character));
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
}

/** A character that is to places as `character` is. */
function kindOf(character: number): number {
  return character === newline ? newline : isWord(character) ? 97 : 32;
}
