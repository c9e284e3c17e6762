import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readingsFolder } from './rehearsePage.ts';

const own = 'readings.test.ts';
const namesIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending) && file !== own)
    .map((file) => file.slice(0, -ending.length))
    .sort();

describe('the readings of the language', () => {
  const pages = namesIn(readingsFolder, '.md');
  const index = readFileSync(join(readingsFolder, '../language.md'), 'utf8');

  it('each have a page and a test', () => {
    expect(pages).toEqual(namesIn(import.meta.dirname, '.test.ts'));
  });

  it.each(pages)('%s: stands in the list of readings, and has every section', (page) => {
    expect(index).toContain(`](readings/${page}.md)`);
    const text = readFileSync(join(readingsFolder, `${page}.md`), 'utf8');
    const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(sections).toEqual([
      'Construct',
      'What the specification leaves open',
      'How Drydock reads it',
      'Example',
      'In the trace',
    ]);
  });
});
