interface State {
  readonly next: Map<number, State>;
  /** The state of the longest proper suffix that is a prefix of some pattern. */
  fallback: State | null;
  /** Patterns that end here, those of the fallbacks included. */
  ends: readonly number[];
}

/** Finds many patterns in one pass over a text, in time linear in the text (Aho and Corasick, CACM 18, 1975). */
export class TextSearch {
  readonly #root: State = newState();

  /** The answers name patterns by their index. An empty pattern is never found. */
  constructor(patterns: readonly string[]) {
    patterns.forEach((pattern, index) => {
      this.#add(pattern, index);
    });
    this.#link();
  }

  /** Indices of the patterns that stand anywhere in the text. */
  find(text: string): Set<number> {
    const found = new Set<number>();
    let state = this.#root;
    for (let at = 0; at < text.length; at++) {
      state = this.#step(state, text.charCodeAt(at));
      for (const index of state.ends) found.add(index);
    }
    return found;
  }

  #add(pattern: string, index: number): void {
    if (pattern === '') return;
    let state = this.#root;
    for (let at = 0; at < pattern.length; at++) {
      const code = pattern.charCodeAt(at);
      const next = state.next.get(code) ?? newState();
      state.next.set(code, next);
      state = next;
    }
    state.ends = [...state.ends, index];
  }

  /** Breadth first, so that every fallback is complete before it is built upon. */
  #link(): void {
    const queue: State[] = [this.#root];
    for (const state of queue) {
      for (const [code, next] of state.next) {
        const fallback = state === this.#root ? this.#root : this.#step(state.fallback ?? this.#root, code);
        next.fallback = fallback;
        if (fallback.ends.length > 0) next.ends = [...next.ends, ...fallback.ends];
        queue.push(next);
      }
    }
  }

  #step(from: State, code: number): State {
    for (let state: State | null = from; state !== null; state = state.fallback) {
      const next = state.next.get(code);
      if (next !== undefined) return next;
    }
    return this.#root;
  }
}

function newState(): State {
  return { next: new Map(), fallback: null, ends: [] };
}
