import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { maxTextSize } from '../../shared/workflow/documentLimits.ts';
import { documentKind } from '../core/services/documentKind.ts';
import { type ReadFrom, readTextOf } from './files.ts';
import { isPlainFile, isWithin } from './readNamedFile.ts';

/** Most files of a folder that are looked through for workflows. */
const maxFiles = 1_000;
/** Most bytes of theirs that are read, and most UTF-16 units of text that are kept. */
const maxBytes = 64 * 1024 * 1024;

/** A text in which a wanted workflow may stand. */
export interface WantedText {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

/**
 * The files in which workflows are looked for. One command asks for the same ones for each definition that it goes through:
 * they are listed once, and their texts kept as far as there is room.
 */
export class WorkflowTexts {
  readonly #io: ReadFrom;
  readonly #folders = new Map<string, Promise<Result<readonly string[]>>>();
  readonly #texts = new Map<string, string | null>();
  #room = maxBytes;

  constructor(io: ReadFrom) {
    this.#io = io;
  }

  /** The files with the name of a workflow in a folder, by their absolute paths. */
  filesIn(folder: string): Promise<Result<readonly string[]>> {
    const known = this.#folders.get(folder) ?? this.#list(folder);
    this.#folders.set(folder, known);
    return known;
  }

  /** The texts of those files, by their absolute paths, that may be wanted; one that cannot be read is no workflow that anything could run. */
  async wanted(files: Iterable<string>, mayBeWanted: (text: string) => boolean): Promise<WantedText[]> {
    const texts: WantedText[] = [];
    for (const file of files) {
      const text = await this.#read(file);
      if (text !== null && mayBeWanted(text)) texts.push({ file, text });
    }
    return texts;
  }

  /** Reads a file again the next time: it was written. */
  forget(file: string): void {
    this.#room += this.#texts.get(file)?.length ?? 0;
    this.#texts.delete(file);
  }

  async #read(file: string): Promise<string | null> {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const read = await readTextOf(this.#io, file);
    const text = read.ok ? read.value : null;
    const length = text?.length ?? 0;
    if (length <= this.#room && !this.#texts.has(file)) {
      this.#texts.set(file, text);
      this.#room -= length;
    }
    return text;
  }

  async #list(folder: string): Promise<Result<readonly string[]>> {
    const names = await readdir(folder).catch((): string[] => []);
    const files = names.filter((name) => documentKind(name) === 'workflow').sort();
    let bytes = 0;
    const readable: string[] = [];
    for (const file of files.slice(0, maxFiles + 1).map((name) => join(folder, name))) {
      if (!(await isPlainFile(file)) || !(await isWithin(this.#io, folder, file))) continue;
      const { size } = await stat(file);
      if (size > maxTextSize) continue;
      bytes += size;
      readable.push(file);
    }
    if (bytes <= maxBytes && files.length <= maxFiles) return ok(readable);
    return err(appError('limit', `${folder} holds too many files to look for the workflows that this one runs`));
  }
}
