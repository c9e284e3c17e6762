import type { Comment, SourceDocument } from './document.ts';
import { maxTextSize } from './documentLimits.ts';
import { moveRange, type Replacement } from './plain/editedTree.ts';
import { plainly } from './plain/readPlain.ts';
import { type EditedTree, rereadPlain } from './plain/rereadPlain.ts';
import { markPlain, plainSize } from './readYaml.ts';
import { sourceDocument } from './sourceTree.ts';

/**
 * Reads a text that differs from that of `previous` in one stretch: only what the edit touches is read, down to single
 * entries of nested maps and lists, and everything behind it is moved in place. What it gives is exactly what `parseDocument` gives for
 * the whole text. It takes `previous` over: its ranges move with the edit, those of findings in it too, so nobody may use
 * it any more. Null, with `previous` as it was, where anything is unusual, before or after the edit.
 */
export function reparse(previous: SourceDocument, text: string): SourceDocument | null {
  const size = plainSize(previous.tree);
  if (size === null || text.length > maxTextSize) return null;
  const edit = editBetween(previous.text, text);
  const edited = plainly(() => rereadPlain(previous, text, edit, size));
  if (edited === null) return null;
  const { tree, cursor } = edited;
  // Values that were taken out still count: at the latest a whole reading counts anew.
  markPlain(tree, cursor.nodes);
  return sourceDocument(text, 'yaml', {
    tree,
    comments: editedComments(previous.comments, edited, edit),
    problems: [],
  });
}

function editedComments(
  comments: readonly Comment[],
  { cursor, from }: EditedTree,
  { by }: Replacement,
): readonly Comment[] {
  const kept = comments.filter(({ range }) => range.start < from);
  const behind = comments.filter(({ range }) => range.start >= cursor.offset - by);
  for (const { range } of behind) moveRange(range, by);
  return [...kept, ...cursor.comments, ...behind];
}

/** Texts are compared by stretches of this many units first, which the platform does at once. */
const stretch = 4_096;

/** The stretch of the old text that was replaced. */
function editBetween(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  const by = after.length - before.length;
  let start = 0;
  while (start + stretch <= shorter && before.slice(start, start + stretch) === after.slice(start, start + stretch)) {
    start += stretch;
  }
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = before.length;
  const least = start - Math.min(0, by);
  while (end - stretch >= least && before.slice(end - stretch, end) === after.slice(end - stretch + by, end + by)) {
    end -= stretch;
  }
  while (end > least && before.charCodeAt(end - 1) === after.charCodeAt(end - 1 + by)) end -= 1;
  return { start, end, by };
}
