import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';
import { root } from '../root.ts';
import { recordPackages, writePackages } from './bundledPackages.ts';
import type { BuildTarget } from './targets.ts';

function nodeConfig(target: BuildTarget, outDir: string, found: Set<string>): InlineConfig {
  return {
    plugins: [recordPackages(found)],
    ssr: { target: 'node', noExternal: true, external: [...target.external] },
    build: {
      ssr: join(root, target.entry),
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      target: target.runtime,
      minify: false,
      rolldownOptions: {
        external: [...target.external],
        checks: { pluginTimings: false },
        output: {
          format: target.format,
          entryFileNames: target.output.split('/').at(-1) ?? '[name].js',
          codeSplitting: false,
        },
      },
    },
  };
}

function pageConfig(target: BuildTarget, outDir: string, found: Set<string>): InlineConfig {
  return {
    root: join(root, 'renderer'),
    base: './',
    plugins: [react(), recordPackages(found)],
    worker: { format: 'es', plugins: () => [recordPackages(found)] },
    build: {
      outDir,
      emptyOutDir: true,
      target: target.runtime,
      // The page's policy allows no inline code and no data: fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 8000,
      reportCompressedSize: false,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  };
}

/** Builds one target with Vite into a folder; throws with Vite's message when that fails. */
export async function buildTarget(target: BuildTarget, outDir: string): Promise<void> {
  const found = new Set<string>();
  const config = target.kind === 'page' ? pageConfig(target, outDir, found) : nodeConfig(target, outDir, found);
  const mode = process.env.NODE_ENV;
  await build({ root, configFile: false, envDir: false, logLevel: 'warn', ...config });
  writePackages(target.name, found);
  // Vite leaves NODE_ENV=production behind, and the tests that follow would take over from it.
  if (mode === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = mode;
}
