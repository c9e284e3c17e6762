import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Rehearsed, rehearseYaml, type TestScenario } from '../../unit/simulation/rehearseYaml.ts';

/** Where the pages are. */
export const readingsFolder = fileURLToPath(new URL('../../../resources/docs/readings', import.meta.url));

/** Rehearses the example of a reading's page, changed where a test says so. */
export function rehearsePage(
  id: string,
  scenario: TestScenario = {},
  change: (definition: string) => string = (definition) => definition,
): Rehearsed {
  const page = readFileSync(join(readingsFolder, `${id}.md`), 'utf8');
  const [, example] = /^```yaml\n([\s\S]*?)^```$/m.exec(page) ?? [];
  if (example === undefined) throw new Error(`The page ${id} has no example.`);
  const changed = change(example);
  return rehearseYaml(changed, scenario);
}
