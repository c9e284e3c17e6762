import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { ulid } from '../../shared/base/ulid.ts';
import { idSchema } from '../../shared/contract/values.ts';
import { type WorkspaceFile, workspaceFileName, workspaceFileSchema } from '../../shared/contract/workspaceFile.ts';
import { type KeychainKeyFile, writeKeyFile } from './keyFile.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

function cannotCreate(problem: unknown): AppError {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : 'unknown cause';
  const why = code === 'ENOSPC' ? 'the disk is full' : `its folder cannot be written (${code})`;
  return appError(
    'unavailable',
    `No workspace can be made: ${why}.`,
    'Make room, or start Drydock with another folder.',
  );
}

/** A workspace there is on this machine. */
export interface Workspace extends WorkspaceFile {
  readonly id: string;
}

/** The folders of workspaces, one each: `store.db`, `key.json` and `workspace.json`. */
export class Workspaces {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The folder that holds those of all workspaces. */
  get folder(): string {
    return this.#folder;
  }

  /** Folder of a workspace. */
  folderOf(id: string): string {
    return join(this.#folder, id);
  }

  /** All workspaces, the one opened last first. */
  list(): Workspace[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && idSchema.safeParse(entry.name).success)
      .map((entry) => this.#read(entry.name))
      .sort((a, b) => (b.openedAt ?? '').localeCompare(a.openedAt ?? '') || b.id.localeCompare(a.id));
  }

  /** Makes the folder of a new workspace, with the key file where the key is wrapped; a session's has none. */
  create(name: string, key: KeychainKeyFile | null): Result<Workspace> {
    const id = ulid(Date.now(), randomBytes(10));
    try {
      mkdirSync(this.folderOf(id), { recursive: true, mode: 0o700 });
      if (key !== null) writeKeyFile(this.folderOf(id), key);
      return ok(this.#write({ id, name, openedAt: null, session: key === null }));
    } catch (problem) {
      rmSync(this.folderOf(id), { recursive: true, force: true });
      return err(cannotCreate(problem));
    }
  }

  /** Remembers that a workspace was opened now. Losing this costs its place in the list, so a full disk stops nothing. */
  touch(workspace: Workspace): Workspace {
    const touched = { ...workspace, openedAt: new Date().toISOString() };
    try {
      return this.#write(touched);
    } catch {
      return touched;
    }
  }

  /** Remembers that the key of a session's store has been wrapped, so that the store outlives the session. */
  keep(workspace: Workspace): Workspace {
    return this.#write({ ...workspace, session: false });
  }

  /** Removes the stores of earlier sessions whose key was never written down: nobody can ever open them. */
  removeLost(): void {
    for (const { id, session } of this.list()) {
      if (session && !existsSync(join(this.folderOf(id), 'key.json'))) rmSync(this.folderOf(id), { recursive: true });
    }
  }

  #read(id: string): Workspace {
    try {
      const text = readFileSync(join(this.folderOf(id), workspaceFileName), 'utf8');
      return { id, ...workspaceFileSchema.parse(JSON.parse(text)) };
    } catch {
      // The name is lost, the store is not.
      return { id, name: `Workspace ${id.slice(-4)}`, openedAt: null, session: false };
    }
  }

  #write(workspace: Workspace): Workspace {
    const { id, ...description } = workspace;
    writeFileAtomically(join(this.folderOf(id), workspaceFileName), JSON.stringify(description));
    return workspace;
  }
}
