import type { Json } from '../base/json.ts';
import type { Expression } from '../expressions/syntax.ts';
import type { Fix, TextEdit } from './finding.ts';
import { type ModelExpression, partOf } from './modelExpressions.ts';
import type { Surroundings } from './surroundings.ts';
import type { TextPiece } from './textPieces.ts';

/** Where values go that are taken out of a text, and how the text then names them. */
export interface ValueHome {
  readonly title: string;
  /** The map that holds the text, as a JSON Pointer, and the member of it that values go to. */
  readonly holder: string;
  readonly member: string;
  /** How the name of a value is written: `price` of `.order.price`. */
  nameOf(words: string): string;
  /** What the text says in the place of the value. */
  mention(name: string): string;
  /** Whether a value between these two parts of the text stands by itself, and is no part of a word or a quoted text. */
  standsAlone(before: string, after: string): boolean;
  /** Whether a part of the text can be kept as it is. */
  keeps(part: string): boolean;
}

/** Moves every value that an expression puts into a text to a map beside it; null where that cannot be done safely. */
export function moveValues(
  model: Surroundings,
  expression: ModelExpression,
  pieces: readonly TextPiece[],
  home: ValueHome,
): Fix | null {
  const { text } = expression;
  const values = new Map<string, Json>();
  let written = '';
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === 'string') {
      if (piece === '' || !home.keeps(piece)) return null;
      written += piece;
      continue;
    }
    const next = pieces[index + 1];
    if (!home.standsAlone(written, typeof next === 'string' ? next : '')) return null;
    const part = partOf(expression, piece.range);
    const name = freeName(model, home, piece, values);
    values.set(name, `\${ ${text.value.slice(part.start, part.end).trim()} }`);
    written += home.mention(name);
  }
  const edits = valueEdits(model, home, values);
  if (edits === null) return null;
  const replaced: TextEdit = { range: text.range, newText: JSON.stringify(written) };
  return { title: home.title, safe: false, edits: [...edits, replaced] };
}

/** The edits that put values into the map of a home; null where there is no room. */
export function valueEdits(
  model: Surroundings,
  { holder, member }: Pick<ValueHome, 'holder' | 'member'>,
  values: ReadonlyMap<string, Json>,
): readonly TextEdit[] | null {
  const place = `${holder}/${member}`;
  const edits = !model.has(place)
    ? [model.insertEntry(holder, member, Object.fromEntries(values))]
    : [...values].map(([name, value]) => model.insertEntry(place, name, value));
  const known = edits.flatMap((edit) => (edit === null ? [] : [edit]));
  return known.length < edits.length ? null : known;
}

function freeName(
  model: Surroundings,
  { holder, member, nameOf }: ValueHome,
  piece: Expression,
  taken: ReadonlyMap<string, Json>,
): string {
  const base = nameOf(piece.kind === 'field' ? piece.name.replace(/[^A-Za-z0-9]+/g, '_') : 'value');
  let name = base;
  for (let count = 2; taken.has(name) || model.has(`${holder}/${member}/${name}`); count += 1) {
    name = `${base}_${count}`;
  }
  return name;
}
