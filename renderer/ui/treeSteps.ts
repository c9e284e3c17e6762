import { type KeyboardEvent, useRef } from 'react';

/** One row of a tree. */
export interface TreeLine {
  readonly id: string;
  /** Text of the row, for typing ahead. */
  readonly label: string;
  /** How deep it stands, from 1. */
  readonly level: number;
  /** Whether its rows are shown; null where it has none, or where they cannot be folded. */
  readonly isOpen: boolean | null;
}

/** Index of the row that a row stands under; -1 for an outermost one. */
export function around(lines: readonly TreeLine[], at: number): number {
  const level = lines[at]?.level ?? 0;
  return lines.findLastIndex((line, index) => index < at && line.level < level);
}

/** Milliseconds after which a letter begins another word. */
const pause = 800;

/** Finds the next row that begins with what is being typed; null for a key that is no letter, and where there is none. */
export function useTypeAhead(lines: readonly TreeLine[]): (press: KeyboardEvent, at: number) => number | null {
  const typed = useRef({ word: '', at: Number.NEGATIVE_INFINITY });
  return ({ key, timeStamp }, at) => {
    if (key.length !== 1) return null;
    const before = timeStamp - typed.current.at < pause ? typed.current.word : '';
    const word = before + key.toLowerCase();
    typed.current = { word, at: timeStamp };
    // Another letter of the word may keep the row; the first one goes on from it.
    const from = before === '' ? at + 1 : Math.max(at, 0);
    const order = [...lines.keys()].map((index) => (from + index) % lines.length);
    return order.find((index) => lines[index]?.label.toLowerCase().startsWith(word)) ?? null;
  };
}
