import { lstat, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { extract, pack } from 'tar-stream';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { type Bundle, layoutFiles } from '../../../shared/bundle/layout.ts';
import { bundleLimits } from '../../../shared/bundle/mediaTypes.ts';
import { writeFileAtomically, writeProblem } from '../files/writeFileAtomically.ts';

/** The only names that an image layout of ours has. */
const layoutName = /^(oci-layout|index\.json|blobs\/sha256\/[0-9a-f]{64})$/;

const header = { mode: 0o644, uid: 0, gid: 0, uname: '', gname: '', mtime: new Date(0), type: 'file' } as const;

/** A bundle as a ustar archive. Everything that could differ from machine to machine is fixed, so the bytes never do. */
export async function archiveBytes(bundle: Bundle): Promise<Buffer> {
  const archive = pack();
  for (const { name, bytes } of layoutFiles(bundle)) archive.entry({ ...header, name }, Buffer.from(bytes));
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Writes a bundle's archive; a file is there whole or not at all. `what` begins the sentence where it cannot be written. */
export function writeArchive(bytes: Uint8Array, file: string, what = 'The bundle'): Promise<Result<void>> {
  return writeFileAtomically(file, bytes, what);
}

/** Writes a bundle as a folder in OCI image layout. A folder that has something in it is left alone. */
export async function writeFolder(bundle: Bundle, folder: string): Promise<Result<void>> {
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length > 0) {
      return err(appError('conflict', 'The folder has files in it: choose an empty one.'));
    }
    for (const { name, bytes } of layoutFiles(bundle)) {
      const file = join(folder, ...name.split('/'));
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(bytes).finally(() => handle.close());
    }
    return ok(undefined);
  } catch (problem) {
    return err(writeProblem(problem, 'The bundle'));
  }
}

/** The files of a bundle on disk, archive or folder, by name; sizes bounded, names checked, nothing verified yet. */
export async function readBundleFiles(source: string): Promise<Result<Map<string, Uint8Array>>> {
  try {
    const status = await lstat(source);
    if (status.isDirectory()) return await readFolder(source);
    if (!status.isFile()) return err(appError('invalid-input', 'A bundle is a file or a folder.'));
    if (status.size > bundleLimits.totalBytes) return err(tooLarge());
    return await readArchive(await readFile(source));
  } catch (problem) {
    const code = (problem as NodeJS.ErrnoException).code;
    return err(
      appError(
        code === 'ENOENT' ? 'not-found' : 'unavailable',
        `The bundle cannot be read (${code ?? 'unknown cause'}).`,
      ),
    );
  }
}

const tooLarge = (): ReturnType<typeof appError> => appError('limit', 'The bundle is larger than 256 MiB.');
const notABundle = (): ReturnType<typeof appError> =>
  appError('invalid-input', 'This is not a sealed bundle: it is not an archive of an OCI image layout.');

async function readFolder(folder: string): Promise<Result<Map<string, Uint8Array>>> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (!entry.isFile() || !layoutName.test(name)) {
      return err(appError('integrity', `The bundle holds something that was not sealed: '${name}'.`));
    }
    total += (await lstat(path)).size;
    if (total > bundleLimits.totalBytes || files.size >= bundleLimits.files) return err(tooLarge());
    files.set(name, await readFile(path));
  }
  return files.size === 0 ? err(notABundle()) : ok(files);
}

/** The files of an archive's bytes. */
export async function readArchive(bytes: Uint8Array): Promise<Result<Map<string, Uint8Array>>> {
  const files = new Map<string, Uint8Array>();
  const reader = extract();
  Readable.from([bytes]).pipe(reader);
  try {
    for await (const entry of reader) {
      const { name, size = 0, type } = entry.header;
      if (type !== 'file' || !layoutName.test(name) || files.has(name)) {
        return err(appError('integrity', 'The bundle holds something that was not sealed, or the same name twice.'));
      }
      if (size > bundleLimits.fileBytes || files.size >= bundleLimits.files) return err(tooLarge());
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      files.set(name, Buffer.concat(chunks));
    }
  } catch {
    return err(notABundle());
  }
  return files.size === 0 ? err(notABundle()) : ok(files);
}
