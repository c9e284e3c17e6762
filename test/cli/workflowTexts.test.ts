import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { WorkflowTexts } from '../../electron/cli/workflowTexts.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('reads a file once for however many definitions ask, and again once it was written', async () => {
  const file = join(folder, 'a.yaml');
  const texts = new WorkflowTexts({ folder, stdin: Readable.from([]) });
  const all = () => true;
  writeFileSync(file, 'name: then');
  expect(await texts.wanted([file], all)).toEqual([{ file, text: 'name: then' }]);
  writeFileSync(file, 'name: now');
  expect(await texts.wanted([file], all)).toEqual([{ file, text: 'name: then' }]);
  texts.forget(file);
  expect(await texts.wanted([file, join(folder, 'none.yaml')], all)).toEqual([{ file, text: 'name: now' }]);
  expect(await texts.wanted([file], (text) => text.includes('then'))).toEqual([]);
});

it('lists what may be a workflow, and no more files than it looks through', async () => {
  const many = join(folder, 'many');
  mkdirSync(join(many, 'sub.yaml'), { recursive: true });
  for (const name of ['b.yaml', 'a.json', 'a.one.scenario.yaml', 'policy.yaml', 'note.txt'])
    writeFileSync(join(many, name), '');
  const texts = new WorkflowTexts({ folder, stdin: Readable.from([]) });
  expect(await texts.filesIn(many)).toEqual({ ok: true, value: ['a.json', 'b.yaml'].map((name) => join(many, name)) });
  const full = join(folder, 'full');
  mkdirSync(full);
  for (let index = 0; index < 1_001; index += 1) writeFileSync(join(full, `${index}.yaml`), '');
  expect(await texts.filesIn(full)).toMatchObject({ ok: false, error: { code: 'limit' } });
});
