import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ulid } from '../../shared/base/ulid.ts';
import { idSchema, instantSchema } from '../../shared/contract/values.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

const descriptionSchema = z.strictObject({
  name: z.string().min(1).max(100),
  openedAt: instantSchema.nullable(),
  /** The key was never written down: the store is dead once the session has ended. */
  session: z.boolean(),
});
type Description = z.infer<typeof descriptionSchema>;

/** A workspace there is on this machine. */
export interface Workspace extends Description {
  readonly id: string;
}

/** The folders of workspaces, one each: `store.db`, `key.json` and `workspace.json`. */
export class Workspaces {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Folder of a workspace. */
  folderOf(id: string): string {
    return join(this.#folder, id);
  }

  /** All workspaces, the one opened last first. */
  list(): Workspace[] {
    return readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && idSchema.safeParse(entry.name).success)
      .map((entry) => this.#read(entry.name))
      .sort((a, b) => (b.openedAt ?? '').localeCompare(a.openedAt ?? '') || b.id.localeCompare(a.id));
  }

  /** Makes the folder of a new workspace. */
  create(name: string, session: boolean): Workspace {
    const id = ulid(Date.now(), randomBytes(10));
    mkdirSync(this.folderOf(id), { mode: 0o700 });
    return this.#write({ id, name, openedAt: null, session });
  }

  /** Remembers that a workspace was opened now. */
  touch(workspace: Workspace): Workspace {
    return this.#write({ ...workspace, openedAt: new Date().toISOString() });
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
      const text = readFileSync(join(this.folderOf(id), 'workspace.json'), 'utf8');
      return { id, ...descriptionSchema.parse(JSON.parse(text)) };
    } catch {
      // The name is lost, the store is not.
      return { id, name: `Workspace ${id.slice(-4)}`, openedAt: null, session: false };
    }
  }

  #write(workspace: Workspace): Workspace {
    const { id, ...description } = workspace;
    writeFileAtomically(join(this.folderOf(id), 'workspace.json'), JSON.stringify(description));
    return workspace;
  }
}
