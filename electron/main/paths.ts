import { join } from 'node:path';
import { app } from 'electron';

/** Where the parts of the application lie, in a checkout and in the package. */
export interface ApplicationPaths {
  /** Folder that `app://drydock/` serves, and the only one. */
  readonly page: string;
  readonly preload: string;
  /** The Node binary that core runs on. */
  readonly node: string;
  readonly core: string;
  readonly engine: string;
  /** Documentation, sample workspace, default policy. */
  readonly resources: string;
}

function packagedNode(): string {
  return join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'bin/node');
}

/** Finds the parts. In a checkout the start script names the Node binary in `DRYDOCK_NODE`; the package never looks at it. */
export function applicationPaths(): ApplicationPaths {
  const out = join(import.meta.dirname, '..');
  const base = app.isPackaged ? process.resourcesPath : out;
  return {
    page: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    node: app.isPackaged ? packagedNode() : (process.env.DRYDOCK_NODE ?? 'node'),
    core: join(base, 'core', 'core.js'),
    engine: join(base, 'engine', 'engine.js'),
    resources: join(base, 'resources'),
  };
}
