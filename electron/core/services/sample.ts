import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { virtualPathSchema } from '../../../shared/contract/values.ts';
import { decodeText } from '../../../shared/workflow/decodeText.ts';
import { maxTextSize } from '../../../shared/workflow/documentLimits.ts';
import { readBounded } from '../files/readBounded.ts';
import type { MaskedRows } from '../masking/maskJob.ts';
import type { DatasetService } from './datasets.ts';
import type { DocumentService } from './documents.ts';
import type { Workbench } from './workbench.ts';

const seeded = 'sample';
/** Files below this folder of the sample are data sets, all others documents. */
const dataFolder = 'data/';

/** Puts the sample that ships with the application into a new workspace, once: a person may delete it for good. */
export async function seedSample(
  { store, resources }: Workbench,
  documents: DocumentService,
  datasets: DatasetService,
): Promise<void> {
  if (store.settings.read(seeded) !== null || store.documents.count() > 0) return;
  const files = await readSample(join(resources, 'sample'));
  const masked = await maskDatasets(files, datasets);
  // All of it or nothing: half a sample would never be completed.
  store.transaction(() => {
    for (const { path, bytes } of files) {
      if (!path.startsWith(dataFolder)) seedDocument(path, bytes, documents);
    }
    for (const [name, rows] of masked) datasets.add(name, rows);
    store.settings.write(seeded, 'true');
  });
}

async function maskDatasets(files: readonly SampleFile[], datasets: DatasetService): Promise<Map<string, MaskedRows>> {
  const masked = new Map<string, MaskedRows>();
  for (const { path, bytes } of files) {
    if (!path.startsWith(dataFolder)) continue;
    const name = path.slice(dataFolder.length);
    const file = { name, format: name.endsWith('.csv') ? 'csv' : 'json', bytes } as const;
    const rows = await datasets.mask(file, [], new AbortController().signal);
    if (rows.ok) masked.set(name, rows.value);
  }
  return masked;
}

interface SampleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

async function readSample(folder: string): Promise<SampleFile[]> {
  const files: SampleFile[] = [];
  for (const path of await sampleFiles(folder)) {
    const bytes = await readBounded(join(folder, path), maxTextSize);
    if (bytes.ok) files.push({ path, bytes: bytes.value });
  }
  return files;
}

async function sampleFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((path) => virtualPathSchema.safeParse(path).success)
    .sort();
}

function seedDocument(path: string, bytes: Uint8Array, documents: DocumentService): void {
  const text = decodeText(bytes);
  if (text.ok) documents.create(path, text.value);
}
