import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { SourceDocument } from '../../shared/workflow/document.ts';
import { formatOfName, parseDocument } from '../../shared/workflow/parseDocument.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './files.ts';

/** A YAML or JSON file that was read; its syntax problems are in the document. */
export interface ReadDefinition {
  /** As it was named, with `/` between names. */
  readonly path: string;
  readonly document: SourceDocument;
}

/** Reads a YAML or JSON file, or standard input for `-`; what cannot be read as text is one sentence with its name. */
export async function readDefinition(io: CommandIo, name: string): Promise<Result<ReadDefinition>> {
  const text = await readTextOf(io, name);
  if (!text.ok) return text;
  const document = parseDocument(text.value, formatOfName(name));
  if (!document.ok) return err(appError(document.error.code, `${name}: ${document.error.message}`));
  return ok({ path: name === '-' ? 'stdin' : name.replaceAll('\\', '/'), document: document.value });
}
