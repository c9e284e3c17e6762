import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'reference');

/**
 * A folder of data to test against that is kept beside the checkout; null, with the reason printed, where it is missing.
 * Tests that need it pass the answer to `describe.skipIf`.
 */
export function referenceFolder(name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  process.stdout.write(`skipped: the reference data '${name}' is not beside this checkout\n`);
  return null;
}
