import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../shared/diagnostics/unifiedDiff.ts';

const hasPatch = spawnSync('patch', ['--version']).status === 0;
if (!hasPatch) process.stdout.write('skipped: patch is not installed on this machine\n');
const folder = mkdtempSync(join(tmpdir(), 'drydock-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('unifiedDiff', () => {
  it('is empty where nothing differs', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
  });

  it('shows changes with three lines around them, near ones together', () => {
    const before = Array.from({ length: 20 }, (_, n) => `${n}\n`).join('');
    const after = before.replace('5\n', 'five\n').replace('9\n', '').replace('18\n', '18\nand\n');
    expect(unifiedDiff('f.yaml', before, after)).toBe(
      '--- f.yaml\n+++ f.yaml\n@@ -3,11 +3,10 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n-9\n 10\n 11\n 12\n@@ -17,4 +16,5 @@\n 16\n 17\n 18\n+and\n 19\n',
    );
  });

  it('says where the last line has no end', () => {
    expect(unifiedDiff('f', 'a', 'a\n')).toBe('--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n');
  });

  it('ends on texts that have nothing in common', () => {
    const lines = (word: string) => Array.from({ length: 5_000 }, (_, n) => `${word}${n}\n`).join('');
    expect(unifiedDiff('f', lines('a'), lines('b')).split('\n')).toHaveLength(10_004);
  });

  it.skipIf(!hasPatch)('is what patch makes the new text of', () => {
    const file = join(folder, 'text');
    for (let seed = 1; seed <= 40; seed++) {
      const before = Array.from({ length: 30 }, (_, n) => `${(n * n * seed) % 7}\n`).join('');
      const after = before
        .replaceAll(`${seed % 7}\n`, seed % 2 === 0 ? '' : 'x\ny\n')
        .replace(/\n$/, seed % 3 === 0 ? '' : '\n');
      writeFileSync(file, before);
      const { status } = spawnSync('patch', ['-s', file], { input: unifiedDiff(file, before, after) });
      if (before !== after) expect([status, readFileSync(file, 'utf8')]).toEqual([0, after]);
    }
  });
});
