import { resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { oneLine } from '../../shared/base/withoutControls.ts';
import type { CheckedFile } from '../../shared/diagnostics/checkedFile.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import { type AppliedFix, fixText } from '../../shared/diagnostics/fixText.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import { maxTextSize } from '../../shared/workflow/documentLimits.ts';
import { writeFileAtomically } from '../core/files/writeFileAtomically.ts';
import type { FixMode } from './checkRequest.ts';
import type { CommandIo } from './command.ts';
import { readBytes } from './files.ts';

/** A file with its fixes made, written or not. */
export interface FixedFile extends CheckedFile {
  readonly before: string;
}

/** Makes the fixes of a file that was read, in memory; what cannot be read as YAML or JSON stays as it is. */
export function fixFile(
  path: string,
  document: SourceDocument,
  mode: FixMode,
  check: (document: SourceDocument) => readonly Finding[],
): FixedFile {
  const { text: before, format } = document;
  if (mode === 'none') return { path, text: before, findings: check(document), before };
  const fixed = fixText(before, { format, withReview: mode === 'review', check });
  if (fixed === null) return { path, text: before, findings: check(document), before, applied: [] };
  return { path, before, ...fixed };
}

const byteOrderMark = '\u{feff}';

/** Writes a file whose text changed, whole or not at all, where it still is as it was read. */
export async function writeFixed(io: CommandIo, name: string, { before, text }: FixedFile): Promise<Result<void>> {
  if (text === before) return ok(undefined);
  const bytes = await readBytes(io, name, maxTextSize);
  if (!bytes.ok) return bytes;
  // The mark at the start is no part of the text.
  const there = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value);
  const mark = there.startsWith(byteOrderMark) ? byteOrderMark : '';
  if (there !== mark + before) {
    return err(appError('conflict', `${name} changed while it was checked, and was not written`));
  }
  return writeFileAtomically(resolve(io.folder, name), mark + text, name, { keepsMode: true });
}

/** What was changed in each file, for a person; nothing where nothing was. */
export function fixLines(files: readonly FixedFile[]): string {
  return files
    .map(({ path, applied = [] }) => {
      if (applied.length === 0) return '';
      const count = `${applied.length} ${applied.length === 1 ? 'change' : 'changes'}`;
      return `mended ${oneLine(path)}: ${count}\n${applied.map(lineOf).join('')}\n`;
    })
    .join('');
}

function lineOf({ rule, title, safe, line }: AppliedFix): string {
  return `  line ${line}: ${oneLine(title)} (${rule}${safe ? '' : '; look at it'})\n`;
}
