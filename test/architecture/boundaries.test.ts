import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cruise, type Violation } from './cruise.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files of an invented checkout, each with one import that its rule forbids. */
const forbidden = [
  ['shared/base/clock.ts', "import { hrtime } from 'node:process';", 'shared-has-no-node'],
  ['shared/base/bare.ts', "import { readFileSync } from 'fs';", 'shared-has-no-node'],
  ['shared/base/upward.ts', "import { a } from '../workflow/a.ts';", 'shared-base-imports'],
  ['shared/workflow/upward.ts', "import type { A } from '../diagnostics/a.ts';", 'shared-workflow-imports'],
  ['shared/bundle/upward.ts', "import { a } from '../contract/a.ts';", 'shared-bundle-imports'],
  ['shared/simulation/window.ts', "import { app } from 'electron';", 'electron-in-main-and-preload'],
  ['shared/policy/view.ts', "import { useState } from 'react';", 'shared-is-pure'],
  ['electron/main/domain.ts', "import { a } from '../../shared/workflow/a.ts';", 'electron-main-imports'],
  ['electron/main/core.ts', "import { a } from '../core/a.ts';", 'electron-main-imports'],
  ['electron/preload/domain.ts', "import { a } from '../../shared/base/a.ts';", 'electron-preload-imports'],
  ['electron/core/main.ts', "import { a } from '../main/a.ts';", 'electron-core-imports'],
  ['electron/core/sql.ts', "import Database from 'better-sqlite3';", 'driver-in-store'],
  ['electron/core/window.ts', "import { app } from 'electron';", 'electron-in-main-and-preload'],
  ['electron/core/isolate.ts', "import ivm from 'isolated-vm';", 'sandbox-in-engine'],
  ['electron/store/domain.ts', "import { a } from '../../shared/workflow/a.ts';", 'electron-store-imports'],
  ['electron/engine/store.ts', "import { a } from '../store/a.ts';", 'electron-engine-imports'],
  ['electron/cli/store.ts', "import { a } from '../store/a.ts';", 'electron-cli-imports'],
  ['renderer/state/core.ts', "import type { A } from '../../electron/core/a.ts';", 'renderer-imports'],
  ['renderer/state/files.ts', "import { readFile } from 'node:fs';", 'page-has-no-node'],
  ['renderer/ui/editor.ts', "import * as monaco from 'monaco-editor';", 'editor-in-platform'],
  ['renderer/features/problems/trace.ts', "import { a } from '../trace/a.ts';", 'features-apart'],
  ['shared/policy/nowhere.ts', "import { a } from './missing.ts';", 'resolvable'],
] as const;

/** Files that the forbidden imports lead to, two that import each other, and some imports that are allowed. */
const others: readonly (readonly [string, string])[] = [
  ...['base', 'workflow', 'diagnostics', 'contract'].map((name) => `shared/${name}/a.ts`),
  ...['main', 'core', 'store'].map((name) => `electron/${name}/a.ts`),
  'renderer/features/trace/a.ts',
].map((path) => [path, 'export const a = 1;\nexport type A = number;\n'] as const);
const cycle = [
  ['shared/masking/one.ts', "import { two } from './two.ts';\nexport const one = () => two;\n"],
  ['shared/masking/two.ts', "import { one } from './one.ts';\nexport const two = () => one;\n"],
] as const;
const allowed = [
  ['electron/main/shell.ts', "import { app } from 'electron';\nimport { a } from '../../shared/contract/a.ts';"],
  ['electron/store/sql.ts', "import Database from 'better-sqlite3';\nimport { a } from '../../shared/base/a.ts';"],
  ['renderer/platform/editor.ts', "import * as monaco from 'monaco-editor';"],
  [
    'renderer/features/trace/panel.ts',
    "import { a } from './a.ts';\nimport { b } from '../../../shared/workflow/a.ts';",
  ],
] as const;

describe('the boundaries', () => {
  let base = '';
  let found: Violation[] = [];

  beforeAll(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'boundaries-')));
    symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'), 'junction');
    for (const [path, text] of [...forbidden, ...others, ...cycle, ...allowed]) {
      mkdirSync(dirname(join(base, path)), { recursive: true });
      writeFileSync(join(base, path), `${text}\n`);
    }
    found = cruise(['shared', 'electron', 'renderer'], base);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('hold in this checkout', () => {
    expect(cruise(['shared', 'electron', 'renderer'])).toEqual([]);
  });

  it.each(forbidden)('catch %s: %s', (path, _text, rule) => {
    expect(found.filter(({ from }) => from === path).map((violation) => violation.rule)).toContain(rule);
  });

  it('catch two modules that import each other', () => {
    expect(found.map(({ rule, from }) => `${rule} ${from}`)).toContain('no-cycles shared/masking/one.ts');
  });

  it.each(allowed)('allow %s', (path) => {
    expect(found.filter(({ from }) => from === path)).toEqual([]);
  });
});
