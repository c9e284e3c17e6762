import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './sourceFiles.ts';

const files = sourceFiles();
const product = files.filter(({ path }) => /^(shared|electron|renderer)\//.test(path));
const longest = 400;

/** Tools demand a default export of their configuration files. */
const isConfiguration = ({ path }: SourceFile) => /\.config\.ts$/.test(path);

function pathsWhere(set: readonly SourceFile[], broken: (file: SourceFile) => boolean): string[] {
  return set.filter(broken).map(({ path }) => path);
}

/** Whether a file does nothing but re-export others. */
function isBarrel({ text }: SourceFile): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').trim();
  return code !== '' && /^(export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+';?\s*)+$/.test(code);
}

describe('house rules', () => {
  it('see the code at all', () => {
    expect(product.length).toBeGreaterThan(0);
  });

  it(`keep every file of code within ${longest} lines`, () => {
    expect(pathsWhere(files, ({ text }) => text.split('\n').length - 1 > longest)).toEqual([]);
  });

  it('allow no default export', () => {
    const exporters = (file: SourceFile) => /^export default\b/m.test(file.text) && !isConfiguration(file);
    expect(pathsWhere(files, exporters)).toEqual([]);
  });

  it('allow no barrel file', () => {
    expect(pathsWhere(files, isBarrel)).toEqual([]);
  });

  it('allow no name that says nothing', () => {
    expect(pathsWhere(files, ({ path }) => /(^|\/)(utils?|helpers?|common|managers?)(\.|\/)/i.test(path))).toEqual([]);
  });

  it('import with the extension', () => {
    const bare = /from '(\.{1,2}\/[^'?]*)'/g;
    const broken = ({ text }: SourceFile) =>
      [...text.matchAll(bare)].some(([, path = '']) => !/\.(tsx?|mjs|cjs|js|json|css)$/.test(path));
    expect(pathsWhere(product, broken)).toEqual([]);
  });

  it('leave window.api to renderer/platform', () => {
    const elsewhere = product.filter(
      ({ path }) => path.startsWith('renderer/') && !path.startsWith('renderer/platform/'),
    );
    expect(pathsWhere(elsewhere, ({ text }) => /\b(window|globalThis)\.(api|drydock)\b/.test(text))).toEqual([]);
  });

  it('leave SQL to the store', () => {
    const elsewhere = product.filter(({ path }) => path.startsWith('electron/') && !path.startsWith('electron/store/'));
    const sql = /['"`]\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA)\s/;
    expect(pathsWhere(elsewhere, ({ text }) => sql.test(text))).toEqual([]);
  });
});
