import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { MethodHandlers } from '../handlers.ts';

const extension = '.md';
/** The names that the contract lets through: nothing in them leads out of the folder. */
const pageName = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

/** The documentation that ships with the application. */
export function docsHandlers(resources: string): Pick<MethodHandlers, 'docs.list' | 'docs.read'> {
  const folder = join(resources, 'docs');
  return {
    async 'docs.list'() {
      const pages = await pageNames(folder);
      return ok(
        await Promise.all(
          pages.map(async (page) => ({ page, title: titleOf((await readPage(folder, page)) ?? '', page) })),
        ),
      );
    },
    async 'docs.read'({ page }) {
      const markdown = pageName.test(page) ? await readPage(folder, page) : null;
      return markdown === null ? err(appError('not-found', `There is no page '${page}'.`)) : ok({ markdown });
    },
  };
}

async function pageNames(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return files
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length).split(sep).join('/'))
    .filter((page) => pageName.test(page))
    .sort();
}

async function readPage(folder: string, page: string): Promise<string | null> {
  return readFile(join(folder, `${page}${extension}`), 'utf8').catch(() => null);
}

function titleOf(markdown: string, page: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1] ?? page;
}
