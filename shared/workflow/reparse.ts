import type { Range, SourceDocument } from './document.ts';
import { maxTextSize } from './documentLimits.ts';
import { moveRange, type Replacement } from './plain/editedTree.ts';
import { plainly } from './plain/readPlain.ts';
import { type EditedTree, rereadPlain } from './plain/rereadPlain.ts';
import { markPlain, plainSize } from './plainTrees.ts';
import { rereadJson } from './rereadJson.ts';
import { sourceDocument } from './sourceTree.ts';

/** Whether an edit of a document can be read by itself: it holds nothing unusual, and no mistake but half-typed keys. */
export function isReparsable({ tree }: SourceDocument): boolean {
  return plainSize(tree) !== null;
}

/**
 * Reads a text that differs from that of `previous` in one stretch: only what the edit touches is read, down to single
 * entries of nested maps and lists, and everything behind it is moved in place. What it gives is exactly what
 * `parseDocument` gives for the whole text. It takes `previous` over: its ranges move with the edit, those of findings in
 * it too, so nobody may use it any more. Null, with `previous` as it was, where anything is unusual, before or after the edit.
 */
export function reparse(previous: SourceDocument, text: string): SourceDocument | null {
  const size = plainSize(previous.tree);
  if (size === null || text.length > maxTextSize) return null;
  const edit = editBetween(previous.text, text);
  const read = previous.format === 'json' ? reparseJson : reparseYaml;
  return read(previous, text, { edit, size });
}

interface Edited {
  readonly edit: Replacement;
  readonly size: number;
}

function reparseJson(previous: SourceDocument, text: string, { edit, size }: Edited): SourceDocument | null {
  const edited = rereadJson(previous, text, edit, size);
  if (edited === null) return null;
  markPlain(edited.tree, edited.nodes);
  return sourceDocument(text, 'json', { tree: edited.tree, comments: [], problems: [] });
}

function reparseYaml(previous: SourceDocument, text: string, { edit, size }: Edited): SourceDocument | null {
  const edited = plainly(() => rereadPlain(previous, text, edit, size));
  if (edited === null) return null;
  const { tree, cursor } = edited;
  // Values that were taken out still count: at the latest a whole reading counts anew.
  markPlain(tree, cursor.nodes);
  const comments = merged(previous.comments, cursor.comments, { ...edited, by: edit.by });
  const problems = merged(previous.problems, cursor.problems, { ...edited, by: edit.by });
  return sourceDocument(text, 'yaml', { tree, comments, problems });
}

/** What stands in an edited text: what was read again, between what stood before it and what stood behind, moved in place. */
function merged<T extends { readonly range: Range }>(
  old: readonly T[],
  fresh: readonly T[],
  { cursor, from, by }: Omit<EditedTree, 'tree'> & { readonly by: number },
): readonly T[] {
  const before = old.filter(({ range }) => range.start < from);
  const behind = old.filter(({ range }) => range.start >= cursor.offset - by);
  for (const { range } of behind) moveRange(range, by);
  return [...before, ...fresh, ...behind];
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
