import type Database from 'better-sqlite3';

/** The workspace that a file holds. */
export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
}

/** Reads the workspace of a database; null in a new one. */
export function readWorkspace(database: Database.Database): WorkspaceRow | null {
  return database.prepare<[], WorkspaceRow>('SELECT id, name FROM workspace').get() ?? null;
}

/** Says whose the database is. */
export function writeWorkspace(database: Database.Database, workspace: WorkspaceRow, at: string): void {
  database
    .prepare('INSERT INTO workspace (id, name, created_at) VALUES (?, ?, ?)')
    .run(workspace.id, workspace.name, at);
}
